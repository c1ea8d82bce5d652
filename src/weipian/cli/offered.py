"""The commands that the browser has, by their words; and what their options are called there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import click

from weipian.cli.chinese import ChineseGroup
from weipian.cli.frame import program
from weipian.cli.types import OneOf
from weipian.terms.errors import UsageError
from weipian.web.command.port import DialogGroup

AT_THE_MACHINE_ONLY = {("backup",), ("placeholder",)}
"""They write the whole workspace with its keys to a place of this machine, or ask for a passphrase there."""
OF_MACHINE = {("doctor",), ("audit", "verify")}
BESIDE = {("policy", "diff")}
"""Not at a desk by itself, and yet for everybody."""
SPOKEN = {
    "PLOT": "地块编号",
    "PATCH": "图斑编号",
    "PLOTS": "地块编号",
    "KIND": "种类",
    "XLSX": "工作簿",
    "FILE": "文件",
    "KEY": "哪一期",
    "": "文件名",
}
"""Metavars that the shell writes short; and what tells nothing of itself, which is where something is written to."""
BELONGS_TO = re.compile(r"^(?:--[a-z-]+、?)+ ")
"""In an option's help: with which others it goes."""


@cache
def groups_of() -> tuple[DialogGroup, ...]:
    """They are the same as long as the program runs."""
    return tuple(
        DialogGroup(name, told, found)
        for name, (_, told) in program.lazy.items()
        if (found := tuple(_under((name,), program.get_command(_context(), name))))
    )


def _context() -> click.Context:
    return click.Context(program)


def _under(path: tuple[str, ...], command: click.Command | None) -> Iterator[tuple[tuple[str, ...], str]]:
    """The commands at and under one, that work at a desk."""
    if isinstance(command, ChineseGroup):
        for name, (_, told) in command.lazy.items():
            below = command.get_command(_context(), name)
            if isinstance(below, ChineseGroup):
                yield from _under((*path, name), below)
            elif _is_offered((*path, name), below):
                yield (*path, name), told
    elif _is_offered(path, command):
        yield path, str(getattr(command, "help", "") or "").split("。")[0]


def _is_offered(path: tuple[str, ...], command: click.Command | None) -> bool:
    """What opens no desk (serve, restore, upgrade, doctor …) would work on the server's machine as its own user."""
    if command is None or any(path[: len(one)] == one for one in AT_THE_MACHINE_ONLY):
        return False
    return path in BESIDE or getattr(command.callback, "at_desk", False)


def command_of(path: Sequence[str]) -> tuple[click.Command, str]:
    """Raises UsageError where there is no such command in the browser."""
    found: click.Command | None = program
    told = ""
    for word in path:
        if not isinstance(found, ChineseGroup) or word not in found.lazy:
            raise UsageError("dialog_unknown", command=" ".join(path))
        told = found.lazy[word][1]
        found = found.get_command(_context(), word)
    if isinstance(found, ChineseGroup) or not _is_offered(tuple(path), found) or found is None:
        raise UsageError("dialog_unknown", command=" ".join(path))
    return found, told


def labelled(param: click.Parameter) -> tuple[str, str]:
    """A short name, and what more is to be known."""
    told = BELONGS_TO.sub("", str(getattr(param, "help", "") or "")) or SPOKEN[""]
    if isinstance(param, click.Argument):
        name = (param.metavar or str(param.name)).strip("[]….").partition(".")[0]
        return ("种类" if "|" in name else SPOKEN.get(name, name)), ""
    if isinstance(param.type, OneOf) and param.metavar and ("中文名" in told or told.startswith(_words_of(param.type))):
        return param.metavar, told
    head, _, rest = told.partition("；")
    return (head, rest) if len(head) <= 24 else (head.split("，")[0], told)


def _words_of(kind: OneOf) -> tuple[str, ...]:
    return tuple(one.label for one in kind.words)
