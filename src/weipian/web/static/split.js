"use strict";
// 拆分: a line drawn on the map, by mouse or keyboard, is the text in the field; the parts come back from the server.
const PART_COLOURS = ["#1565C0", "#E65100", "#2E7D32", "#6A1B9A", "#00838F", "#AD1457", "#5D4037", "#37474F"];

document.addEventListener("map:ready", (event) => {
  const county = event.detail, map = county.map, form = document.querySelector("[data-split]");
  const field = document.getElementById("split-line"), draw = form.querySelector("[data-draw]");
  const colour = ["match", ["get", "place"], ...PART_COLOURS.flatMap((one, place) => [place, one]), "#37474F"];
  map.addSource("parts", { type: "geojson", data: NOTHING });
  map.addSource("line", { type: "geojson", data: NOTHING });
  map.addLayer({ id: "part-fill", type: "fill", source: "parts", paint: { "fill-color": colour, "fill-opacity": 0.35 } });
  map.addLayer({ id: "part-line", type: "line", source: "parts", paint: { "line-color": colour, "line-width": 2 } });
  map.addLayer({ id: "part-name", type: "symbol", source: "parts", layout: { "text-field": ["concat", ["get", "plot"], "\n", ["get", "mu"], " 亩"], "text-size": 12, "text-font": ["sans-serif"] }, paint: { "text-color": "#111", "text-halo-color": "#fff", "text-halo-width": 2 } });
  map.addLayer({ id: "line-line", type: "line", source: "line", paint: { "line-color": "#d50000", "line-width": 2, "line-dasharray": [3, 1] } });
  map.addLayer({ id: "line-dot", type: "circle", source: "line", paint: { "circle-radius": 4, "circle-color": "#d50000", "circle-stroke-color": "#fff", "circle-stroke-width": 1 } });

  const places = () => field.value.split("\n").map((line) => line.trim().split(/[\s,，]+/).map(Number)).filter((one) => one.length === 2 && Math.abs(one[0]) <= 180 && Math.abs(one[1]) <= 90);
  const byLine = () => form.elements.by.value === "line";
  const shown = () => {
    const found = byLine() ? places() : [];
    map.getSource("line").setData(found.length ? { type: "Feature", properties: {}, geometry: { type: found.length > 1 ? "LineString" : "MultiPoint", coordinates: found } } : NOTHING);
  };
  const changed = () => { shown(); form.dispatchEvent(new Event("redrawn")); };
  const add = (place) => {
    field.value = `${field.value.trim()}\n${place.lng.toFixed(8)} ${place.lat.toFixed(8)}`.trim();
    changed();
  };
  const drawing = (on) => {
    county.drawing = on;
    draw.setAttribute("aria-pressed", String(on));
    draw.textContent = on ? "停止画线" : "在图上画";
    if (on) map.doubleClickZoom.disable(); else map.doubleClickZoom.enable();
  };
  map.on("click", (click) => { if (county.drawing) add(click.lngLat); });
  map.getCanvas().addEventListener("keydown", (key) => {
    if (county.drawing && key.key === "Enter") { key.preventDefault(); add(map.getCenter()); }
  });
  draw.addEventListener("click", () => { drawing(!county.drawing); if (county.drawing) map.getCanvas().focus(); });
  form.querySelector("[data-undo]").addEventListener("click", () => { field.value = field.value.trim().split("\n").slice(0, -1).join("\n"); changed(); });
  form.querySelector("[data-clear]").addEventListener("click", () => { field.value = ""; changed(); });
  field.addEventListener("input", shown);
  const parts = () => {
    const told = document.querySelector("#split-parts [data-parts]");
    map.getSource("parts").setData(told ? JSON.parse(told.dataset.parts) : NOTHING);
  };
  document.body.addEventListener("htmx:afterSwap", (swap) => { if (swap.target.id === "split-parts") parts(); });
  form.addEventListener("change", shown);
  parts();
});

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("[data-split]");
  const line = form.querySelector("[data-line]");
  const show = () => { line.hidden = form.elements.by.value !== "line"; };
  form.addEventListener("change", show);
  show();
});
