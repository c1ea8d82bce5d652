"""Two worlds whose military patches differ in everything and are withdrawn alike can't be told apart (decision 0023).

A chain that binds values keeps a digest of every one, and digests of different values differ: what is left of a value
whose salt is destroyed is noise to whoever has not the value, but not the same noise. So the byte-for-byte test stands
each digest in by one that follows from the salt alone; a second one runs with real digests and takes out exactly
those of what was erased, and the hashes that follow from them.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from noninterference import looking
from noninterference.commands import APART, ASKED, leaves
from noninterference.pages import asked_pages
from noninterference.working import made, worked
from noninterference.worlds import PASSPHRASE, World, base, withdraw
from weipian.cli.frame import COMMANDS
from weipian.terms.acting import Role

pytestmark = pytest.mark.requirement("B12")
PAIRS = int(os.environ.get("WEIPIAN_WORLDS", "20")) // 2
REAL = max(2, PAIRS // 5)
WIDE = 10
"""Pairs up to which roles and wordings take turns; those of the campaign are all asked by every role in all words.

To the first pair every role says every command: what only shows something (`--json` is one of its wordings) in one of
its wordings in turn, the rest in all words, so that what somebody does another goes on with. Of the later pairs every
role says a command to one, in the words that are left. So every role says every wording at least once and every command
to two pairs; to every pair every command is said, by other roles each time.
"""
Words = tuple[str, ...]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county before anything was issued."""
    os.environ.pop("DATABASE_URL", None)
    return base(tmp_path_factory.mktemp("base"))


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder in memory where there is one: worlds are made by the dozen."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="wp-worlds-", dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture
def noise(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a digest is to somebody who has not the salt: it says nothing of the value."""

    def of_salt(salt: bytes, _value: object) -> str:
        return b64encode(hashlib.sha256(salt).digest())[:43].decode()

    monkeypatch.setattr("weipian.record.canon.digest", of_salt)
    monkeypatch.setattr("weipian.record.walk.digest", of_salt)


@dataclass
class Left:
    """All that a world leaves to look at."""

    tables: looking.Rows
    files: dict[str, str]
    answers: list[tuple[str, ...]] = field(default_factory=list)
    given: dict[str, str] = field(default_factory=dict)
    pages: list[tuple[str, ...]] = field(default_factory=list)
    tables_then: looking.Rows = field(default_factory=dict)


def left_by(world: World, pair: int) -> Left:
    """Its books and files after the withdrawal; then every command by whoever says it to this pair, and what that
    made."""
    left = Left(looking.tables(world.county / "weipian.sqlite3"), looking.files(world.county))
    world.folder.joinpath("after").mkdir()
    for name, text in INPUTS.items():
        world.folder.joinpath("after", name).write_text(text, encoding="utf-8")
    for number, (command, askings) in enumerate(ASKED.items()):
        for role, words in said(pair, number, askings):
            answer = world.ask(*command, *words, role=role, where="after")
            left.answers.append((role.value, *command, *words, str(answer.code), answer.out, answer.err))
    if pair == 0 or PAIRS > WIDE:
        left.pages = list(asked_pages(world, list(Role)))
    left.given = looking.files(world.folder / "after")
    left.tables_then = looking.tables(world.county / "weipian.sqlite3")
    return left


INPUTS = {
    "改.csv": "地块编号,情况说明\nA1,又看过\n",
    "登记.csv": "名称,类别\n丙公司,企业\n",
    "再发.csv": 'JCBH,TBLX,WKT\nA9,新增非农建设类,"POLYGON((37464500 2881300,37464600 2881300,37464600 2881400,'
    '37464500 2881400,37464500 2881300))"\n',
}


def test_every_command_is_asked_or_opens_no_books() -> None:
    from weipian.cli.frame import program

    every = set(leaves(program))
    apart = {command for command in every if " ".join(command) in APART}
    assert every == set(ASKED) | apart
    assert not set(ASKED) & apart


def said(pair: int, command: int, askings: Sequence[Words]) -> Iterator[tuple[Role, Words]]:
    """Who says a command to the worlds of a pair, in which words."""
    for at, words in enumerate(askings):
        for turn, role in enumerate(Role):
            if not 1 < PAIRS <= WIDE or at in wordings(pair, command, turn, askings):
                yield role, words


def wordings(pair: int, command: int, turn: int, askings: Sequence[Words]) -> set[int]:
    """Which of its wordings a role says to a pair."""
    every, own = set(range(len(askings))), {turn % len(askings)}
    first = own if any("--json" in words for words in askings) else every
    if pair == 0:
        return first
    return (every - first or own) if (turn + command) % (PAIRS - 1) == pair - 1 else set()


def test_every_role_says_every_command_in_all_words() -> None:
    assert PAIRS >= WIDE or os.environ.get("WEIPIAN_WORLDS")
    for number, askings in enumerate(ASKED.values()):
        heard = [(pair, role, words) for pair in range(PAIRS) for role, words in said(pair, number, askings)]
        assert {(role, words) for _, role, words in heard} == {(role, words) for role in Role for words in askings}
        assert {pair for pair, *_ in heard} == set(range(PAIRS))
        pairs = [len({pair for pair, who, _ in heard if who is role}) for role in Role]
        assert min(pairs) >= 2 or PAIRS == 1


@pytest.mark.slow
@pytest.mark.usefixtures("noise")
@pytest.mark.parametrize("pair", range(PAIRS))
def test_worlds_are_alike_to_the_last_byte(
    before: Path, place: Path, monkeypatch: pytest.MonkeyPatch, pair: int
) -> None:
    """Every command as every role whose turn it is, in both worlds of the pair."""
    monkeypatch.setenv("WEIPIAN_PASSPHRASE", PASSPHRASE)
    one, other = (left_by(made(place / "world", before, 2 * pair + side, monkeypatch), pair) for side in (0, 1))
    assert one.tables == other.tables
    assert one.files == other.files
    for here, there in zip(one.answers, other.answers, strict=True):
        assert here == there
    for here, there in zip(one.pages, other.pages, strict=True):
        assert here == there
    assert one.given == other.given
    assert one.tables_then == other.tables_then
    assert {answer[-3] for answer in one.answers} >= {"0", "1"}


@pytest.mark.slow
def test_with_real_digests_only_those_of_what_is_gone_differ(
    before: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pair in range(REAL):
        one, other = (made(place / str(side), before, 1000 + 2 * pair + side, monkeypatch) for side in (0, 1))
        for world in (one, other):
            assert world.ask("audit", "verify").code == 0
        here, there = (looking.tables(world.county / "weipian.sqlite3") for world in (one, other))
        assert here["event"] != there["event"]
        assert looking.masked(here) == looking.masked(there)


@pytest.mark.slow
def test_the_harness_sees_what_is_not_withdrawn(before: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the withdrawal the worlds differ nearly everywhere, so that being alike afterwards means something."""
    found: list[dict[str, Any]] = []
    for side in (0, 1):
        world = worked(place / "world", before, side, monkeypatch)
        found.append(looking.tables(world.county / "weipian.sqlite3"))
    differing = {name for name in found[0] if found[0][name] != found[1][name]}
    assert {
        "patch", "plot", "standing", "measurement", "proposal", "site_facts", "filed", "determination", "batch",
        "ledger_import", "copy", "event", "event_payload",
    } <= differing  # fmt: skip
    alike = [len(found[0][name]) == len(found[1][name]) for name in differing]
    assert all(alike)


@pytest.mark.slow
def test_no_canary_is_in_any_raw_file(before: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers, words, figures, coordinates as texts and as doubles in both orders, as issued and as projected."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(place / "cache"))  # its own: nothing but what this world left there
    world = worked(place / "world", before, 7, monkeypatch)
    database = world.county / "weipian.sqlite3"
    numbers = tuple(one.number for one in world.patches)
    stored = looking.outlines(database, numbers)
    assert len(stored) == 6
    plain, wanted = looking.canaries(world.patches, stored)
    assert len(plain) > 50
    assert looking.hits([world.county], plain)[str(database)] > 0.9 * len(plain)  # a page's end may cut one in two
    withdraw(world)
    assert looking.hits([world.county, looking.cache()], wanted) == {}
    if "backup" in COMMANDS:  # a new one holds no more than the books do
        world.must("backup", str(place / "新备份"))
        world.must("restore", str(place / "新备份"), str(place / "还原"))
        assert looking.hits([place / "还原"], wanted) == {}
    given = {Path(name).name for name in looking.hits([world.folder / "before"], wanted)}
    assert {"下发.csv", "图斑.geojson", "日志.jsonl"} <= given  # copies that left the house are not in its power
