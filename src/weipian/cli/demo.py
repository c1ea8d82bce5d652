"""`weipian demo`: the made-up county, its year, and the workbench to look at it."""

from __future__ import annotations

import hashlib
import os
import shutil
from importlib.resources import files
from pathlib import Path

import click

from weipian.cli.answer import say
from weipian.cli.chinese import ChineseCommand
from weipian.terms.errors import InputError

OFF = ("0", "no", "false", "否")
PORT = 8000
PRACTICE = 0.01
"""Of the land: a county small enough to follow the handbook within minutes."""


def wants_serving() -> bool:
    """`make demo SERVE=0` says no through the environment."""
    return os.environ.get("SERVE", "1").lower() not in OFF


@click.command(
    cls=ChineseCommand,
    help="虚构的示范县：造出一个县的图层和 12 批 1500 个图斑（虚构数据），在工作区里办完一年，打印摘要，"
    "写出台账和一页纸，并在本机 127.0.0.1:8000 打开网页工作台，选一个人进入。工作区留在成果文件夹里，可以接着办理。",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("demo-out"),
    metavar="文件夹",
    help="成果写到哪里，默认 demo-out",
)
@click.option("--seed", type=int, default=2023, metavar="数", help="随机种子；同一种子造出同一个县")
@click.option("--serve/--no-serve", default=None, help="结束后是否在本机展示（默认展示；环境变量 SERVE=0 为不展示）")
@click.option("--port", type=int, default=PORT, metavar="端口", help="展示用的端口，默认 8000")
@click.option(
    "--days",
    "by_day",
    is_flag=True,
    help="用一个小县，由 42 个虚构的人按日办一年：交办、核查、会审、上报、关闭、整改、查处、移交、指标、约谈、"
    "验收、联合惩戒、申请法院强制执行、检察建议、异议，最后印出一年经过，并存为文件",
)
@click.option(
    "--files",
    "practice",
    type=click.Path(path_type=Path),
    metavar="文件夹",
    help="只写出一个小县的原始文件，供照着手册练习，不办",
)
def demo(output: Path, seed: int, serve: bool | None, port: int, by_day: bool, practice: Path | None) -> int:
    if practice is not None:
        return write_files(practice, seed)
    county = cached_county(seed, PRACTICE if by_day else 1.0)
    say([f"示范县的原始文件（虚构数据）：{county.parent}"])
    from weipian.cli.demo_year import WORKSPACE, worked_year

    shown, code = worked_year(county, f"{seed}-{generator_hash()}", output, by_day=by_day)
    click.echo(shown)
    if wants_serving() if serve is None else serve:
        from weipian.cli.serve import show
        from weipian.office.county import read_county

        show(output / WORKSPACE, port=port, today=read_county(county).as_of, shown_off=True)
    return code


def write_files(folder: Path, seed: int) -> int:
    """The small county's files in a folder of their own, to practise with."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError("folder_not_empty", where=str(folder))
    made(folder, seed, PRACTICE)
    click.echo(f"练习用的原始文件（虚构数据）已写到：{folder}（{len([*folder.iterdir()])} 个文件）")
    return 0


def made(folder: Path, seed: int, scale: float) -> None:
    from weipian.demo import make

    try:
        make(folder, seed, scale=scale)
    except LookupError:  # the story did not find room on this seed's land
        raise InputError("demo_seed_unfit", seed=seed) from None


def cached_county(seed: int, scale: float = 1.0) -> Path:
    """The county's files, made once for each version of the generator and kept outside the checkout."""
    from platformdirs import user_cache_path

    name = f"{seed}-{generator_hash()}" + ("" if scale == 1 else f"-{scale:g}")
    folder = user_cache_path("weipian", appauthor=False) / "demo" / name
    county = folder / "county.toml"
    if not county.exists():
        say(["正在造示范县（虚构数据），最多约需一分钟……"])
        partial = folder.with_name(f"{folder.name}.partial{os.getpid()}")
        made(partial, seed, scale)
        if county.exists():  # somebody else made it meanwhile, and may be reading it
            shutil.rmtree(partial)
        else:
            shutil.rmtree(folder, ignore_errors=True)
            partial.rename(folder)
    return county


def generator_hash() -> str:
    """Changes whenever the generator's code changes, so that no stale county is shown."""
    sources = sorted(
        (each for each in files("weipian.demo").iterdir() if each.name.endswith(".py")), key=lambda e: e.name
    )
    return hashlib.sha256(b"".join(each.read_bytes() for each in sources)).hexdigest()[:12]
