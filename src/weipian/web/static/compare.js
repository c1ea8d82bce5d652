"use strict";
// Two images of the same ground, one over the other: the earlier one is shown as far as the slider stands.
const setUp = (figure) => {
  if (figure.dataset.ready) return;
  figure.dataset.ready = "1";
  const before = figure.querySelector("img.before");
  const bar = figure.querySelector(".parting");
  const over = figure.querySelector(".over");
  const steer = figure.querySelector(".steer");
  const slide = steer.querySelector("input");
  const beside = steer.querySelector("button");
  const show = () => {
    before.style.clipPath = `inset(0 ${100 - slide.value}% 0 0)`;
    bar.style.left = `${slide.value}%`;
    slide.setAttribute("aria-valuetext", `左边 ${slide.value}% 是前时相`);
  };
  const drag = (event) => {
    const box = over.getBoundingClientRect();
    slide.value = Math.round(((event.clientX - box.left) / box.width) * 100);
    show();
  };
  const choose = (stacked) => {
    figure.classList.toggle("stacked", stacked);
    beside.setAttribute("aria-pressed", String(!stacked));
    bar.hidden = !stacked;
    slide.disabled = !stacked;
    if (stacked) show();
    else before.style.clipPath = "none";
  };
  slide.addEventListener("input", show);
  beside.addEventListener("click", () => choose(!figure.classList.contains("stacked")));
  over.addEventListener("pointerdown", (event) => {
    if (!figure.classList.contains("stacked")) return;
    event.preventDefault();
    over.setPointerCapture(event.pointerId);
    drag(event);
  });
  over.addEventListener("pointermove", (event) => {
    if (over.hasPointerCapture(event.pointerId)) drag(event);
  });
  steer.hidden = false;
  choose(true);
};
const setUpAll = () => document.querySelectorAll("[data-compare]").forEach(setUp);
setUpAll();
document.body.addEventListener("htmx:afterSettle", setUpAll);
