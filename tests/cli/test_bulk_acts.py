"""Every bulk command holds to the same: its own columns by any name and in any order, a rehearsal that changes
nothing, bad rows aside and good ones on, one batch that can be undone, progress, and nothing new said twice."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from benchmarks.bulk_acts import ACTS, APART, BATCH, FILE, BulkAct, Row, table, told
from benchmarks.bulk_county import made, numbers
from cli.reachable import commands
from noninterference.asking import asked
from weipian.cli.frame import program

pytestmark = pytest.mark.requirement("F3", "C2")
PLOTS = numbers(3)
UNSAID = {"id", "event", "current", "batch_id", "replaces_id", "taking_id", "sheet_id", "origin_id"}
JOURNALS = {"import", "copy", "taking", "sheet", "review_batch", "final_paper", "key_used"}
"""Tables that tell what was done, not how things stand."""
PARTS = {
    "quota_line": "notice",
    "quota_line_plot": "line__notice",
    "sharing_plot": "sharing",
    "suggestion_plot": "suggestion",
    "handover_given": "handover",
}
"""Tables whose rows stand as long as another's do."""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@dataclass
class Office:
    """A county's folder; commands are run in it as its people."""

    folder: Path
    credential: str

    def run(self, *words: str, who: str = "", live: bool = False) -> tuple[int, Any, str]:
        person = ("--as", who, "--key-file", "key") if who else ()
        (self.folder / "key").write_text(self.credential, encoding="utf-8")
        answer = asked(*words, *person, "--json", cwd=self.folder, err=Terminal() if live else None)
        return answer.code, json.loads(answer.out), answer.err

    def take(self, act: BulkAct, *more: str, live: bool = False) -> tuple[int, Any, str]:
        words = [("表.xlsx" if word == FILE else word) for word in act.words]
        return self.run(*words, *more, who=act.who, live=live)

    def undo(self, act: BulkAct, batch: object) -> int:
        return self.run(*(str(batch) if word == BATCH else word for word in act.undo))[0]


@pytest.fixture(params=ACTS, ids=[f"{at}-{one.words[0]}-{one.words[1]}" for at, one in enumerate(ACTS)])
def act(request: pytest.FixtureRequest) -> BulkAct:
    found: BulkAct = request.param
    return found


@pytest.fixture
def office(tmp_path: Path, act: BulkAct) -> Office:
    folder = tmp_path / "county"
    office = Office(folder, made(folder, len(PLOTS), determined=act.determined))
    for words in act.before:
        assert office.run(*words)[0] == 0
    return office


def write(path: Path, rows: Sequence[Row], names: dict[str, str] | None = None) -> None:
    """A workbook of the rows, its columns turned round and by other names; one of somebody's own among them."""
    headers = ["某人的栏", *reversed(list(dict.fromkeys(name for row in rows for name in row)))]
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append([(names or {}).get(name, name) for name in headers])
    for row in rows:
        page.append(["随手记", *(row.get(name, "") for name in headers[1:])])
    book.save(path)


def stands() -> dict[str, list[str]]:
    """How all things stand, table by table: no ids, no history."""
    from weipian.store.models import Kept

    found = {}
    for model in every(Kept):
        names = {one.attname for one in model._meta.concrete_fields}
        if model._meta.abstract or model._meta.db_table in JOURNALS:
            continue
        of = "current" if "current" in names else f"{PARTS.get(model._meta.db_table, '')}__current"
        rows = model._default_manager.all() if of == "__current" else model._default_manager.filter(**{of: True})
        found[model._meta.db_table] = sorted(map(repr, rows.values_list(*sorted(names - UNSAID))))
    return found


def every(model: Any) -> Iterator[Any]:
    for one in model.__subclasses__():
        yield one
        yield from every(one)


def logged() -> int:
    from weipian.store.models import Event

    return int(Event.objects.count())


def count(act: BulkAct, answer: Any) -> int:
    """How many rows an answer tells: a number, or what is listed, several cells of a plot once."""
    found = told(answer, act.count)
    assert isinstance(found, int | list)
    return found if isinstance(found, int) else len({one["plot"] if isinstance(one, dict) else one for one in found})


def test_a_bulk_command(office: Office, act: BulkAct) -> None:
    write(office.folder / "表.xlsx", table(act, PLOTS, bad=1), dict(act.aliases))
    before, events = stands(), logged()
    if "dry run" not in act.lacks:
        code, answer, _ = office.take(act, "--dry-run")
        assert (code, count(act, answer), stands(), logged()) == (3, len(PLOTS), before, events)

    code, answer, err = office.take(act, live=True)
    assert (code, count(act, answer)) == (3, len(PLOTS)), answer
    after = stands()
    assert after != before
    assert "progress" in act.lacks or "剩余约" in err
    (errors,) = office.folder.glob("*错误行.xlsx")
    page = openpyxl.load_workbook(errors).active
    assert page is not None
    bad = table(act, PLOTS, bad=1)[-1]
    lines = [[cell.value or "" for cell in row] for row in page.iter_rows(min_row=2)]
    assert len(lines) == 1
    assert {value for value in bad.values() if value} <= set(lines[0])

    batch = told(answer, act.batch) if act.batch else None
    write(office.folder / "表.xlsx", table(act, PLOTS))
    if "again" not in act.lacks:
        code, answer, _ = office.take(act)
        assert code in (0, 1)
        assert stands() == after
        second = told(answer, act.batch) if act.undo and code == 0 else None
        assert second is None or office.undo(act, second) == 0
        assert stands() == after
    if act.undo:
        assert office.undo(act, batch) == 0
        assert stands() == before
    else:
        assert "undo" in act.lacks
    assert asked("audit", "verify", cwd=office.folder).code == 0


def test_every_command_that_takes_a_table_is_here() -> None:
    """Whatever takes `--map` reads somebody's columns."""
    import click

    taking = set()
    for path in commands():
        command: Any = program
        for word in path.split():
            command = command.get_command(click.Context(command), word)
        if any("--map" in one.opts for one in command.params):
            taking.add(path)
    here = {" ".join(one.words[:count]) for one in ACTS for count in (2, 3)}
    assert taking - here == set(APART)


TEMPLATES: dict[str, tuple[tuple[str, ...], tuple[str, ...], str, bool]] = {
    "交办": (("inspect", "export", "交办"), ("inspect", "import", "交办"), "", False),
    "核查": (("inspect", "export", "核查"), ("inspect", "import", "核查"), "", False),
    "会审": (("review", "export", "HS-1"), ("review", "import", "HS-1"), "", False),
    "终判": (("final", "export"), ("final", "import"), "leader", True),
    "填报": (("submit", "template"), ("submit", "import"), "", True),
}
"""Tables that go out to be filled: out and in again, by whom, whether the plots are determined."""


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_comes_back_as_it_went_out(tmp_path: Path, name: str) -> None:
    """Unfilled, its columns turned round with their hidden keys: no row of it is refused, and nothing is changed; a
    return, which goes out filled from the books, is filled."""
    out, back, who, determined = TEMPLATES[name]
    office = Office(tmp_path / "county", made(tmp_path / "county", len(PLOTS), determined=determined))
    for words in (("review", "convene", "HS-1", "--on", "2023-09-05"), ("review", "attend", "HS-1", "林业")):
        assert office.run(*words)[0] == 0
    assert office.run(*out, "表.xlsx", who=who)[0] == 0
    book = openpyxl.load_workbook(office.folder / "表.xlsx")
    for page in book:
        rows = [list(reversed([cell.value for cell in row])) for row in page.iter_rows()]
        for at, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                page.cell(at, column, value)
    book.save(office.folder / "表.xlsx")
    before = stands()
    code, answer, err = office.run(*back, "表.xlsx", who=who)
    assert code == 0, (answer, err)
    assert (stands() == before) is (name != "填报")
    assert not list(office.folder.glob("*错误行.xlsx"))
