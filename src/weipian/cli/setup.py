"""`weipian setup`: once after installing, so that the first measuring starts warm."""

from __future__ import annotations

import time

import click

from weipian.cli.answer import say
from weipian.cli.chinese import ChineseCommand


@click.command(cls=ChineseCommand, help="安装后运行一次：把量算内核编译好并放进缓存，以后每次启动都快。")
def setup() -> None:
    from weipian.geometry import warm

    begun = time.monotonic()
    say(["正在备好量算内核……"])
    warm()
    say([f"已就绪，用时 {time.monotonic() - begun:.0f} 秒。可运行 weipian demo 看示范县。"])
