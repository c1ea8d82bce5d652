"""A sentence as the browser says it: messages name commands and options, a person before a browser has dialogs and
fields. The sentence stands once, as the shell says it; here each command in it becomes its dialog's name, each option
its field's. What only the shell can do stays as it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

import click

from weipian.cli.chinese import ChineseGroup
from weipian.cli.frame import program
from weipian.cli.offered import OF_MACHINE, command_of, groups_of, labelled
from weipian.terms.errors import UsageError
from weipian.web.command.port import Said

NAMED = re.compile(
    r"weipian(?P<words>(?: [a-z][a-z-]*)+)|(?P<open>「)?(?<![\w-])(?P<option>--[a-z][a-z-]*)(?(open)」?)"
)
PAGES = {("doctor",): "体检", ("audit", "verify"): "核验"}
"""They have a page of their own instead of a dialog."""
Path = tuple[str, ...]


def spoken(text: str, path: Sequence[str] = ()) -> tuple[Said, ...]:
    """Its parts. `path`: the dialog that it came of, whose fields are meant before any other's."""
    return tuple(_parts(text, tuple(path)))


def _parts(text: str, path: Path) -> Iterator[Said]:
    at, meant = 0, path
    for found in NAMED.finditer(text):
        if words := found["words"]:
            meant = tuple(words.split())
            count, said = _of_words(meant)
            meant = meant[:count] if said else meant
            end = found.start("words") + len("".join(f" {word}" for word in meant))
        else:
            end = found.end()
            said = _of_option(found["option"], meant, path)
        if said is not None:
            yield Said(text[at : found.start()])
            yield said
            at = end
    yield Said(text[at:])


def _of_words(words: Path) -> tuple[int, Said | None]:
    """How many of the words are a command or a group that the browser has, and what it is called there."""
    for count in range(len(words), 0, -1):
        path = words[:count]
        if path in OF_MACHINE:
            return count, Said(f"「{PAGES[path]}」", "/".join(path))
        try:
            return count, Said(_short(command_of(path)[1]), "/".join(path))
        except UsageError:
            continue
    if _is_of_all(words):
        return 1, Said(_short(program.lazy[words[0]][1]), f"#{words[0]}")
    return len(words), None


def _is_of_all(words: Path) -> bool:
    """A word alone, for whatever there is under it in the browser."""
    group = program.get_command(click.Context(program), words[0])
    below = group.lazy if isinstance(group, ChineseGroup) else {}
    return any(one.name == words[0] for one in groups_of()) and not (len(words) > 1 and words[1] in below)


def _short(label: str) -> str:
    """As far as it names; what explains comes behind the first stop."""
    return f"「{re.split('[：，（]', label, maxsplit=1)[0]}」"


def _of_option(option: str, meant: Path, path: Path) -> Said | None:
    for one in (meant, path):
        if one and (label := _fields(one).get(option)):
            return Said(_short(label))
    if meant and meant != path and not _fields(meant):  # of a command that only the shell has
        return None
    label = _anywhere().get(option)
    return Said(_short(label)) if label else None


@cache
def _fields(path: Path) -> dict[str, str]:
    """A dialog's fields, by the options that they are in the shell; nothing where it is no dialog."""
    try:
        command, _ = command_of(path)
    except UsageError:
        return {}
    options = [param for param in command.params if isinstance(param, click.Option) and param.name not in NO_FIELD]
    return {option: labelled(param)[0] for param in options for option in (*param.opts, *param.secondary_opts)}


NO_FIELD = {"as_json", "help"}


@cache
def _anywhere() -> dict[str, str]:
    """What an option is called by most dialogs that have it; one that means many things is left alone."""
    called: dict[str, Counter[str]] = {}
    for group in groups_of():
        for path, _ in group.dialogs:
            for option, label in _fields(path).items():
                called.setdefault(option, Counter())[_short(label)[1:-1]] += 1
    most = {option: (*found.most_common(1)[0], found.total()) for option, found in called.items()}
    return {option: label for option, (label, count, every) in most.items() if 2 * count > every}
