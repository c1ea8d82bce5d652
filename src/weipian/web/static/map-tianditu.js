"use strict";
// 天地图 under the county's own layers, where the office has signed for it. Nothing is asked of it until somebody
// chooses it, on each page anew.
const REFUSED = [401, 403, 418, 429];
const TOLD = "打开以后，浏览器直接向天地图请求所看位置的图，对方知道看的是哪里。不要用它看涉军、涉密的地方。";

class OutsideMap {
  constructor(county) {
    this.county = county;
    this.told = county.known.tianditu;
    this.names = made("input", { type: "checkbox", checked: true });
  }

  legend() {
    const of = (key, label) => {
      const one = made("input", { type: "radio", name: "tianditu", value: key, checked: !key });
      one.addEventListener("change", () => this.show(key));
      return made("label", {}, one, label);
    };
    this.names.addEventListener("change", () => this.show(this.shown));
    this.box = made("fieldset", { className: "map-outside" }, made("legend", { textContent: "外部底图：天地图" }), of("", "不用"),
      ...this.told.kinds.map((one) => of(one.key, one.label)), made("label", {}, this.names, "地名注记"),
      made("p", { className: "note", textContent: `${TOLD}${this.told.said}。` }));
    this.county.part("list").before(this.box);
    this.county.map.on("error", (event) => { if ((event.sourceId || "").startsWith("tianditu")) this.failed(event.error); });
  }

  show(key) {
    const map = this.county.map;
    for (const id of ["tianditu-names", "tianditu-ground"]) {
      if (map.getLayer(id)) map.removeLayer(id);
      if (map.getSource(id)) map.removeSource(id);
    }
    this.shown = key;
    this.credit?.remove();
    const kind = this.told.kinds.find((one) => one.key === key);
    if (!kind) return;
    const above = map.getStyle().layers[1]?.id;
    this.add("tianditu-ground", kind.tiles, above);
    if (this.names.checked) this.add("tianditu-names", kind.names, above);
    this.credit = made("span", { className: "map-credit", textContent: `底图：天地图（${kind.label}），国家地理信息公共服务平台` });
    this.county.part("canvas").after(this.credit);
  }

  add(id, tiles, above) {
    this.county.map.addSource(id, { type: "raster", tiles, tileSize: 256, maxzoom: this.told.deepest });
    this.county.map.addLayer({ id, type: "raster", source: id }, above);
  }

  // A place without a tile is nothing; a key that is refused, or no way there, puts the county's own map back.
  failed(error) {
    if (!this.shown || (error?.status && !REFUSED.includes(error.status))) return;
    const why = error?.status ? `天地图不接受这个密钥，或者今天的次数用完了（${error.status}）` : "连不上天地图";
    this.show("");
    this.box.querySelector("input[value='']").checked = true;
    this.county.part("said").textContent = `${why}，已换回本地底图，办理不受影响。`;
  }
}

document.addEventListener("map:ready", (event) => { if (event.detail.known.tianditu) new OutsideMap(event.detail).legend(); });
