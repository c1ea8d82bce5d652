"use strict";
// What was pasted, shown as a table before it is sent.
const area = document.querySelector(".paste textarea[name=rows]");
const shown = document.querySelector("[data-preview]");
const MOST = 20;

const cellsOf = (text) => {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at], row = rows[rows.length - 1];
    if (quoted && sign === '"' && text[at + 1] === '"') { row[row.length - 1] += '"'; at++; }
    else if (quoted && sign === '"') quoted = false;
    else if (!quoted && sign === '"' && row[row.length - 1] === "") quoted = true;
    else if (!quoted && sign === "\t") row.push("");
    else if (!quoted && sign === "\n") rows.push([""]);
    else if (sign !== "\r") row[row.length - 1] += sign;
  }
  return rows.filter((row) => row.some((cell) => cell.trim()));
};
const line = (cells, kind) => {
  const row = document.createElement("tr");
  for (const cell of cells) row.appendChild(document.createElement(kind)).textContent = cell;
  return row;
};
const show = () => {
  const rows = cellsOf(area.value);
  shown.hidden = rows.length < 2;
  document.querySelector("[data-told]").textContent = rows.length < 2
    ? "表头按名称认，次序不限。" : `表头 ${rows[0].length} 栏，${rows.length - 1} 行${rows.length - 1 > MOST ? `，下面列出前 ${MOST} 行` : ""}`;
  if (shown.hidden) return;
  shown.querySelector("thead").replaceChildren(line(rows[0], "th"));
  shown.querySelector("tbody").replaceChildren(...rows.slice(1, MOST + 1).map((row) => line(row, "td")));
};
if (area && shown) { area.addEventListener("input", show); show(); }
