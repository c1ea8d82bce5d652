"""Every page of the tree, whoever made it: nobody is shut out by how it looks, at any size, and it prints."""

from __future__ import annotations

from typing import Any

import pytest

from journeys.seat import Seat, Sit

pytestmark = [pytest.mark.tool("chromium"), pytest.mark.requirement("F3")]
FIRST = ("clerk", "leader", "reviewer", "administrator")
"""By whom a page is looked at, the first that it lets in."""
DIALOGS = ("/do/inspect/assign", "/do/case/open", "/do/patches/add", "/do/inspect/mark?plots=P1")
OF_ONE = ("/patches/P1", "/review/1/", "/review/1/hear", "/review/2/minutes", "/returns/P2/", "/right/R1/",
          "/cases/案〔2023〕1号/", "/letters/3/", "/objections/1/", "/evidence/1/", "/ratio/open/numerator/",
          "/closing/month/2023-08/")  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = """async (rules) => (await axe.run(document, {runOnly: rules, resultTypes: ["violations"]})).violations
  .map(one => one.id + ": " + one.help + ": "
    + one.nodes.slice(0, 3).map(node => node.target.join(" ") + " (" + node.failureSummary + ")").join(" | "))"""
SHOWN = """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
  .map((one, at) => one.getClientRects().length ? at + " " + one.outerHTML.slice(0, 80) : "").filter(Boolean)"""
"""What can be done on a page."""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ON_PAPER = """() => [...document.querySelectorAll("header.bar, nav.tree, .tools, .pager, button")]
  .filter(one => one.getClientRects().length).map(one => one.outerHTML.slice(0, 80))"""
CUT_OFF = """() => [...document.querySelectorAll("main *")].filter(one =>
  ["auto", "scroll", "hidden"].includes(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight + 4
  && one.clientHeight > 0).map(one => one.outerHTML.slice(0, 80))"""


def test_every_page_lets_everybody_in(sit: Sit, served: dict[str, Any], axe: str) -> None:
    by_person: dict[str, list[str]] = {}
    for page in served["pages"]:
        who = next((name for name in (*FIRST, *page["people"]) if name in page["people"]), None)
        assert who, f"{page['path']} lets nobody in"
        by_person.setdefault(who, []).append(page["path"])
    found: list[str] = []
    for who, paths in by_person.items():
        seat = sit(who)
        seat.context.add_init_script(axe)
        for path in paths:
            status = seat.go(path)
            found += [f"{path}: {one}" for one in [*([f"status {status}"] if status != 200 else []), *_faults(seat)]]
    assert "\n".join(found) == ""


def test_the_door_dialogs_and_pages_of_one_thing_let_everybody_in(sit: Sit, axe: str) -> None:
    seat = sit()
    seat.context.add_init_script(axe)
    seat.go("/login")
    found = [f"/login: {one}" for one in _faults(seat)]
    seat.come_in("clerk")
    for path in (*DIALOGS, *OF_ONE):
        assert seat.go(path) == 200, path
        found += [f"{path}: {one}" for one in _faults(seat)]
    seat.do("inspect/marked", every="1")
    found += [f"an answer: {one}" for one in seat.ask(LOOK, RULES)]
    assert "\n".join(found) == ""


def _faults(seat: Seat) -> list[str]:
    """By the checker of accessibility, at twice the size, and on paper."""
    found: list[str] = list(seat.ask(LOOK, RULES))
    shown = seat.ask(SHOWN)
    seat.page.set_viewport_size({"width": 683, "height": 384})  # 1366 × 768 at 200 %
    found += [f"gone at 200 %: {one}" for one in set(shown) - set(seat.ask(SHOWN))]
    if over := seat.ask(WIDER):
        found.append(f"{over} px wider than the window at 200 %")
    seat.page.set_viewport_size({"width": 1366, "height": 768})
    seat.page.emulate_media(media="print")
    found += [f"on paper: {told}" for told in seat.ask(ON_PAPER)] if "/login" not in seat.page.url else []
    found += [f"cut off on paper: {told}" for told in seat.ask(CUT_OFF)]
    seat.page.emulate_media(media="screen")
    return found
