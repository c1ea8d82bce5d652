"""`python -m weipian.record FOLDER|EXPORT.jsonl …`: the audit for who has Python and nothing else."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import NoReturn

from weipian.record.audit import Asked, audit_export, audit_workspace
from weipian.record.findings import Report
from weipian.record.head import NAME
from weipian.record.paper import Mark, NoMark, mark_of, marks_of
from weipian.terms.messages import sentence


class Words(ArgumentParser):
    """The command line's words; says in Chinese how they are used."""

    def error(self, message: str) -> NoReturn:
        del message
        sys.stderr.write(sentence("audit_usage", {}) + "\n")
        sys.exit(2)


def main(arguments: list[str]) -> int:
    """Prints what was found; 0 where nothing was altered, 1 where something was, 2 for wrong usage."""
    words = _words()
    said = words.parse_args(arguments)
    if said.help or said.place is None or not said.place.exists():
        words.error("no such place")
    try:
        marks = (*map(mark_of, said.head), *(mark for path in said.heads for mark in _listed(path)))
        report = _audited(said.place, Asked(marks, said.earlier, said.chain))
    except NoMark as error:
        sys.stderr.write(sentence("head_not_readable", {"value": error}) + "\n")
        return 2
    except (OSError, UnicodeDecodeError):
        sys.stderr.write(sentence("export_unreadable", {}) + "\n")
        return 1
    sys.stdout.write("".join(f"{finding}\n" for finding in report.findings))
    sys.stdout.write(report.verdict() + "\n")
    return 0 if report.clean else 1


def _words() -> Words:
    words = Words(prog="python -m weipian.record", add_help=False)
    words.add_argument("place", nargs="?", type=Path)
    words.add_argument("--head", action="append", default=[])
    words.add_argument("--heads", action="append", default=[], type=Path)
    words.add_argument("--earlier", type=Path)
    words.add_argument("--chain", action="store_true")
    words.add_argument("--help", "-h", action="store_true")
    return words


def _listed(path: Path) -> list[Mark]:
    return marks_of(path.read_text(encoding="utf-8-sig"))


def _audited(place: Path, asked: Asked) -> Report:
    if place.is_dir():
        return audit_workspace(place, asked)
    head = place.with_name(NAME)
    return audit_export(place, head if head.is_file() else None, asked)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
