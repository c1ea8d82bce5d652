"""The handbook can be followed: each command in it does what the page says, in order; no picture or link is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from walked_handbook import HANDBOOK, PAGES, Reader, steps
from weipian.cli.frame import COMMANDS

ELSEWHERE = {
    "accept", "average", "bulletin", "calc", "case", "close", "clue", "dossier", "erase", "evidence", "final",
    "handover", "images", "inspect", "instruct", "letter", "measure", "mechanism", "military-form", "object",
    "placeholder", "places", "platform", "problems", "quota", "rank", "records", "refer", "remind", "review", "right",
    "run", "serve", "share", "submit", "suggest", "tianditu", "upgrade",
}  # fmt: skip
"""Work from files, registers that the three days do without, erasure (docs/erasure.md), old workspaces; closing."""
TARGET = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.slow
@pytest.mark.requirement("B4", "C1", "F1", "F3")
def test_a_reader_gets_through_the_three_days(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    for step in steps():
        reader.follow(step)
    assert (tmp_path / "一页纸" / "一页纸.html").is_file()
    for name in ("套合图.png", "全县图斑.png", "期限日历.png", "比例.png", "图斑.gpkg", "日志.jsonl"):
        assert (tmp_path / name).stat().st_size > 1000


def test_every_command_of_the_three_days_occurs() -> None:
    used = {tuple(step.command.split()[1:3]) for step in steps() if step.command.startswith("weipian ")}
    assert set(COMMANDS) - {words[0] for words in used} == ELSEWHERE
    both = {
        ("account", "add"), ("account", "redeem"), ("account", "list"), ("layers", "add"), ("layers", "list"),
        ("patches", "add"), ("patches", "list"), ("patches", "export"), ("ledger", "export"), ("ledger", "import"),
        ("ledger", "undo"), ("ledger", "list"), ("log", "export"), ("audit", "verify"),
        ("backup", "check"), ("backup", "drill"),
    }  # fmt: skip
    assert both <= used


def test_no_picture_or_link_is_dead() -> None:
    found = set[str]()
    for page in ("README.md", *PAGES):
        targets = TARGET.findall((HANDBOOK / page).read_text(encoding="utf-8"))
        assert targets
        assert [name for name in targets if not (HANDBOOK / name).exists()] == []
        found |= set(targets)
    pictures = {f"pictures/{path.name}" for path in (HANDBOOK / "pictures").iterdir()}
    assert pictures <= found
    sizes = [path.stat().st_size for path in (HANDBOOK / "pictures").iterdir()]
    assert max(sizes) < 200_000
    assert sum(sizes) < 1_500_000
