"use strict";
// A map for every section[data-map]: the county's layers, the plots that this person sees, legend, place, area.
const NOTHING = { type: "FeatureCollection", features: [] };
const OUTLINES_FROM = 12.5;
const SPOKEN = {
  "NavigationControl.ZoomIn": "放大", "NavigationControl.ZoomOut": "缩小", "Map.Title": "地图：方向键移动，加号、减号缩放", "Popup.Close": "关闭",
  "ScaleControl.Meters": "米", "ScaleControl.Kilometers": "千米",
};

async function asked(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (answer.status === 202) {
    await new Promise((done) => setTimeout(done, 3000));
    return asked(address);
  }
  if (!answer.ok || !(answer.headers.get("Content-Type") || "").includes("json")) throw new Error(String(answer.status));
  return answer.json();
}

function made(name, more, ...inner) {
  const found = Object.assign(document.createElement(name), more);
  found.append(...inner);
  return found;
}

function boxOf(features) {
  const box = new maplibregl.LngLatBounds();
  const walk = (place) => (typeof place[0] === "number" ? box.extend(place) : place.forEach(walk));
  features.forEach((one) => walk(one.geometry.coordinates));
  return box;
}

class CountyMap {
  constructor(section) {
    this.section = section;
    this.told = section.dataset;
    this.part = (name) => section.querySelector(`[data-${name}]`);
  }

  async begin() {
    const query = new URLSearchParams(this.told.query);
    if (this.told.patch) query.set("patch", this.told.patch);
    this.query = query;
    [this.known, this.plots] = await Promise.all([asked(this.told.layers), asked(`${this.told.plots}?${query}`)]);
    if (this.plots.marks) this.known.marks = this.plots.marks;
    if (this.told.patch) this.known.layers.forEach((one) => { one.on ||= one.kind === "land_use"; });
    this.box = this.around();
    this.zone = Math.round(this.box.getCenter().lng / 3);
    maplibregl.setWorkerUrl(this.told.worker);
    this.map = new maplibregl.Map({
      container: this.part("canvas"), style: this.style(), bounds: this.box, fitBoundsOptions: { padding: 40, maxZoom: this.told.patch ? 18.5 : 17 },
      attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, maxZoom: 20, minZoom: 6, renderWorldCopies: false, locale: SPOKEN, fadeDuration: 0,
      localIdeographFontFamily: MAP_FONT, canvasContextAttributes: { preserveDrawingBuffer: true }, transformRequest: (url) => ({ url, credentials: "same-origin" }),
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-left");
    this.map.addControl(new maplibregl.ScaleControl({ maxWidth: 120, unit: "metric" }), "bottom-left");
    await new Promise((done) => this.map.once("load", done));
    await this.draw();
    this.listen();
    this.legend();
    if (this.section.clientWidth < 640) this.fold(true);
    if (this.plots.as_of) this.part("said").textContent = `图上的图斑${this.plots.as_of}`;
    this.section.classList.add("ready");
    this.section.dispatchEvent(new CustomEvent("map:ready", { bubbles: true, detail: this }));
  }

  around() {
    if (this.told.patch || (this.plots.marks && this.plots.features.length)) return boxOf(this.plots.features);
    const towns = this.known.layers.filter((one) => one.box && one.kind === "township");
    const some = towns.length ? towns : this.known.layers.filter((one) => one.box);
    const box = new maplibregl.LngLatBounds();
    some.forEach((one) => box.extend([one.box[0], one.box[1]]).extend([one.box[2], one.box[3]]));
    if (box.isEmpty()) this.plots.features.forEach((one) => box.extend(one.geometry.coordinates));
    return box.isEmpty() ? new maplibregl.LngLatBounds([104, 25, 112, 30]) : box;
  }

  style() {
    const names = this.known.names.map(([name, x, y]) => ({ type: "Feature", properties: { name }, geometry: { type: "Point", coordinates: [x, y] } }));
    const sources = {
      names: { type: "geojson", data: { ...NOTHING, features: names } },
      outlines: { type: "geojson", data: this.plots.outlined ? this.plots : NOTHING },
      places: { type: "geojson", data: this.plots.outlined ? NOTHING : this.plots },
    };
    for (const layer of this.shown()) {
      sources["layer-" + layer.id] = { type: "vector", tiles: [`${location.origin}${this.told.tiles}${layer.id}/{z}/{x}/{y}`], bounds: layer.box, minzoom: 6, maxzoom: 16 };
    }
    return { version: 8, sources, layers: [{ id: "ground", type: "background", paint: { "background-color": "#fbfbf8" } }] };
  }

  shown() {
    return this.known.layers.filter((one) => !one.why && one.box);
  }

  async draw() {
    const pictures = this.known.marks.map((one) => ["mark-" + one.key, one.svg]);
    for (const layer of this.shown()) layer.swatches.forEach((one) => pictures.push([`layer-${layer.id}-${one.key}`, one.svg]));
    const ready = await Promise.all(pictures.map(async ([name, svg]) => [name, await pictureOf(svg)]));
    ready.forEach(([name, image]) => this.map.addImage(name, image, { pixelRatio: 1.5 }));
    for (const layer of this.shown()) layerParts(layer).forEach((one) => this.map.addLayer(one));
    plotLayers(this.known.marks, Boolean(this.told.patch)).forEach((one) => this.map.addLayer(one));
    this.level();
  }

  listen() {
    this.map.on("mousemove", (event) => this.place(event));
    this.map.on("click", (event) => this.look(event));
    this.map.on("moveend", () => { this.level(); this.place({ lngLat: this.map.getCenter(), middle: true }); });
    this.section.addEventListener("click", (event) => {
      const act = event.target.closest("[data-act]");
      if (!act) return;
      if (act.dataset.act === "fit") this.map.fitBounds(this.box, { padding: 40, maxZoom: this.told.patch ? 18.5 : 17, animate: false });
      if (act.dataset.act === "print") window.print();
      if (act.dataset.act === "list") {
        this.fold(!this.part("side").hidden);
      }
    });
    window.addEventListener("beforeprint", () => this.map.resize());
    window.addEventListener("afterprint", () => this.map.resize());
  }

  // A narrow map is all map at first; its letters tell what the colours tell, and it prints with its legend.
  fold(away) {
    this.part("side").hidden = away;
    this.section.querySelector("[data-act='list']").setAttribute("aria-expanded", String(!away));
    this.map.resize();
  }

  // Close by, the outlines of what is in sight take the place of the dots.
  async level() {
    if (this.told.patch) return;
    const close = this.map.getZoom() >= OUTLINES_FROM;
    if (!close) { if (this.plots.cells) this.map.getSource("places").setData(this.plots); this.dots(this.plots); return; }
    this.dots(null);
    const box = this.map.getBounds(), query = new URLSearchParams(this.query);
    query.set("box", [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()].map((one) => one.toFixed(6)).join(","));
    const turn = (this.turn = (this.turn || 0) + 1);
    const found = await asked(`${this.told.plots}?${query}`).catch(() => null);
    if (!found || turn !== this.turn) return;
    this.map.getSource("outlines").setData(found.outlined ? found : NOTHING);
    if (found.cells) this.map.getSource("places").setData(found);
    this.dots(found.cells ? found : null);
  }

  // What is drawn as dots, or nothing; numbers of a grid only where they can be read.
  dots(found) {
    const room = found && found.cells ? Math.min(found.width / 360 * 256 * 2 ** this.map.getZoom(), 20) : 0;
    const most = room && found.features.reduce((top, one) => Math.max(top, one.properties.count), 1);
    this.map.setPaintProperty("plot-dot", "circle-radius", room ? circleIn(room - 1, most) : DOT);
    const shown = { "plot-dot": found, "plot-letter": found && (!room || room >= 9) };
    for (const id in shown) this.map.setLayoutProperty(id, "visibility", shown[id] ? "visible" : "none");
  }

  place(event) {
    const { lng, lat } = event.lngLat, flat = gaussKruger(lng, lat, this.zone);
    const over = event.point ? this.plotAt(event.point) : null;
    this.map.getCanvas().style.cursor = over ? "pointer" : "";
    const text = `${event.middle ? "图中心" : "光标"} 东经 ${lng.toFixed(6)}° 北纬 ${lat.toFixed(6)}°（CGCS2000）　X ${flat.x.toFixed(2)}　Y ${flat.y.toFixed(2)}（3°带 ${this.zone}）`;
    const named = over && (over.count ? `此处 ${over.count} 个地块` : `${over.plot} ${over.letter} ${over.mu} 亩`);
    this.part("where").textContent = over ? `${named}　${text}` : text;
  }

  plotAt(point) {
    const found = this.map.queryRenderedFeatures(point, { layers: ["plot-fill", "plot-dot"] });
    return found.length ? found[0].properties : null;
  }

  async look(event) {
    if (this.drawing) return;
    const near = this.shown().map((one) => `layer-${one.id}`);
    const fills = this.map.getStyle().layers.filter((one) => near.includes(one.source) && one.type !== "symbol").map((one) => one.id);
    const hits = new Map();
    this.map.queryRenderedFeatures(event.point, { layers: fills }).forEach((one) => hits.set(one.source + "/" + one.id, one));
    const lines = [], plot = this.plotAt(event.point);
    if (plot) lines.push(this.plotCard(plot));
    for (const hit of [...hits.values()].slice(0, 12)) lines.push(await this.featureCard(hit));
    if (!lines.length) return;
    new maplibregl.Popup({ maxWidth: "340px" }).setLngLat(event.lngLat).setDOMContent(made("div", {}, ...lines)).addTo(this.map);
    this.part("said").textContent = lines.map((one) => one.innerText || one.textContent).join("　").replace(/\s+/g, " ");
  }

  plotCard(plot) {
    if (plot.count) return made("div", {}, made("h3", { textContent: `此处 ${plot.count} 个地块` }), made("p", { textContent: `${plot.told}。放大后看单个地块。` }));
    const link = plot.patch ? made("a", { href: `/patches/${encodeURIComponent(plot.patch)}`, textContent: plot.plot }) : plot.plot;
    return made("div", {}, made("h3", {}, "图斑 ", link), made("p", { textContent: `${plot.township}　${plot.state}　${plot.letter} ${plot.said}　${plot.mu} 亩（${plot.m2} 平方米）` }));
  }

  async featureCard(hit) {
    const layer = this.known.layers.find((one) => "layer-" + one.id === hit.source);
    if (!hit.id) return made("div", {}, made("h3", { textContent: `${layer.label} ${hit.properties.c || ""}` }), made("p", { textContent: "放大后看单个图形的面积。" }));
    const told = await asked(`${this.told.feature}${layer.id}/${hit.id}`).catch(() => null);
    if (!told) return made("div", {}, made("h3", { textContent: layer.label }));
    const facts = told.facts.map(([label, value]) => `${label} ${value}`).join("；");
    return made("div", {}, made("h3", { textContent: `${told.label} ${told.said}` }), made("p", { textContent: `整个图形 ${told.mu} 亩（${told.m2} 平方米），第 ${told.row} 行。${facts}` }));
  }

  legend() {
    this.part("marks").replaceChildren(made("h2", { textContent: this.plots.marks ? "图斑：演练" : "图斑：判定" }), this.swatches(this.known.marks));
    const rows = [...this.known.layers].reverse().map((one) => this.layerRow(one));
    this.part("list").replaceChildren(made("h2", { textContent: "图层（自上而下）" }), ...rows, made("p", { className: "note", textContent: this.known.said }));
  }

  swatches(some) {
    return made("ul", {}, ...some.map((one) => made("li", {}, this.picture(one), one.label)));
  }

  picture(one) {
    const found = made("img", { alt: "", src: "data:image/svg+xml;charset=utf-8," + encodeURIComponent(one.svg) });
    found.style.outline = `1px solid ${one.fill}`;
    return found;
  }

  layerRow(layer) {
    const tick = made("input", { type: "checkbox", checked: layer.on && !layer.why, disabled: Boolean(layer.why) || !layer.box });
    const slide = made("input", { type: "range", min: 10, max: 100, step: 10, value: 100, disabled: tick.disabled, title: "透明度" });
    slide.setAttribute("aria-label", `${layer.label} 不透明度`);
    tick.addEventListener("change", () => { layer.on = tick.checked; this.each(layer, (id) => this.map.setLayoutProperty(id, "visibility", tick.checked ? "visible" : "none")); });
    slide.addEventListener("input", () => this.each(layer, (id, type) => this.map.setPaintProperty(id, type === "symbol" ? "text-opacity" : `${type}-opacity`, slide.value / 100)));
    const letter = layer.line ? made("b", { textContent: layer.line.letter }) : "", own = layer.swatches.length === 1 ? this.picture(layer.swatches[0]) : "";
    const head = made("div", {}, made("label", {}, tick, own, letter, layer.label, slide), made("div", { className: "told", textContent: layer.why || layer.told }));
    head.className = "map-layer";
    if (layer.swatches.length > 1) head.append(made("details", {}, made("summary", { textContent: `图例 ${layer.swatches.length} 类` }), this.swatches(layer.swatches)));
    return head;
  }

  each(layer, change) {
    const source = "layer-" + layer.id;
    this.map.getStyle().layers.filter((one) => one.source === source).forEach((one) => change(one.id, one.type));
  }
}

document.addEventListener("DOMContentLoaded", () => {
  for (const section of document.querySelectorAll("[data-map]")) {
    new CountyMap(section).begin().catch((error) => {
      section.querySelector("[data-said]").textContent = `地图没有画出来（${error.message}）。请刷新页面；显卡不支持时请看下面的表格。`;
    });
  }
});
