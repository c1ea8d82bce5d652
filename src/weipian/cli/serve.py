"""`weipian serve`: the workbench of a workspace in the browser."""

from __future__ import annotations

import datetime as dt
import threading
import time
import webbrowser
from pathlib import Path

import click

from weipian.cli.answer import say
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import place_options, wanted
from weipian.cli.types import DAY

PORT = 8000


@click.command(
    cls=ChineseCommand,
    params=place_options()[:1],
    help="网页工作台：在浏览器里办理一个工作区。只在本机开放；给别的机器用的，写 --host 和 --name。",
)
@click.option("--host", default="127.0.0.1", metavar="地址", help="在哪个网络地址上开放；默认只在本机")
@click.option("--port", type=int, default=PORT, metavar="端口", help="端口，默认 8000")
@click.option("--name", "names", multiple=True, metavar="域名", help="别的机器用来访问的名称或地址，可多次给出")
@click.option("--strict", is_flag=True, help="密码规则从严：至少 14 个字符、三种")
@click.option("--https", "secure", is_flag=True, help="前面有 HTTPS 代理；登录信息只经 HTTPS 传送")
@click.option("--proxy", default="127.0.0.1", metavar="地址", help="HTTPS 代理的地址，默认本机；与 --https 一起用")
@click.option("--today", type=DAY, metavar="日期", help="假定今天是哪一天，供演练往年的数据")
@click.option("--open", "opens", is_flag=True, help="在本机浏览器里打开")
@click.pass_context
def serve(
    ctx: click.Context,
    host: str,
    port: int,
    names: tuple[str, ...],
    strict: bool,
    secure: bool,
    proxy: str,
    today: dt.date | None,
    opens: bool,
) -> None:
    folder, behind = wanted(ctx).workspace or Path(), proxy if secure else ""
    show(folder, host=host, port=port, names=names, strict=strict, behind=behind, today=today, opens=opens)


def show(
    folder: Path,
    *,
    host: str = "127.0.0.1",
    port: int = PORT,
    names: tuple[str, ...] = (),
    strict: bool = False,
    behind: str = "",
    today: dt.date | None = None,
    opens: bool = False,
    shown_off: bool = False,
) -> None:
    """Serves until Ctrl-C. `behind`: the address of the HTTPS proxy. Raises InputError."""
    from weipian.cli.dialogs import Dialogs
    from weipian.web.application import application
    from weipian.web.serving import LOOPBACK
    from weipian.web.serving import serve as served

    made = application(
        folder,
        Dialogs(),
        hosts=names or (() if host in LOOPBACK else (host,)),
        shown_off=shown_off and host in LOOPBACK,
        day=today,
        passwords="strict" if strict else "ordinary",
        secure=bool(behind),
    )
    address = f"http://{'127.0.0.1' if host in LOOPBACK else host}:{port}/"
    say([f"请在浏览器打开 {address} ，按 Ctrl-C 结束。"])
    if opens:
        threading.Thread(target=_opened, args=(address,), daemon=True).start()
    try:
        served(made, host, port, behind)
    except KeyboardInterrupt:
        say(["已结束，数据都已存好。"])


def _opened(address: str) -> None:
    time.sleep(1.0)
    webbrowser.open(address)
