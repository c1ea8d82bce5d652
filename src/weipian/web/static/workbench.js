"use strict";
// Keyboard and drafts; everything works without it but these.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    document.querySelector(".find input")?.focus();
  }
  if (event.key === "Enter" && event.ctrlKey && typing?.form) {
    event.preventDefault();
    typing.form.requestSubmit();
  }
});

// A form's draft stays in this browser tab until it is done.
for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = "draft:" + form.dataset.draft;
  const kept = JSON.parse(sessionStorage.getItem(key) || "{}");
  for (const field of form.elements) {
    if (field.name in kept && field.type !== "file" && !field.value) field.value = kept[field.name];
  }
  form.addEventListener("input", () => {
    const now = {};
    for (const field of form.elements) {
      if (field.name && !["file", "hidden", "checkbox", "password"].includes(field.type)) now[field.name] = field.value;
    }
    sessionStorage.setItem(key, JSON.stringify(now));
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) sessionStorage.removeItem(key);
  });
}

// What a person put away.
document.addEventListener("click", (event) => {
  const notice = event.target.closest("#notices .notice");
  if (notice) notice.remove();
});

// What scrolls by itself can be scrolled by the keys.
for (const wide of document.querySelectorAll(".wide, .said")) wide.tabIndex = 0;
