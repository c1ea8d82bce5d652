"""A person before a browser, and everything that goes wrong there without being said."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

DESK = {"width": 1366, "height": 768}
REFUSAL = ("Failed to load", "Response Status Error")
"""How a browser and htmx report an answer that is no."""
PUT_AWAY = "document.querySelectorAll('#answer .notice, #notices .notice').forEach(one => one.remove())"
TELL_OF_THE_FENCE = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error("CSP", event.violatedDirective, event.blockedURI, event.sourceFile, event.lineNumber));"""


@dataclass
class Seat:
    """`books`: where the log lies; `refused`: the person is being told no just now, which a browser reports as an error
    too."""

    context: BrowserContext
    address: str
    books: Path
    name: str = ""
    faults: list[str] = field(default_factory=list)
    refused: bool = False
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.context.add_init_script(TELL_OF_THE_FENCE)
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("dialog", lambda asked: asked.accept())
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self._fault(f"script: {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def _fault(self, told: str) -> None:
        self.faults.append(f"{self.page.url}: {told}")

    def _said(self, message: ConsoleMessage) -> None:
        if "GL Driver Message" in message.text:  # a machine without a graphics card draws maps slowly, and says so
            return
        if message.type in ("error", "warning") and not (self.refused and any(one in message.text for one in REFUSAL)):
            self._fault(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self._fault(f"another host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not self.refused:
            self._fault(f"{response.status}: {response.url}")

    @contextmanager
    def told_no(self) -> Iterator[None]:
        """A refusal is what is looked for."""
        self.refused = True
        yield
        self.page.wait_for_timeout(50)
        self.refused = False

    def go(self, path: str) -> int:
        """The page at an address; its status."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        return answer.status

    def come_in(self, name: str) -> None:
        """As the made-up county lets anybody."""
        self.name = name
        self.go("/login")
        self.page.click(f"button[name=as][value='{name}']")
        self.page.wait_for_selector("header.bar")

    def log_in(self, name: str, password: str) -> None:
        self.go("/login")
        self.page.get_by_label("账号").fill(name)
        self.page.get_by_label("密码").fill(password)
        self.page.get_by_role("button", name="登录", exact=True).click()

    def do(self, key: str, /, **given: str) -> str:
        """A dialog from its page: filled, sent, waited for; what was answered."""
        self.go(f"/do/{key}")
        return self.send(**given)

    def send(self, **given: str) -> str:
        """The dialog that is open: filled, sent, waited for; what was answered."""
        self.ask('document.querySelectorAll("form.dialog details").forEach(one => one.open = true)')
        for name, value in given.items():
            self._put(name, value)
        self.ask(PUT_AWAY)
        self.page.click("form.dialog button.main")
        return self.answer()

    def answer(self) -> str:
        self.page.wait_for_selector("#answer .notice, #notices .notice", timeout=40_000)
        return "\n".join(self.page.locator("#answer, #notices").all_inner_texts())

    def log(self) -> list[tuple[str, str]]:
        """What was done, and by whom: as the books say."""
        with closing(sqlite3.connect(f"file:{self.books}?mode=ro", uri=True)) as books:
            return list(books.execute("SELECT act, actor FROM event ORDER BY seq"))

    def job(self, key: str, act: str, /, at: str = "", shows: str = "", **given: str) -> str:
        """A dialog done, and what came of it: the log has the act by this person, and the page `at` shows it. A key
        with a blank in it is a page and what to choose there: "/patches/P1 登记整改进展"."""
        before = len(self.log())
        if " " in key:
            self.choose(*key.split(" "))
            told = self.send(**given)
        else:
            told = self.do(key, **given)
        assert ("演练，还没有写入" if given.get("dry_run") else "✓ 已办") in told, f"{key}: {told}"
        done = [one for one, actor in self.log()[before:] if f"({self.name})" in actor]
        assert (act in done) if act else not done, f"{key}: {done}"
        if at:
            assert self.go(at) == 200
            assert shows in self.text(), f"{at}: {self.text()}"
        return told

    def choose(self, path: str, label: str) -> None:
        """On a page of one thing, what can be done with it; the dialog opens with the thing's name in it."""
        self.go(path)
        link = self.page.locator("main").get_by_role("link", name=label, exact=True, include_hidden=True).first
        if not link.is_visible():
            link.locator("xpath=ancestor::details").locator("summary").first.click()
        link.click()
        self.page.wait_for_selector("form.dialog")

    def sees(self, path: str, *words: str) -> None:
        """A page that opens, and what is on it."""
        assert self.go(path) == 200, path
        text = self.text()
        assert [word for word in words if word not in text] == [], f"{path}: {text}"

    def _put(self, name: str, value: str) -> None:
        first = self.page.locator(f"form.dialog [name='{name}']").first
        kind = first.evaluate("one => one.tagName + ':' + (one.type || '')")
        if kind.startswith("SELECT"):
            first.select_option(value)
        elif kind == "INPUT:checkbox":
            self.page.check(f"form.dialog [name='{name}'][value='{value}']")
        elif kind == "INPUT:file":
            first.set_input_files(value)
        else:
            first.fill(value)

    def take(self, name: str, folder: Path) -> Path:
        """A file that came of it."""
        with self.page.expect_download() as coming:
            self.page.click(f"#answer .files a:has-text('{name}')")
        path = folder / coming.value.suggested_filename
        coming.value.save_as(path)
        return path

    def text(self) -> str:
        return self.page.inner_text("main")

    def column(self, header: str) -> list[str]:
        """What stands under a header of the page's table."""
        heads = [one.strip() for one in self.page.locator("table.rows thead th").all_inner_texts()]
        at = heads.index(header) + 1
        return [one.strip() for one in self.page.locator(f"table.rows tbody td:nth-child({at})").all_inner_texts()]

    def ask(self, script: str, *given: Any) -> Any:
        return self.page.evaluate(script, *given)


Sit = Callable[..., Seat]
"""Who sits down; see the fixture."""
