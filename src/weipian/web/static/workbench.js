"use strict";
// Keyboard and drafts; everything works without it but these.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    document.querySelector(".find input")?.focus();
  }
  const form = typing?.form || document.querySelector("form.dialog");
  if (event.key === "Enter" && event.ctrlKey && form) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// A form's draft stays in this browser tab until it is done: also over a lost log-in, but never for somebody else.
const whose = document.querySelector("[data-person]")?.dataset.person;
const texts = (form) => [...form.elements].filter((one) => one.name && !["file", "hidden", "password", "checkbox", "radio"].includes(one.type));
const ticks = (form) => [...form.elements].filter((one) => one.name && ["checkbox", "radio"].includes(one.type));
for (const form of whose ? document.querySelectorAll("form[data-draft]") : []) {
  const key = `draft:${whose}:${form.dataset.draft}`;
  const kept = JSON.parse(sessionStorage.getItem(key) || "null");
  if (kept) {
    for (const field of texts(form)) if (field.name in kept.texts && !field.value) field.value = kept.texts[field.name];
    for (const field of ticks(form)) if (kept.ticks.includes(`${field.name}=${field.value}`)) field.checked = true;
  }
  form.addEventListener("input", () => {
    const now = {
      texts: Object.fromEntries(texts(form).map((one) => [one.name, one.value])),
      ticks: ticks(form).filter((one) => one.checked).map((one) => `${one.name}=${one.value}`),
    };
    sessionStorage.setItem(key, JSON.stringify(now));
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    const said = event.detail.xhr?.responseText || "";
    if (event.detail.successful && !said.includes("notice bad")) sessionStorage.removeItem(key);
  });
}
document.querySelector("form[action='/logout']")?.addEventListener("submit", () => sessionStorage.clear());

// What was found out is chosen: into its field, and asked again.
document.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-fill]");
  const field = chosen && document.querySelector(`form [name="${CSS.escape(chosen.dataset.fill)}"]`);
  if (!field) return;
  field.value = chosen.dataset.value;
  field.form.requestSubmit();
});

// What a person put away.
document.addEventListener("click", (event) => {
  const notice = event.target.closest("#notices .notice");
  if (notice) notice.remove();
});

// What scrolls by itself can be scrolled by the keys.
for (const wide of document.querySelectorAll(".wide, .said")) wide.tabIndex = 0;
