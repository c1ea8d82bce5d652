"""`weipian placeholder`: numbers of the confidential clerk's own, in a store apart from the books (requirement B12)."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weipian.cli.answer import give
from weipian.cli.calc import clock
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY
from weipian.terms.errors import InputError

if TYPE_CHECKING:
    from weipian.store.acting import Desk
    from weipian.store.reserve import Placeholder, Reserve

PASSPHRASE = "WEIPIAN_PASSPHRASE"  # noqa: S105 - the variable's name
placeholder = ChineseGroup(
    "placeholder",
    {
        "open": ("weipian.cli.placeholder:opened", "启用或打开"),
        "add": ("weipian.cli.placeholder:add", "取一个随机编号"),
        "list": ("weipian.cli.placeholder:listed", "有哪些编号"),
        "reported": ("weipian.cli.placeholder:reported", "登记已按机要渠道报送"),
    },
    help="机要编号：只有机要员本人用自己的口令能打开；编号是随机数，与图斑、批次、乡镇无关，不进任何清单、合计、导出和日志。",
)


def with_passphrase(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds where the passphrase is taken from."""
    return click.option(
        "--passphrase-file",
        type=click.Path(path_type=Path),
        metavar="文件",
        help=f"存有口令的文件；也可放在环境变量 {PASSPHRASE}",
    )(function)


def reserve_of(desk: Desk, passphrase_file: Path | None) -> Reserve:
    from weipian.store.reserve import Reserve, require_keeper

    require_keeper(desk)
    try:
        said = passphrase_file.read_text(encoding="utf-8") if passphrase_file else os.environ.get(PASSPHRASE, "")
    except (OSError, UnicodeDecodeError):
        raise InputError("key_file_unreadable", where=str(passphrase_file)) from None
    return Reserve(desk, said.strip())


def _text(one: Placeholder) -> str:
    return f"{one.number}　{one.noted} 记　{f'{one.reported} 已报' if one.reported else '未报'}"


@click.command(
    "open",
    cls=ChineseCommand,
    help="第一次用时以所给口令启用，以后是核对口令。口令丢失无法找回。每个工作区都应启用，与有没有无关。",
)
@with_passphrase
@at_desk
@as_json
def opened(desk: Desk, passphrase_file: Path | None, as_json: bool) -> None:
    found = reserve_of(desk, passphrase_file)
    give({"fresh": found.fresh}, "已启用，请另行妥善保管口令" if found.fresh else "口令正确", as_json)


@click.command(cls=ChineseCommand, help="取一个随机编号，只记编号和日期。")
@with_passphrase
@click.option("--on", type=DAY, metavar="日期", help="记哪一天；默认今天")
@at_desk
@as_json
def add(desk: Desk, passphrase_file: Path | None, on: dt.date | None, as_json: bool) -> None:
    one = reserve_of(desk, passphrase_file).add(on or clock())
    give(asdict(one), _text(one), as_json)


@click.command("list", cls=ChineseCommand, help="有哪些编号，哪些已按机要渠道报送。")
@with_passphrase
@at_desk
@as_json
def listed(desk: Desk, passphrase_file: Path | None, as_json: bool) -> None:
    found = reserve_of(desk, passphrase_file).numbers
    give({"numbers": [asdict(one) for one in found]}, "\n".join(map(_text, found)) or "没有编号", as_json)


@click.command(cls=ChineseCommand, help="登记某个编号已按机要渠道报送。")
@click.argument("number", metavar="编号")
@with_passphrase
@click.option("--on", type=DAY, metavar="日期", help="报送日期；默认今天")
@at_desk
@as_json
def reported(desk: Desk, number: str, passphrase_file: Path | None, on: dt.date | None, as_json: bool) -> None:
    one = reserve_of(desk, passphrase_file).reported(number, on or clock())
    give(asdict(one), _text(one), as_json)
