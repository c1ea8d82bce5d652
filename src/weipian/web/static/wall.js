"use strict";
// The slider of the wall map: the day it stands on, and playing through the year week by week.
const form = document.querySelector("form.slider");
if (form) {
  const step = form.querySelector("input[type=range]");
  const said = form.querySelector("output");
  const play = form.querySelector("[data-play]");
  const dayOf = (days) => {
    const day = new Date(form.dataset.since + "T00:00:00Z");
    day.setUTCDate(day.getUTCDate() + Number(days));
    return day.toISOString().slice(0, 10);
  };
  const tell = () => {
    said.value = dayOf(step.value);
    step.setAttribute("aria-valuetext", said.value);
  };
  let playing = false;
  const stop = () => {
    playing = false;
    play.setAttribute("aria-pressed", "false");
    play.textContent = "▶ 逐周播放";
  };
  const next = () => {
    if (!playing) return;
    if (Number(step.value) >= Number(step.max)) return stop();
    step.value = Math.min(Number(step.value) + 7, Number(step.max));
    tell();
    step.dispatchEvent(new Event("change", { bubbles: true }));
  };
  step.addEventListener("input", () => {
    stop();
    tell();
  });
  play.hidden = false;
  play.addEventListener("click", () => {
    if (playing) return stop();
    playing = true;
    play.setAttribute("aria-pressed", "true");
    play.textContent = "■ 停止";
    if (Number(step.value) >= Number(step.max)) step.value = 0;
    next();
  });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "wall" || event.detail.elt?.id === "wall") window.setTimeout(next, 400);
  });
  document.body.addEventListener("htmx:responseError", stop);
  document.body.addEventListener("htmx:sendError", stop);
  tell();
}
