"use strict";
// The chosen columns are kept as soon as the box is closed again; without this there is a button.
for (const box of document.querySelectorAll("details[data-columns]")) {
  const form = box.querySelector("form");
  let changed = false;
  form.addEventListener("change", () => { changed = true; });
  box.addEventListener("toggle", () => { if (!box.open && changed) form.requestSubmit(); });
}
// One box at a time, and Escape closes it.
document.addEventListener("click", (event) => {
  for (const box of document.querySelectorAll("details.pop[open]")) if (!box.contains(event.target)) box.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const box of document.querySelectorAll("details.pop[open]")) { box.open = false; box.querySelector("summary").focus(); }
});
