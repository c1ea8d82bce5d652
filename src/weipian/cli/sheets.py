"""What every command that takes in an office's table asks, once: the table, a dry run, its encoding and columns."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weipian.cli.answer import DONE, say, tell_refusals
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json, column_map, encoding, errors_to
from weipian.cli.types import GIVEN
from weipian.cli.workbooks import beside
from weipian.work.progress import Progress, Step

if TYPE_CHECKING:
    from weipian.office.submitting.reading import Read

dry_run_option = click.option("--dry-run", is_flag=True, help="只看会怎样，不写入")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that comes in, and how it is to be read."""

    source: Path
    dry_run: bool
    as_json: bool
    encoding: str | None
    columns: Mapping[str, str]
    errors: Path | None

    def word(self, what: str, number: int | None) -> str:
        """What was done with the good rows; there is no number where there were none."""
        if self.dry_run:
            return f"将{what}（预演，没有写入）"
        return f"已{what}，导入编号 {number}：" if number else f"没有{what}，各行都没有采用："

    def refuse(self, read: Read) -> int:
        """What was guessed, and refused rows as an error workbook; the exit code."""
        say(read.table.said)
        if not read.table.refused:
            return DONE
        from weipian.workbook.errors import write_refusals

        target = self.errors or Path(f"{self.source.stem}-错误行.xlsx")
        book = beside(target, True, lambda: write_refusals(target, read.table))
        return tell_refusals(self.source.name, read.table.refused, book)


def taken_in(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the argument and the options to a command at the desk, and hands them over as one `sheet`."""

    @functools.wraps(function)
    def whole(*args: Any, **kwargs: Any) -> Any:
        asked = {name: kwargs.pop(name) for name in ("source", "dry_run", "as_json", "encoding", "columns", "errors")}
        return function(*args, sheet=Sheet(**asked), **kwargs)

    options = (errors_to, column_map, encoding, as_json, at_desk, dry_run_option)
    given = click.argument("source", metavar="FILE", type=GIVEN)
    found: Callable[..., Any] = whole
    for option in (*options, given):
        found = option(found)
    return found


def refused_json(read: Read) -> dict[str, object]:
    """The refused rows as they stand in an answer."""
    return {"refused": [one.as_json() for one in read.table.refused]}


@contextmanager
def stepping(label: str, total: int) -> Iterator[Step]:
    """A bar for an act that is all or nothing: Ctrl-C undoes it whole."""
    with Progress(label, total) as bar:
        yield bar
