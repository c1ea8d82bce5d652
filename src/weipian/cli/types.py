"""What an option may be: dates, policies, words, files; each says in Chinese what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path
from typing import Any

import click

from weipian.terms.errors import InputError
from weipian.terms.words import Word


class Day(click.ParamType[Any]):
    """A date as 2023-09-24."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            if len(str(value)) != len("2023-09-24"):
                raise ValueError
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"「{value}」不是有效日期，请写成 2023-09-24 的形式", param, ctx)


class OneOf(click.ParamType[Any]):
    """One of a closed list of words: key, label or alias."""

    def __init__(self, words: type[Word], name: str, among: Collection[Word] | None = None) -> None:
        self.words, self.name, self.among = words, name, among

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Word:
        try:
            found = value if isinstance(value, self.words) else self.words.read(str(value))
        except InputError as error:
            self.fail(error.message, param, ctx)
        if self.among is not None and found not in self.among:
            self.fail(
                f"「{found.label}」不在这里办，请从这些中选：{'、'.join(one.label for one in self.among)}", param, ctx
            )
        return found


class Given(click.ParamType[Any]):
    """A path that must be there."""

    name = "路径"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        if not path.exists():
            raise InputError("no_such_path", path=str(value))
        return path


DAY = Day()
GIVEN = Given()
