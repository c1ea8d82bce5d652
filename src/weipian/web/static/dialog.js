"use strict";
// What went wrong with a dialog is said at the field that it is about; the answer comes into sight.
const answer = document.getElementById("answer");
const form = document.querySelector("form.dialog");
const right = (field) => {
  field.removeAttribute("aria-invalid");
  field.removeAttribute("aria-describedby");
  document.getElementById(`wrong-${field.name}`)?.remove();
};
const say = (notice) => {
  const field = form.elements[notice.dataset.field];
  if (!field || !field.closest) return false;
  right(field);
  const told = document.createElement("span");
  told.className = "wrong";
  told.id = `wrong-${field.name}`;
  told.textContent = notice.textContent.replace("▲", "").trim();
  field.after(told);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", told.id);
  const fold = field.closest("details");
  if (fold) fold.open = true;
  field.focus();
  return true;
};
if (form && answer) {
  form.addEventListener("input", (event) => { if (event.target.name) right(event.target); });
  form.addEventListener("invalid", (event) => {
    const fold = event.target.closest("details");
    if (fold) fold.open = true;
  }, true);
  form.addEventListener("htmx:beforeRequest", () => {
    for (const one of form.querySelectorAll("[aria-invalid]")) right(one);
  });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.target !== answer && !answer.contains(event.target)) return;
    const wrong = answer.querySelector("[data-field]");
    if (wrong && say(wrong)) return;
    if (!answer.querySelector(".running")) answer.scrollIntoView({ block: "nearest" });
  });
}
