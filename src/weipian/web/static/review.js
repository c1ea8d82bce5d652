"use strict";
// A review is heard plot by plot from the keyboard: the next plot is fetched before it is wanted, what was recorded is told back.
const page = document.querySelector("[data-hearing]");
const item = document.getElementById("item");
const strip = document.getElementById("strip");
const jump = document.getElementById("jump");
const fetched = new Map();
let pending = null; // the record that is on its way
let picking = null; // the choice with several outcomes that is open

const shown = () => item.querySelector(".item");
const form = () => item.querySelector("form.decide");
const reason = () => item.querySelector("textarea[name=because]");
const drafted = (plot) => "because:" + page.dataset.hearing + ":" + plot;

async function asked(address, options = {}) {
  const headers = { "HX-Request": "true", ...(options.headers || {}) };
  const answer = await fetch(address, { credentials: "same-origin", ...options, headers });
  if (answer.status === 401) location.reload();
  return { ok: answer.ok, text: await answer.text() };
}

// What was fetched stays, and is asked again when it is shown later than this.
const FRESH = 3000;

function ahead(plot, anew = false) {
  if (!plot || (fetched.has(plot) && !anew)) return;
  const coming = asked(page.dataset.hearing + "?at=" + encodeURIComponent(plot));
  fetched.set(plot, { coming, at: Date.now() });
  coming.then((answer) => answer.ok || fetched.delete(plot), () => fetched.delete(plot));
}

// What others said meanwhile comes in, unless somebody has begun to write.
async function renewed(plot, text) {
  ahead(plot, true);
  const answer = await fetched.get(plot).coming.catch(() => ({ ok: false }));
  const begun = reason()?.value || item.querySelector("[name=say]:checked:not([checked])") || picking;
  const token = /csrfmiddlewaretoken" value="[^"]*"/g;
  if (!answer.ok || shown().dataset.plot !== plot || begun) return;
  if (answer.text.replace(token, "") !== text.replace(token, "")) item.innerHTML = answer.text;
}

function tell(text, kind = "some") {
  strip.replaceChildren(Object.assign(document.createElement("div"), { className: "strip " + kind, textContent: text }));
}

function failed(html) {
  strip.innerHTML = html;
}

function begin() {
  const now = shown();
  picking = null;
  document.title = now.dataset.plot + " 会审";
  for (const one of document.querySelectorAll(".agenda li")) {
    const here = one.dataset.of === now.dataset.plot;
    one.toggleAttribute("aria-current", here);
    if (here) {
      one.setAttribute("aria-current", "true");
      one.scrollIntoView({ block: "nearest" });
    }
  }
  const kept = sessionStorage.getItem(drafted(now.dataset.plot));
  if (kept && reason() && !reason().value) reason().value = kept;
  ahead(now.dataset.after);
  ahead(now.dataset.before);
  if (page.dataset.leads && form()) {
    const body = new URLSearchParams({ at: now.dataset.plot });
    const token = form().elements.csrfmiddlewaretoken.value;
    asked(page.dataset.leads, { method: "POST", body, headers: { "X-CSRFToken": token } }).catch(() => {});
  }
}

async function show(plot, { keep = true } = {}) {
  if (!plot) return tell("到头了：没有更多地块。");
  ahead(plot);
  const { coming, at } = fetched.get(plot);
  let answer;
  try {
    answer = await coming;
  } catch {
    return tell("没有连上服务器，请检查网络后再按。", "bad");
  }
  if (!answer.ok) return failed(answer.text);
  item.innerHTML = answer.text;
  if (keep) history.replaceState(null, "", "?at=" + encodeURIComponent(plot));
  window.scrollTo(0, 0);
  begin();
  if (Date.now() - at > FRESH) renewed(plot, answer.text);
}

function mark(told) {
  const { plot, letter, label, look } = told.dataset;
  for (const one of document.querySelectorAll(".agenda li")) {
    if (one.dataset.of !== plot) continue;
    const said = one.querySelector(".letter");
    said.textContent = letter || "·";
    said.title = label || "";
    said.className = "letter " + (look || "open");
  }
  document.getElementById("left").textContent = [...document.querySelectorAll(".agenda .letter")].filter(
    (one) => one.textContent === "·",
  ).length;
}

// What is recorded goes off, the next plot comes at once, and the strip tells when it is recorded; if it is refused,
// the plot comes back with the reason that was written.
async function record(decide) {
  if (pending) return tell("上一个正在记录，请稍候再按。");
  const plot = shown().dataset.plot;
  const body = new URLSearchParams(new FormData(decide));
  tell("正在记录 " + plot + "：" + decide.querySelector("[name=say]:checked").dataset.label + " ……");
  const sent = asked(decide.action, { method: "POST", body });
  pending = sent;
  document.activeElement.blur(); // the next key is a key again, not a letter of the reason
  fetched.delete(plot);
  const going = shown().dataset.after ? show(shown().dataset.after) : Promise.resolve();
  let answer;
  try {
    answer = await sent;
  } catch {
    answer = { ok: false, text: "" };
  }
  await going;
  pending = null;
  fetched.delete(plot);
  if (answer.ok) {
    sessionStorage.removeItem(drafted(plot));
    strip.innerHTML = answer.text;
    mark(strip.firstElementChild);
    if (shown().dataset.plot === plot) await show(plot);
    else ahead(shown().dataset.before);
    return;
  }
  const because = body.get("because");
  if (because) sessionStorage.setItem(drafted(plot), because);
  await show(plot);
  if (answer.text) failed(answer.text);
  else tell(plot + " 没有记录：没有连上服务器，请再记录一次。", "bad");
  for (const one of item.querySelectorAll("[name=say]")) one.checked = one.value === body.get("say");
  reason()?.focus();
}

async function undo() {
  const back = strip.querySelector("form.undo");
  if (pending) return tell("上一个正在记录，请稍候再按。");
  if (!back) return tell("没有可以一键撤销的记录；成批的到「会审」页撤销。");
  const body = new URLSearchParams(new FormData(back));
  pending = asked(back.action, { method: "POST", body });
  let answer;
  try {
    answer = await pending;
  } catch {
    answer = null;
  }
  pending = null;
  if (!answer) return tell("没有连上服务器，没有撤销，请再按。", "bad");
  if (!answer.ok) return failed(answer.text);
  fetched.delete(body.get("plot"));
  strip.innerHTML = answer.text;
  mark(strip.firstElementChild);
  await show(body.get("plot"));
}

function choose(radio) {
  radio.checked = true;
  close();
  const wants = radio.dataset.wants;
  if (wants && !reason().value.trim()) {
    item.querySelector(".wants").textContent = wants;
    return reason().focus();
  }
  record(form());
}

function close() {
  picking?.classList.remove("picking");
  picking = null;
}

function decide(key) {
  const now = shown();
  if (now.dataset.cannot) return tell("您不能记录决定：" + now.dataset.cannot);
  if (now.dataset.off) return tell(now.dataset.off);
  const group = item.querySelector(`.choice[data-key="${key}"]`);
  if (!group) return;
  const outcomes = [...group.querySelectorAll("input")];
  if (outcomes.length === 1) return choose(outcomes[0]);
  picking = group;
  group.classList.add("picking");
  outcomes[0].focus();
  tell("按数字选一种，Enter 选第一种，Esc 不选。");
}

function pick(key) {
  const outcomes = [...picking.querySelectorAll("input")];
  if (key === "Escape") {
    outcomes[0].blur();
    tell("没有选。");
    return close();
  }
  const one = key === "Enter" ? outcomes[0] : outcomes[Number(key) - 1];
  if (one) {
    one.blur();
    choose(one);
  }
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.target.closest("dialog")) return;
  const writing = event.target.closest("textarea, select, input:not([type=radio])");
  if (writing) {
    if (event.key === "Escape") writing.blur();
    return;
  }
  const key = event.key.toLowerCase();
  if (picking && (/^[1-9]$/.test(key) || key === "enter" || key === "escape")) pick(event.key);
  else if (key === "j") show(shown().dataset.after);
  else if (key === "k") show(shown().dataset.before);
  else if (/^[0123]$/.test(key) && !event.repeat) decide(key);
  else if (key === "z" && !event.repeat) undo();
  else if (key === "/") jump.focus();
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

if (page) {
  window.addEventListener("keydown", onKey, true);
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form.decide")) record(event.target);
    else if (event.target.matches("form.undo")) undo();
    else return;
    event.preventDefault();
  });
  item.addEventListener("input", (event) => {
    if (event.target === reason()) sessionStorage.setItem(drafted(shown().dataset.plot), reason().value);
    if (event.target.name === "say") item.querySelector(".wants").textContent = event.target.dataset.wants;
  });
  jump.addEventListener("input", () => {
    const wanted = jump.value.trim();
    for (const one of document.querySelectorAll(".agenda li")) one.hidden = !one.dataset.of.includes(wanted);
  });
  jump.addEventListener("keydown", (event) => {
    const first = document.querySelector(".agenda li:not([hidden])");
    if (event.key !== "Enter" || !first) return;
    event.preventDefault();
    jump.value = "";
    for (const one of document.querySelectorAll(".agenda li")) one.hidden = false;
    jump.blur();
    show(first.dataset.of);
  });
  document.querySelector(".agenda ol").addEventListener("click", (event) => {
    const row = event.target.closest("li");
    if (!row || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    show(row.dataset.of);
  });
  begin();
}
