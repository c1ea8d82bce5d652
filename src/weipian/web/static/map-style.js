"use strict";
// How layers and plots are drawn, from what the server says of their looks.
const MAP_FONT = '"Source Han Sans SC","Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif';

const DOT = ["interpolate", ["linear"], ["zoom"], 7, 3, 9, 6, 13, 10];

// In a square of a grid: the area of the circle tells how many lie there, the largest fills the square.
const circleIn = (room, most) => ["max", 2, ["*", room, ["sqrt", ["/", ["get", "count"], most]]]];

function plotLayers(marks, alone) {
  const pattern = ["match", ["get", "mark"], ...marks.flatMap((one) => [one.key, "mark-" + one.key]), "mark-undetermined"];
  const colour = ["match", ["get", "mark"], ...marks.flatMap((one) => [one.key, one.fill]), "#5F6368"];
  const label = { "text-font": ["sans-serif"], "text-allow-overlap": false };
  const halo = { "text-halo-color": "#fff", "text-halo-width": 2 };
  const found = [
    { id: "plot-fill", type: "fill", source: "outlines", paint: { "fill-pattern": pattern, "fill-opacity": alone ? 0.3 : 0.6 } },
    { id: "plot-case", type: "line", source: "outlines", paint: { "line-color": "#fff", "line-width": 5 } },
    { id: "plot-line", type: "line", source: "outlines", paint: { "line-color": alone ? "#C4001D" : colour, "line-width": 2.5 } },
    { id: "plot-dot", type: "circle", source: "places", paint: { "circle-color": colour, "circle-stroke-color": "#fff", "circle-stroke-width": 1,
      "circle-radius": DOT } },
    { id: "plot-letter", type: "symbol", source: "places", minzoom: 9, layout: { ...label, "text-field": ["get", "letter"],
      "text-size": ["interpolate", ["linear"], ["zoom"], 9, 8, 13, 13], "text-padding": 0 }, paint: { "text-color": "#fff" } },
    { id: "plot-number", type: "symbol", source: "outlines", minzoom: 12.5, layout: { ...label, "text-size": 12,
      "text-field": ["concat", ["get", "plot"], "\n", ["get", "letter"], " ", ["get", "mu"], " 亩"] }, paint: { "text-color": "#7a0012", ...halo } },
    { id: "names", type: "symbol", source: "names", layout: { ...label, "text-field": ["get", "name"], "text-size": 14 }, paint: { "text-color": "#263238", ...halo } },
  ];
  if (alone) found.forEach((one) => { if (one.source === "places") one.layout = { ...one.layout, visibility: "none" }; });
  return found;
}

function layerParts(layer) {
  const source = "layer-" + layer.id, visibility = layer.on ? "visible" : "none", found = [];
  const codes = layer.swatches.filter((one) => one.codes.length);
  const by = (what, last) => ["match", ["get", "c"], ...codes.flatMap((one) => [one.codes, what(one)]), last];
  const image = (one) => source + "-" + one.key;
  const part = (name, type, more) => found.push({ id: source + "-" + name, type, source, "source-layer": "whole", layout: { visibility }, ...more });
  if (codes.length) {
    const fill = by((one) => one.fill, "#ffffff");
    part("mosaic", "fill", { "source-layer": "mosaic", paint: { "fill-color": fill, "fill-antialias": false } });
    part("plain", "fill", { maxzoom: 13.5, paint: { "fill-color": fill, "fill-antialias": false } });
    part("fill", "fill", { minzoom: 13.5, paint: { "fill-pattern": by(image, image(codes[0])) } });
    part("line", "line", { minzoom: 13.5, paint: { "line-color": "#8b8b84", "line-width": 0.5 } });
    part("code", "symbol", { minzoom: 15, layout: { visibility, "text-field": ["get", "c"], "text-size": 11, "text-font": ["sans-serif"] }, paint: { "text-color": "#555", "text-halo-color": "#fff", "text-halo-width": 1 } });
    return found;
  }
  const line = layer.line;
  if (layer.hatched) {
    part("mosaic", "fill", { "source-layer": "mosaic", paint: { "fill-color": line.colour, "fill-opacity": 0.4, "fill-antialias": false } });
    part("fill", "fill", { paint: { "fill-pattern": image(layer.swatches[0]) } });
  }
  part("line", "line", { minzoom: layer.hatched ? 11 : 0, paint: { "line-color": line.colour, "line-width": layer.hatched ? 1.2 : 1.8, ...(line.dash.length ? { "line-dasharray": line.dash } : {}) } });
  return found;
}

function pictureOf(svg) {
  return new Promise((done, failed) => {
    const image = new Image(32, 32);
    image.onload = () => done(image);
    image.onerror = failed;
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
  });
}
