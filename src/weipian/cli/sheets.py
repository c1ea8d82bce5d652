"""What every command says that writes an office's table out, takes one in, undoes it or lists them: the arguments,
the rehearsal, the bar, the error workbook. A table's own module says which table, and by whose hand."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from weipian.cli.answer import DONE, give, say, tell_refusals
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json, column_map, encoding, errors_to
from weipian.cli.types import GIVEN
from weipian.cli.workbooks import beside
from weipian.work.progress import Progress, Step

if TYPE_CHECKING:
    from weipian.fence.table import Table
    from weipian.store.acting import Desk
    from weipian.terms.acting import Act
    from weipian.terms.words import Word

One = TypeVar("One")
dry_run_option = click.option("--dry-run", is_flag=True, help="演练：只说会怎样，不写入")


class Came(Protocol):
    """What came of a table: what was taken, what said nothing new, the number under which it is undone."""

    @property
    def table(self) -> Table: ...
    @property
    def done(self) -> Sequence[str]: ...
    @property
    def same(self) -> Sequence[str]: ...
    @property
    def number(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that comes in, and how it is to be read."""

    source: Path
    dry_run: bool
    as_json: bool
    encoding: str | None
    columns: Mapping[str, str]
    errors: Path | None

    def read(self, what: str, take: Callable[..., One]) -> One:
        """`take`: an office's way to take the table in, with a bar from when the number of its rows is known."""
        with ExitStack() as stack:
            return take(
                mapping=self.columns,
                encoding=self.encoding,
                dry_run=self.dry_run,
                begin=lambda rows: stack.enter_context(Progress(f"导入{what}", rows)),
            )

    def word(self, what: str, number: int | None) -> str:
        """What was done with the good rows; there is no number where there were none."""
        if self.dry_run:
            return f"将{what}（预演，没有写入）"
        return f"已{what}，导入编号 {number}：" if number else f"没有{what}，各行都没有采用："

    def text(self, what: str, number: int | None, undo: str) -> str:
        """`undo`: the words of the command that takes it back."""
        back = f"。导入编号 {number}，可用 weipian {undo} 撤销" if number else ""
        return f"{'（演练，没有写入）' if self.dry_run else ''}{what}{back}"

    def give(self, came: Came, what: str, undo: str, said: Sequence[str] | None = None, **own: object) -> int:
        """The answer of most tables; the exit code. `own`: what it says before; `said`: in place of the table's."""
        answer = {
            **own,
            "dry_run": self.dry_run,
            "sheet": came.number,
            "done": came.done,
            "same": came.same,
            **refused_json(came.table),
        }
        give(answer, self.text(what, came.number, undo), self.as_json)
        return self.refuse(came.table, said)

    def refuse(self, table: Table, said: Sequence[str] | None = None) -> int:
        """What was guessed, and refused rows as an error workbook; the exit code."""
        say(table.said if said is None else said)
        return self.give_back(table, self.errors or Path(f"{self.source.stem}-错误行.xlsx"))

    def give_back(self, table: Table, target: Path, *, book: bool = True) -> int:
        """Refused rows alone; an old workbook goes where there are none. `book` False: they are only told."""
        from weipian.workbook.errors import write_refusals

        written = beside(target, bool(table.refused), lambda: write_refusals(target, table)) if book else None
        return tell_refusals(self.source.name, table.refused, written) if table.refused else DONE


Function = Callable[..., Any]


def _with(function: Function, options: Sequence[Callable[[Function], Function]]) -> Function:
    for option in options:
        function = option(function)
    return function


def taken_in(function: Function) -> Function:
    """Adds the argument and the options to a command at the desk, and hands them over as one `sheet`."""

    @functools.wraps(function)
    def whole(*args: Any, **kwargs: Any) -> Any:
        asked = {name: kwargs.pop(name) for name in ("source", "dry_run", "as_json", "encoding", "columns", "errors")}
        return function(*args, sheet=Sheet(**asked), **kwargs)

    given = click.argument("source", metavar="FILE", type=GIVEN)
    return _with(whole, (errors_to, column_map, encoding, as_json, at_desk, dry_run_option, given))


def written_out(function: Function) -> Function:
    """Adds to a command at the desk where a table goes."""
    target = click.argument("target", metavar="FILE.xlsx", type=click.Path(path_type=Path))
    return _with(function, (as_json, at_desk, target))


def taken_back(function: Function) -> Function:
    """Adds to a command at the desk the number of a table; none is the last one."""
    number = click.argument("number", metavar="[编号]", required=False, type=int)
    return _with(function, (as_json, at_desk, number))


def refused_json(table: Table) -> dict[str, object]:
    """The refused rows as they stand in an answer."""
    return {"refused": [one.as_json() for one in table.refused]}


def same_text(same: Sequence[str], unit: str = "行与现在相同") -> str:
    """Rows that said nothing new."""
    return f"，{len(same)} {unit}" if same else ""


@contextmanager
def stepping(label: str, total: int) -> Iterator[Step]:
    """A bar for an act that is all or nothing: Ctrl-C undoes it whole."""
    with Progress(label, total) as bar:
        yield bar


class Listed(Protocol):
    """A table as it was taken in."""

    @property
    def number(self) -> int: ...
    @property
    def name(self) -> str | None: ...
    @property
    def rows(self) -> int | None: ...
    @property
    def undone(self) -> bool: ...


def list_sheets(
    desk: Desk,
    found: Callable[[], Sequence[Listed]],
    as_json: bool,
    *,
    kind: Callable[[Any], Word] | None = None,
    undo: Act | None = None,
) -> None:
    """Tables that were taken in; `kind`: what each holds, where there are several; `undo`: the act that may come."""
    from weipian.office.inspecting.able import Ables
    from weipian.store.actors import require_register
    from weipian.terms.acting import Register

    require_register(desk.policy, desk.actor, Register.IMPORTS)
    ables = [able.as_json() for able in Ables(desk, (undo,)).of(None)] if undo else []
    rows, lines = [], []
    for one in found():
        word = kind(one) if kind else None
        own = {"kind": word.value} if word else {}
        acts = {"acts": [] if one.undone else ables} if undo else {}
        rows.append({"sheet": one.number, **own, "name": one.name, "rows": one.rows, "undone": one.undone, **acts})
        words = (str(one.number), word.label if word else "", one.name or "—", f"{one.rows or '—'} 行")
        lines.append("　".join(filter(None, (*words, "已撤销" if one.undone else ""))))
    give({"sheets": rows}, "\n".join(lines) or "还没有导入过", as_json)
