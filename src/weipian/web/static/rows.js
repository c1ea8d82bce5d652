"use strict";
// Rows of a list by keyboard: J and K go down and up, space ticks, Enter opens; Shift ticks all in between.
for (const form of document.querySelectorAll("form[data-many]")) {
  const rows = [...form.querySelectorAll("tr[data-row]")];
  const box = (row) => row.querySelector(".pick input");
  const every = form.querySelector("[data-all]");
  let here = -1, last = -1;

  const tell = () => {
    const ticked = rows.filter((row) => box(row).checked).length;
    for (const row of rows) row.classList.toggle("picked", box(row).checked);
    every.checked = ticked > 0 && ticked === rows.length;
    every.indeterminate = ticked > 0 && ticked < rows.length;
    const told = form.querySelector("[data-count]");
    if (told) told.textContent = ticked ? `已选 ${ticked} 行` : "勾选后可成批办理";
  };
  const go = (to) => {
    if (!rows.length) return;
    rows[here]?.classList.remove("here");
    here = Math.max(0, Math.min(rows.length - 1, to));
    rows[here].classList.add("here");
    rows[here].scrollIntoView({ block: "nearest" });
    box(rows[here]).focus({ preventScroll: true });
  };
  const between = (one, other, on) => {
    for (let at = Math.min(one, other); at <= Math.max(one, other); at++) box(rows[at]).checked = on;
  };

  every?.addEventListener("change", () => { between(0, rows.length - 1, every.checked); tell(); });
  rows.forEach((row, at) => {
    box(row).addEventListener("click", (event) => {
      if (event.shiftKey && last >= 0) between(last, at, box(row).checked);
      last = at;
      rows[here]?.classList.remove("here");
      here = at;
      row.classList.add("here");
      tell();
    });
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, button, summary, a");
    if (typing || event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      const was = here;
      go(here + (key === "j" ? 1 : -1));
      if (event.shiftKey && was >= 0) { between(was, here, true); tell(); }
    } else if (key === " " && here >= 0 && !event.target.closest(".pick")) {
      box(rows[here]).click();
    } else if (key === "enter" && here >= 0) {
      rows[here].querySelector("a[data-open]")?.click();
    } else return;
    event.preventDefault();
  });
  tell();
}
