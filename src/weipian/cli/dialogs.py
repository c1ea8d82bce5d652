"""The commands as the workbench asks them: fields from the options, a run in this process, as the person who asks."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli import answer
from weipian.cli.chinese import in_chinese, named
from weipian.cli.desk import Wanted
from weipian.cli.frame import program
from weipian.cli.offered import OF_MACHINE, command_of, groups_of, labelled
from weipian.cli.spoken import spoken
from weipian.cli.types import Day, Given, OneOf
from weipian.terms.acting import Role
from weipian.terms.errors import UsageError
from weipian.web.command.port import Dialog, DialogGroup, FieldAsked, Heard, Kind, Said
from weipian.web.command.port import Given as Values

if TYPE_CHECKING:
    from weipian.store.acting import Desk

NOT_ASKED = {"as_json", "workspace", "as", "key_file", "help"}
WRITES = {"output", "errors", "out", "workbook", "target"}
READS = {"source", "coverage"}
"""Texts that name a file (FILE#LAYER): no name on the server's disk is taken from a browser."""
FIRST = (".shp", ".gpkg", ".geojson", ".parquet", ".zip")
"""Of files that are one together, the one by which they go."""


class Dialogs:
    """What `web.command.port.Commands` asks for."""

    def groups(self) -> tuple[DialogGroup, ...]:
        return groups_of()

    def dialog(self, path: Sequence[str]) -> Dialog:
        command, told = command_of(path)
        title = told or str(command.help or "").split("。")[0]
        fields = tuple(_field(param) for param in command.params if param.name not in NOT_ASKED and param.expose_value)
        return Dialog(tuple(path), title, _without_options(command), fields)

    def run(self, desk: Desk, path: Sequence[str], given: Values, out: Path, *, as_json: bool = False) -> Heard:
        """Raises WeipianError."""
        command, _ = command_of(path)
        more = ["--json"] if as_json and any(param.name == "as_json" for param in command.params) else []
        words = [*path, *more, *_words(command, given, out)]
        with answer.listening() as heard:
            try:
                code = program.main(
                    words, standalone_mode=False, obj=Wanted(workspace=desk.workspace.folder, seated=desk)
                )
            except click.UsageError as error:
                raise in_chinese(error) from error
        files = sorted(one for one in out.rglob("*") if one.is_file())
        beside = [_without(line, out) for line in heard.beside]
        return Heard(code if isinstance(code, int) else 0, heard.answer, _without(heard.text, out), beside, files)

    def spoken(self, text: str, path: Sequence[str] = ()) -> tuple[Said, ...]:
        return spoken(text, path)

    def of_machine(self, desk: Desk, path: Sequence[str]) -> Heard:
        """Raises UsageError for another command than these two."""
        if tuple(path) not in OF_MACHINE:
            raise UsageError("dialog_unknown", command=" ".join(path))
        seat = Wanted(workspace=desk.workspace.folder, seated=desk)
        with answer.listening() as heard:
            code = program.main([*path, "--json"], standalone_mode=False, obj=seat)
        return Heard(code if isinstance(code, int) else 0, heard.answer, heard.text, heard.beside)


def _without(text: str, out: Path) -> str:
    """Where a job's files lie on the server says nothing to who takes them away."""
    return text.replace(f"{out}{os.sep}", "")


def _field(param: click.Parameter) -> FieldAsked:
    kind, choices = _kind(param)
    label, hint = labelled(param)
    first = "" if callable(param.default) or param.default in (None, (), False) else str(param.default)
    ending = next((end for end in (".xlsx", ".csv", ".html", ".jsonl", ".zip", ".png", ".svg") if end[1:].upper() in
                   (param.metavar or "").upper()), "")  # fmt: skip
    name = str(param.name)
    layered = kind is Kind.UPLOAD and isinstance(param.type, click.types.StringParamType)
    return FieldAsked(name, label, kind, hint, param.required, choices, _shown(first), ending, layered)


def _without_options(command: click.Command) -> str:
    """The help as somebody reads it who sees fields, not options."""
    told = (command.help or "").replace("FILE 可为", "文件可为")
    names = {opt: labelled(param)[0] for param in command.params for opt in param.opts if opt.startswith("--")}
    for opt in sorted(names, key=len, reverse=True):
        told = told.replace(opt, f"「{names[opt]}」")
    return told


def _shown(first: str) -> str:
    return "" if first.startswith("Sentinel") else first


def _kind(param: click.Parameter) -> tuple[Kind, tuple[tuple[str, str], ...]]:
    many = param.multiple if isinstance(param, click.Option) else param.nargs == -1
    match param.type:
        case Day():
            return Kind.DAY, ()
        case OneOf(words=words, among=among):
            shown = tuple((one.label, one.label) for one in (among if among is not None else words))
            return (Kind.CHOICES if many else Kind.CHOICE), shown
        case click.Choice(choices=choices):
            return (Kind.CHOICES if many else Kind.CHOICE), tuple((str(one), str(one)) for one in choices)
        case click.Path() | Given() | click.File():
            return (Kind.DOWNLOAD if param.name in WRITES else Kind.UPLOAD), ()
        case click.types.IntParamType() | click.types.FloatParamType():
            return (Kind.LINES if many else Kind.NUMBER), ()
        case click.types.StringParamType() if param.name == "roles":
            return Kind.CHOICES, tuple((one.value, one.label) for one in Role)
    return _kind_of_text(param, many)


def _kind_of_text(param: click.Parameter, many: bool) -> tuple[Kind, tuple[tuple[str, str], ...]]:
    if isinstance(param, click.Option) and param.is_flag:
        if param.secondary_opts:
            return Kind.CHOICE, ((param.opts[0], "是"), (param.secondary_opts[0], "否"))
        return Kind.FLAG, ()
    if param.name in READS:
        return Kind.UPLOAD, ()
    if getattr(param, "hide_input", False):
        return Kind.SECRET, ()
    return (Kind.LINES if many else Kind.TEXT), ()


def _words(command: click.Command, given: Values, out: Path) -> list[str]:
    """Options by their names, then the arguments behind `--`: nothing that is put in becomes an option."""
    options: list[str] = []
    arguments: list[str] = []
    for param in command.params:
        values = [value for value in given.get(str(param.name), ()) if value != ""]
        if param.name in NOT_ASKED or not param.expose_value:
            continue
        if isinstance(param, click.Argument):
            if not values and param.required:
                raise UsageError("dialog_missing", field=named(param))
            arguments += _placed(param, values, out)
        elif not isinstance(param, click.Option):
            continue
        elif param.is_flag:
            options += _flags(param, values)
        else:
            options += [f"{_longest(param)}={value}" for value in _placed(param, values, out)]
    return [*options, "--", *arguments]


def _placed(param: click.Parameter, values: list[str], out: Path) -> list[str]:
    """What is written goes to `out` alone; of several files where one is meant, the one by which they go."""
    kind, _ = _kind(param)
    if kind is Kind.DOWNLOAD:
        return [str(out / Path(value).name) for value in values]
    many = param.multiple if isinstance(param, click.Option) else param.nargs == -1
    if kind is Kind.UPLOAD and not many and len(values) > 1:
        return [next((one for end in FIRST for one in values if ends(one, end)), values[0])]
    return values


def ends(value: str, end: str) -> bool:
    """Of a file, or of FILE#LAYER."""
    return value.partition("#")[0].lower().endswith(end)


def _flags(param: click.Option, values: Sequence[str]) -> list[str]:
    if param.secondary_opts:
        return [value for value in values if value in (*param.opts, *param.secondary_opts)]
    return [_longest(param)] if values else []


def _longest(param: click.Option) -> str:
    return max(param.opts, key=len)
