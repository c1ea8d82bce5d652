"use strict";
// All of a column or a page at once, and how many are chosen.
const form = document.querySelector("form.chosen");
if (form) {
  const count = () => {
    const many = form.querySelectorAll("input[name=patches]:checked").length;
    document.getElementById("chosen").textContent = many ? "已选 " + many + " 个" : "";
  };
  form.addEventListener("change", (event) => {
    if ("all" in event.target.dataset) {
      const where = event.target.closest(".column, table");
      for (const one of where.querySelectorAll("input[name=patches]")) one.checked = event.target.checked;
    }
    count();
  });
  form.addEventListener("submit", (event) => {
    if (form.querySelector("input[name=patches]:checked")) return;
    event.preventDefault();
    document.getElementById("chosen").textContent = "▲ 还没有选图斑：勾选要办的，再点。";
  });
}
