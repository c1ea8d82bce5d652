"""How people sit before it: by the keyboard alone, two at one record, over a lost log-in."""

from __future__ import annotations

import pytest

from journeys.seat import Seat, Sit

pytestmark = [pytest.mark.tool("chromium"), pytest.mark.requirement("A3", "F3")]
SEEN = """() => { const one = document.activeElement, style = getComputedStyle(one);
  const shows = style.outlineStyle !== "none" || style.boxShadow !== "none" || one.id === "main";
  return one !== document.body && shows; }"""
"""Is it somewhere, and does it show."""


def tab_to(seat: Seat, there: str, most: int = 90) -> None:
    """By the key alone, and the focus is never lost on the way."""
    for _ in range(most):
        seat.page.keyboard.press("Tab")
        found, seen = seat.ask(f"() => [Boolean({there}), ({SEEN})()]")
        assert seen, seat.ask("document.activeElement.outerHTML.slice(0, 200)")
        if found:
            return
    raise AssertionError(f"no key leads to {there}")


def test_a_town_works_by_the_keyboard_alone(sit: Sit) -> None:
    """From the door to a visit taken over and a list's row opened, and no key but those of every keyboard."""
    seat = sit()
    seat.go("/login")
    page = seat.page
    tab_to(seat, "document.activeElement.value === 'town'")
    page.keyboard.press("Enter")
    page.wait_for_selector("header.bar")

    page.keyboard.press("Tab")
    assert seat.ask("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert seat.ask("document.activeElement.id") == "main"
    page.keyboard.press("/")
    assert seat.ask("document.activeElement.name") == "q"
    page.keyboard.type("L26")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('L26')")

    tab_to(seat, "document.activeElement.href?.includes('/do/inspect/take')")
    page.keyboard.press("Enter")
    page.wait_for_selector("form.dialog")
    tab_to(seat, "document.activeElement.name === 'note'")
    page.keyboard.type("本镇去看")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#answer .notice.good")
    assert seat.ask("document.activeElement.name") == "note"
    assert seat.log()[-1] == ("inspection_taken_over", "town(town)")

    seat.go("/patches/")
    tab_to(seat, "document.activeElement.closest('details.able')")
    page.keyboard.press("Enter")
    assert page.locator("details.able[open]").count() == 1


def test_two_at_one_record_see_each_others_change_named_and_nothing_is_lost(sit: Sit) -> None:
    """Both have the same return open; who sends second is told who did what when, keeps what was entered, and sends it
    again knowingly. Both stand in the log and on the patch's page."""
    first, second = sit("clerk"), sit("colleague")
    for seat in (first, second):
        seat.choose("/patches/P1", "填报")
    assert "✓ 已办" in first.send(cells="other_farm=0.25")
    before = len(first.log())
    told = second.send(cells="other_farm=0.5")
    assert "clerk(clerk) 已于 " in told
    assert "办理「填报」" in told
    assert second.page.input_value("form.dialog [name=cells]") == "other_farm=0.5"
    assert len(first.log()) == before
    assert "✓ 已办" in second.send()
    assert second.log()[before:] == [("submission_filled", "colleague(colleague)")]
    assert "colleague(colleague) 已于 " in first.send(cells="other_farm=0.3")
    first.sees("/patches/P1", "clerk(clerk)", "colleague(colleague)")


def test_a_draft_outlives_a_lost_log_in(sit: Sit) -> None:
    seat = sit("clerk")
    seat.go("/do/inspect/assign")
    seat.page.fill("form.dialog [name=note]", "先去看厂房")
    seat.context.clear_cookies(name="weipian")
    seat.page.fill("form.dialog [name=patches]", "L00")
    seat.page.fill("form.dialog [name=holder]", "星原镇")
    with seat.told_no():
        seat.page.click("form.dialog button.main")
        seat.page.wait_for_url("**/login*")
    seat.page.click("button[name=as][value=clerk]")
    seat.page.wait_for_selector("form.dialog")
    given = [seat.page.input_value(f"form.dialog [name={name}]") for name in ("note", "patches", "holder")]
    assert given == ["先去看厂房", "L00", "星原镇"]
    assert "✓ 已办" in seat.send()


def test_the_tree_is_walked_by_the_arrows_and_stays_as_it_was_folded(sit: Sit) -> None:
    """The group of the page that is open is never folded away; pages fit the window."""
    seat = sit("clerk")
    press = seat.page.keyboard.press
    seat.go("/letters/")
    assert seat.ask("document.documentElement.scrollHeight <= innerHeight")
    seat.ask("document.querySelector('.tree [aria-current]').focus()")
    group = "督导问责"
    for key, there in (("ArrowLeft", group), ("ArrowLeft", group), ("ArrowUp", "检察建议"), ("Home", "工作台")):
        press(key)
        assert seat.ask("document.activeElement.textContent.trim()") == there
    folded = "[...document.querySelectorAll('.tree details:not([open])')].map(one => one.dataset.group)"
    seat.go("/patches/")
    assert seat.ask(folded) == [group]
    seat.go("/letters/")
    assert seat.ask(folded) == []
    press("?")
    assert seat.ask("document.getElementById('keys').open")
    press("Escape")
    seat.page.wait_for_selector("#keys:not([open])", state="attached")
