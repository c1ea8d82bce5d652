"""The workbench in a real browser. One server and one browser for all of a run's journeys.

The browser is driven from a thread of its own, in which the tests of this folder run too: its event loop would be in
the way of the database that other tests ask in the main thread.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from journeys.seat import DESK, Seat, Sit

TESTS = Path(__file__).resolve().parents[1]
_thread = ThreadPoolExecutor(1, thread_name_prefix="browser")


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool:
    given = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    _thread.submit(pyfuncitem.obj, **given).result()
    return True


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The county's server; what it tells of its pages."""
    from weipian.web import bringing

    bringing.bring()
    folder = tmp_path_factory.mktemp("served")
    paths = os.pathsep.join(filter(None, [str(TESTS), os.environ.get("PYTHONPATH", "")]))
    with (folder / "said.txt").open("w") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "journeys.served", str(folder)],
            env={**os.environ, "PYTHONPATH": paths}, stdout=said, stderr=said,
        )  # fmt: skip
        try:
            yield {**_told(server, folder), "folder": folder}
        finally:
            server.terminate()
            server.wait(20)


def _told(server: subprocess.Popen[bytes], folder: Path) -> dict[str, Any]:
    path, until = folder / "told.json", time.monotonic() + 120
    while not path.exists():
        assert server.poll() is None, (folder / "said.txt").read_text()
        assert time.monotonic() < until, "the server does not start"
        time.sleep(0.1)
    return dict(json.loads(path.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    started = _thread.submit(lambda: sync_playwright().start()).result()
    program, words = shutil.which("chromium"), ["--no-sandbox", "--disable-dev-shm-usage"]
    found = _thread.submit(lambda: started.chromium.launch(executable_path=program, args=words)).result()
    yield found
    _thread.submit(found.close).result()
    _thread.submit(started.stop).result()


@pytest.fixture(scope="session")
def come() -> dict[str, Any]:
    """Who has come in once: what their browser keeps of it."""
    return {}


@pytest.fixture
def sit(served: dict[str, Any], browser: Any, come: dict[str, Any]) -> Iterator[Sit]:
    """`sit("clerk")`: that person before a browser of their own, come in; `sit()`: somebody who has not. At the end
    nothing may have gone wrong in any of them."""
    seats: list[Seat] = []

    def at(name: str = "", **more: Any) -> Seat:
        context = browser.new_context(**{"viewport": DESK, "locale": "zh-CN", "storage_state": come.get(name), **more})
        books = served["folder"] / "county" / "weipian.sqlite3"
        seat = Seat(context, f"http://127.0.0.1:{served['port']}", books, name)
        seats.append(seat)
        if name and name not in come:
            seat.come_in(name)
            come[name] = context.storage_state()
        elif name:
            seat.go("/")
        return seat

    yield at
    for seat in seats:
        _thread.submit(seat.context.close).result()
    assert [fault for seat in seats for fault in seat.faults] == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The checker of accessibility, brought once to this checkout by the lock's hashes."""
    from weipian.web import bringing

    folder = TESTS.parent / ".cache" / f"axe-{bringing.wanted()['axe-core']}"
    bringing.bring(tests=folder)
    return (folder / "axe.min.js").read_text(encoding="utf-8")
