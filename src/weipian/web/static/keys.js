"use strict";
// What keys there are: by `?`, or by the button above.
(() => {
  const told = document.getElementById("keys");
  const opener = document.querySelector("[data-keys]");
  if (!told?.showModal) return;
  opener.hidden = false;
  opener.addEventListener("click", () => told.showModal());
  told.addEventListener("keydown", (event) => event.stopPropagation()); // a key told of here is not meant for the page
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || told.open || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    told.showModal();
  });
})();
