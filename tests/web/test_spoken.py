"""Messages stand once, in the shell's words; the browser says them with dialogs and fields."""

from __future__ import annotations

import re
from typing import Any

import click
import pytest

from web.conftest import Clients
from weipian.cli.dialogs import Dialogs
from weipian.cli.frame import program
from weipian.terms.messages import catalogue

pytestmark = pytest.mark.requirement("F3")
COMMAND = re.compile(r"weipian((?: [a-z][a-z-]*)+)")


def said(text: str, path: str = "") -> str:
    return "".join(part.text for part in Dialogs().spoken(text, tuple(path.split("/")) if path else ()))


def test_every_command_that_a_message_names_is_there() -> None:
    for code, entry in catalogue().items():
        for words in COMMAND.findall(" ".join(entry.values())):
            at: Any = program
            for word in words.split():
                if not isinstance(at, click.Group):
                    break
                at = at.get_command(click.Context(at), word)
                assert at is not None, (code, words)


def test_no_message_sends_a_person_in_the_browser_to_the_shell_for_what_the_browser_has() -> None:
    here = {path for group in Dialogs().groups() for path, _ in group.dialogs}
    for code, entry in catalogue().items():
        for text in entry.values():
            for words in COMMAND.findall(said(text)):
                path = tuple(words.split())
                assert not [path[:at] for at in range(1, len(path) + 1) if path[:at] in here], (code, said(text))


@pytest.mark.parametrize(
    ("text", "path", "spoken"),
    [
        ("请用 weipian ledger undo 撤销", "", "请用 「撤销一次导入」 撤销"),
        ("请用 --map 列=字段 指明", "patches/add", "请用 「指明某列是哪个字段」 列=字段 指明"),
        ("请先用 weipian case 登记", "", "请先用 「查处」 登记"),
        ("请先运行 weipian upgrade", "", "请先运行 weipian upgrade"),
        ("还原时 weipian restore 加 --bind 账号", "patches/add", "还原时 weipian restore 加 --bind 账号"),
        ("在本机运行 weipian account rescue", "", "在本机运行 weipian account rescue"),
        ("请用 weipian audit verify 核验", "", "请用 「核验」 核验"),
        ("缺少「--output」。请补上", "evidence/show", "缺少「文件名」。请补上"),
        ("没有命令的话照旧", "", "没有命令的话照旧"),
    ],
)
def test_the_browser_says(text: str, path: str, spoken: str) -> None:
    assert said(text, path) == spoken


def test_a_dialog_that_is_named_is_a_link(client: Clients, bench: Any) -> None:
    one = client(bench.actor.name)
    given = {"number": "999", "output": "x.jpg"}
    answer = one.post("/do/evidence/show", given, headers={"HX-Request": "true"}).content.decode()
    assert '<a href="/do/evidence/list">「存了哪些」</a>' in answer
    assert "weipian" not in answer
    answer = one.post("/do/ledger/undo", {"number": "<b>9"}, headers={"HX-Request": "true"}).content.decode()
    assert "<b>" not in answer
