"""Shared fixtures: the real-data folder; what was left out is named and counted, and fails under REQUIRE_ALL."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

import in_rooms
import kept_eye
import private_server
import server_copies

ROOT = Path(__file__).resolve().parents[1]
SLOW_ROOMS = {"office", "demo", "dirty"}
FIRST = (
    "noninterference",
    "demo/days",
    *sorted(in_rooms.COUNTY),
    "demo",
    "durability",
    "office",
    "docs",
    "journeys",
    "web",
)
"""What takes longest is begun first, so that no worker is left alone with it at the end."""
EVERYTHING = bool(os.environ.get("REQUIRE_ALL"))

MEMORY, ENOUGH = Path("/dev/shm"), 6 << 30
"""Where there is a folder in memory, and how many bytes of it the tests ask for."""

hypothesis.settings.register_profile("ordinary", deadline=None)
hypothesis.settings.register_profile("campaign", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ordinary"))


def pytest_configure(config: pytest.Config) -> None:
    """Nothing that a test keeps goes into the user's own cache, nor into a database that the user works with."""
    os.environ.pop("DATABASE_URL", None)
    if not hasattr(config, "workerinput"):
        write_into_memory(config)
        folder = tempfile.TemporaryDirectory(prefix="weipian-tests-")
        os.environ["XDG_CACHE_HOME"] = folder.name
        config.add_cleanup(folder.cleanup)


def write_into_memory(config: pytest.Config) -> None:
    """Every act is synced to the disk, and tests do tens of thousands: most of their time was waiting for it."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ENOUGH or "TMPDIR" in os.environ:
        return
    folder = tempfile.TemporaryDirectory(prefix="weipian-tests-", dir=MEMORY, ignore_cleanup_errors=True)
    Path(folder.name).chmod(0o755)
    os.environ["TMPDIR"], tempfile.tempdir = folder.name, None
    config.add_cleanup(folder.cleanup)


def shared_folder() -> Path:
    """The folder of real data that lies beside a checkout; WEIPIAN_SHARED names another."""
    return Path(os.environ.get("WEIPIAN_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of this test run's own server; started when first asked for."""
    with private_server.server() as address:
        yield address


@pytest.fixture(scope="session", autouse=True)
def one_eye() -> Iterator[None]:
    """Who looks at photos and papers waits for those of the next test."""
    with pytest.MonkeyPatch.context() as patch:
        kept_eye.keep(patch)
        yield


@pytest.fixture(params=private_server.BOTH)
def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where the test's workspaces keep their books, said as a person would, by the environment: it runs on both."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    if not request.param:
        yield ""
        return
    with server_copies.own_database(request.getfixturevalue("postgresql")) as address:
        monkeypatch.setenv("DATABASE_URL", address)
        yield str(request.param)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real data that no one here made; the project runs without it."""
    return shared_folder()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whole rooms that start processes or make a county are slow; tests on real data need their folder."""
    for item in items:
        place = item.path.relative_to(ROOT / "tests")
        if place.parts[0] in SLOW_ROOMS:
            item.add_marker(pytest.mark.slow)
    items.sort(key=turn)  # keeps the order of what has the same turn
    if (shared_folder() / "data").is_dir():
        return
    without = [item for item in items if "shared" in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=without)
    items[:] = [item for item in items if item not in set(without)]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Rooms go to workers in the order of `turn`, not the largest first."""
    config.option.loadscopereorder = False
    return in_rooms.InRooms(config, log)


def turn(item: pytest.Item) -> int:
    """When a test is begun, by the place of its file."""
    place = item.path.relative_to(ROOT / "tests").as_posix()
    return next((at for at, name in enumerate(FIRST) if place == name or place.startswith(f"{name}/")), len(FIRST))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that looks through an outside program is skipped by name where the program is missing."""
    missing = [name for mark in item.iter_markers("tool") for name in mark.args if not is_here(name)]
    if missing:
        pytest.skip(f"没有外部程序 {'、'.join(missing)}")


def is_here(program: str) -> bool:
    if program == "writer":  # LibreOffice comes in parts
        office = shutil.which("soffice")
        return office is not None and (Path(office).resolve().parent / "libswlo.so").is_file()
    return (private_server.found(program) if program in private_server.PROGRAMS else shutil.which(program)) is not None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The closing count of what did not run."""
    for report in terminalreporter.stats.get("skipped", []):
        terminalreporter.write_line(f"跳过：{report.nodeid}：{report.longrepr[-1]}")
    if not (shared_folder() / "data").is_dir():
        terminalreporter.write_line("没有共享数据文件夹，用真实数据的测试未运行")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With REQUIRE_ALL nothing may be skipped."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if EVERYTHING and reporter is not None and reporter.stats.get("skipped") and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
