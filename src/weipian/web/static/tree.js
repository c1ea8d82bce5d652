"use strict";
// The tree at the left: its groups fold and stay so in this browser; it scrolls by itself, and the arrows go through it.
(() => {
  const tree = document.querySelector(".tree-in");
  const now = tree.querySelector("[aria-current]");
  const whose = document.querySelector("[data-person]").dataset.person;
  const kept = `folded:${whose}`, stood = `tree:${whose}`;
  const folded = new Set(JSON.parse(localStorage.getItem(kept) || "[]"));
  for (const group of tree.querySelectorAll("details")) {
    const name = group.dataset.group;
    if (folded.has(name) && !group.contains(now)) group.open = false;
    group.addEventListener("toggle", () => {
      if (group.open) folded.delete(name);
      else folded.add(name);
      localStorage.setItem(kept, JSON.stringify([...folded]));
    });
  }

  // It stays where it was, but for the page that is open, which is in sight.
  tree.scrollTop = Number(sessionStorage.getItem(stood)) || 0;
  const top = now ? now.offsetTop - tree.offsetTop : 0;
  if (now && (top < tree.scrollTop || top + now.offsetHeight > tree.scrollTop + tree.clientHeight)) {
    tree.scrollTop = Math.max(0, top - tree.clientHeight / 2);
  }
  addEventListener("pagehide", () => sessionStorage.setItem(stood, String(tree.scrollTop)));

  const moves = {
    ArrowDown: (all, at) => all[at + 1],
    ArrowUp: (all, at) => all[at - 1],
    Home: (all) => all[0],
    End: (all) => all[all.length - 1],
  };
  tree.addEventListener("keydown", (event) => {
    const here = event.target.closest("summary, a"), group = here?.closest("details");
    if (!group || event.ctrlKey || event.altKey || event.metaKey) return;
    const all = [...tree.querySelectorAll("summary, details[open] a")];
    let to = moves[event.key]?.(all, all.indexOf(here));
    if (event.key === "ArrowLeft") {
      if (here.tagName === "SUMMARY") group.open = false;
      to = group.querySelector("summary");
    } else if (event.key === "ArrowRight") {
      group.open = true;
      to = here.tagName === "SUMMARY" ? group.querySelector("a") : here;
    }
    if (!to) return;
    event.preventDefault();
    to.focus();
  });
})();
