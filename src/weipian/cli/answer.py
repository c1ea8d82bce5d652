"""How an answer leaves: JSON alone on standard output, or text for people; what was guessed on standard error.

The last net for personal data: a citizen's number in any answer, and telephones in what is said beside it, are masked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from weipian.terms.errors import Refusal
from weipian.terms.personal import without_citizens, without_numbers

DONE, ROWS_REFUSED = 0, 3
SHOWN = 20  # refusals listed on screen; all of them are in the error workbook


@dataclass(slots=True)
class Said:
    """What a command answered and said beside it, for who listens in this process."""

    answer: Any = None
    text: str = ""
    beside: list[str] = field(default_factory=list)


_listens: ContextVar[Said | None] = ContextVar("listens", default=None)


@contextmanager
def listening() -> Iterator[Said]:
    """What is said goes to the listener instead of the screen."""
    said = Said()
    token = _listens.set(said)
    try:
        yield said
    finally:
        _listens.reset(token)


def give(answer: Mapping[str, Any], text: str, as_json: bool, *, full: bool = False) -> None:
    """One JSON document, or the text. `full`: personal data as they are, after the act that lets somebody see them."""
    if (listener := _listens.get()) is not None:
        kept = json.dumps(answer, ensure_ascii=False)
        listener.answer = json.loads(kept if full else without_citizens(kept))
        listener.text = text if full else without_citizens(text)
        return
    said = json.dumps(answer, ensure_ascii=False, indent=2) if as_json else text
    click.echo(said if full else without_citizens(said))


def say(lines: Sequence[str]) -> None:
    """What a person should know beside the answer."""
    listener = _listens.get()
    for line in lines:
        if listener is not None:
            listener.beside.append(without_numbers(line))
            continue
        click.echo(without_numbers(line), err=True)


def tell_refusals(source: Path | str, refused: Sequence[Refusal], workbook: Path | None = None) -> int:
    """Lists the refused rows on standard error; the exit code."""
    if not refused:
        return DONE
    rows = len({refusal.row for refusal in refused})
    say([f"{source}：有 {rows} 行没有采用，其余各行已照常处理。"])
    say([f"  {refusal}" for refusal in refused[:SHOWN]])
    if len(refused) > SHOWN:
        say([f"  ……另有 {len(refused) - SHOWN} 处"])
    if workbook is not None:
        say([f"改正用的错误工作簿：{workbook}"])
    return ROWS_REFUSED


def tell_listed(refused: Sequence[object], workbook: Path | None) -> int:
    """Refused rows of several sources, each naming its own; the exit code."""
    if not refused:
        return DONE
    say([f"有 {len(refused)} 行没有采用，其余各行已照常处理："])
    say([f"  {row}" for row in refused[:SHOWN]])
    if len(refused) > SHOWN:
        say([f"  ……另有 {len(refused) - SHOWN} 行"])
    if workbook is not None:
        say([f"全部列在错误工作簿：{workbook}"])
    return ROWS_REFUSED
