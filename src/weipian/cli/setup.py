"""`weipian setup`: once after installing, so that the first measuring starts warm."""

from __future__ import annotations

import time

import click

from weipian.cli.answer import say
from weipian.cli.chinese import ChineseCommand
from weipian.terms.errors import InputError


@click.command(cls=ChineseCommand, help="安装后运行一次：编译量算内核、取来网页要用的脚本，以后每次启动都快。")
def setup() -> None:
    from weipian.geometry import warm
    from weipian.web.bringing import are_here, bring

    begun = time.monotonic()
    if not are_here():
        say(["正在取网页要用的脚本……"])
        try:
            bring()
        except InputError as error:
            say([str(error)])
    say(["正在备好量算内核……"])
    warm()
    say([f"已就绪，用时 {time.monotonic() - begun:.0f} 秒。可运行 weipian demo 看示范县。"])
