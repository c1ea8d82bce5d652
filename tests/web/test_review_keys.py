"""The hearing from the keyboard in a real browser: keys, the reason that is wanted, what is told back, the way back."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from made_review import County
from web.conftest import DAY

pytestmark = [pytest.mark.requirement("C3"), pytest.mark.tool("chromium")]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A review of P1, P2 (key plots) and P3, P4, M1, served on a port of its own."""
    made = County(tmp_path / "county")
    from waitress.server import create_server

    from weipian.cli.dialogs import Dialogs
    from weipian.programme.determination.review.convening import put_on_agenda
    from weipian.web import bringing
    from weipian.web.application import application

    made.convene()
    put_on_agenda(made.clerk, "HS-1", ["P3", "P4", "M1"])
    made.attend()
    bringing.bring()
    server: Any = create_server(application(made.folder, Dialogs(), shown_off=True, day=DAY), host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


def browse(address: str, steps: Callable[[Any], None]) -> None:
    """In a thread of its own: a browser's loop would be in the way of the database."""
    from playwright.sync_api import sync_playwright

    def run() -> None:
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            wrong: list[str] = []
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.goto(f"{address}/login")
            page.click("button[value=clerk]")
            page.goto(f"{address}/review/1/hear")
            steps(page)
            assert not wrong
            browser.close()

    ThreadPoolExecutor(1).submit(run).result()


def shown(page: Any, plot: str) -> None:
    page.wait_for_selector(f'.item[data-plot="{plot}"]', timeout=30_000)


def told(page: Any, text: str) -> None:
    page.wait_for_selector(f"#strip >> text={text}", timeout=30_000)


def recorded(page: Any, plot: str, words: str) -> None:
    """The strip says so, with who did it and the way back."""
    strip = page.wait_for_selector(f'#strip .strip.good[data-plot="{plot}"][data-batch]', timeout=30_000)
    assert words in strip.inner_text()
    assert "clerk" in strip.inner_text()
    assert "撤销" in strip.inner_text()


def stands() -> dict[str, str]:
    from weipian.store.models import Decision

    return dict(Decision.objects.filter(current=True).values_list("plot__number", "word"))


def test_decisions_by_key(address: str) -> None:
    def steps(page: Any) -> None:
        shown(page, "P1")
        page.keyboard.press("1")
        told(page, "重点图斑不用一键录入")
        page.keyboard.press("j")
        shown(page, "P2")
        page.keyboard.press("j")
        shown(page, "P3")
        page.keyboard.press("?")
        page.keyboard.press("1")  # read in the table of keys, it decides nothing
        page.keyboard.press("Escape")
        page.wait_for_selector("#keys:not([open])", state="attached")
        page.keyboard.press("1")
        shown(page, "P4")
        recorded(page, "P3", "合法新增建设用地")
        page.keyboard.press("2")
        page.keyboard.press("2")
        shown(page, "M1")
        recorded(page, "P4", "存量建设用地违法")
        page.keyboard.press("0")
        assert page.evaluate("document.activeElement.name") == "because"
        page.keyboard.type("缺采矿许可证 1 2 3")
        page.keyboard.press("Control+Enter")
        recorded(page, "M1", "缺采矿许可证 1 2 3")
        assert page.inner_text("#left") == "2"
        page.keyboard.press("z")
        told(page, "已撤销")
        assert page.inner_text("#left") == "3"
        page.keyboard.press("k")
        shown(page, "P4")

    browse(address, steps)
    assert stands() == {"P3": "lawful_new", "P4": "unlawful_existing"}


def test_what_is_refused_comes_back(address: str) -> None:
    """The plot comes back, with what was written."""

    def steps(page: Any) -> None:
        shown(page, "P1")
        page.check('input[value="undetermined|"]')
        page.fill("textarea[name=because]", "材料不全")
        page.evaluate("document.querySelector('[name=say]:checked').value = 'no such word|'")
        page.click(".decide button.main")
        page.wait_for_selector("#strip .notice.bad", timeout=30_000)
        shown(page, "P1")
        assert page.input_value("textarea[name=because]") == "材料不全"

    browse(address, steps)
    assert stands() == {}
