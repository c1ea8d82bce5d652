"""`weipian doctor`: versions, what is missing, what is risky, and how to mend it."""

from __future__ import annotations

import platform
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, distribution, distributions
from pathlib import Path

import click

from weipian import __version__
from weipian.cli.answer import give
from weipian.cli.checkup.check import GOOD, MISSING, RISK, Check
from weipian.cli.checkup.workspace import workspace_checks
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import place_options, wanted
from weipian.record.order import LAST_YEAR
from weipian.terms.errors import InputError
from weipian.terms.here import BEIJING

SIGNS = {GOOD: "✓ 正常", RISK: "△ 留意", MISSING: "✕ 缺少"}
WAYS = {
    "kept": (GOOD, "机器码已编译好，由 LLVM 直接载入", ""),
    "made": (RISK, "此前没有编译，现已编译并存好", "若每次都这样，请运行 weipian setup"),
    "unkept": (RISK, "现编的机器码无处可存，每次都要重编", "请让安装目录或用户缓存目录可写，再运行 weipian setup"),
    "by_numba": (RISK, "机器码不能直接载入，每次由 numba 现编", "请重新安装 weipian（含 llvmlite）"),
}
"""How the kernel's code came: health, words, how to mend it."""


@click.command(
    cls=ChineseCommand,
    params=place_options(),
    help="体检：版本、缺什么、有何风险、怎样补救；在工作区里也查它的数据库、图层和影像的密级、文件夹放在哪里、谁能读。",
)
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出")
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    folder = wanted(ctx).workspace or Path()
    checks = [*examine(), *server(folder), *vault(folder), *backups(folder), *workspace_checks(folder)]
    give({"checks": [asdict(check) for check in checks]}, as_text(checks), as_json)


def examine() -> Iterator[Check]:
    """All that is looked at, in the order in which a person would ask."""
    yield Check("weipian", GOOD, __version__)
    yield Check("Python", GOOD, f"{platform.python_version()}（{platform.system()} {platform.machine()}）")
    yield from libraries()
    yield installed_size()
    yield from measuring()
    yield from fenced_reading()
    yield working_days()
    yield from laws()
    yield sqlite()
    yield clock()


def libraries() -> Iterator[Check]:
    """The libraries that the default install brings."""
    for name in (
        "numpy",
        "numba",
        "llvmlite",
        "shapely",
        "pyogrio",
        "pyproj",
        "pyarrow",
        "xlsxwriter",
        "jinja2",
        "chinesecalendar",
        "django",
        "cryptography",
        "openpyxl",
        "pillow",
    ):
        try:
            yield Check(name, GOOD, distribution(name).version)
        except PackageNotFoundError:
            yield Check(name, MISSING, "没有安装", "请重新运行 pip install weipian")


def installed_size() -> Check:
    """What the environment holds on disk, counted from the packages' own lists."""
    total = 0
    for each in distributions():
        for entry in each.files or ():
            path = entry.locate()
            total += path.stat().st_size if path.is_file() else 0  # type: ignore[attr-defined]
    return Check("安装体积", GOOD, f"{total / 1e6:.0f} MB（本环境全部 Python 包）")


def measuring() -> Iterator[Check]:
    """Which machine code the kernel runs, and how long it took to be there."""
    from weipian.geometry import warm

    begun = time.monotonic()
    health, words, mend = WAYS[warm().value]
    yield Check("量算内核", health, f"{words}；这次启动 {time.monotonic() - begun:.1f} 秒", mend)


def fenced_reading() -> Iterator[Check]:
    """Which limits this system really sets on the process that reads outside files, tried by starting one."""
    from weipian.fence.limits import OFFICE, describe
    from weipian.fence.process import probe

    fence = probe(OFFICE)
    lacking = describe(fence)
    yield Check("文件隔离", RISK if lacking else GOOD, "；".join(lacking) or "内存、时间、网络都有限制")


def working_days() -> Check:
    """Up to which year the State Council's calendar is known."""
    from weipian.policy.calendar import published_until

    return Check("工作日历", GOOD, f"放假安排已知到 {published_until()}；以后的年份不猜，公布后请更新 chinesecalendar")


def laws() -> Iterator[Check]:
    """Does each policy pack load, and is it certified."""
    from weipian.policy import load, names

    for name in names():
        policy = load(name)
        certified = "已由人员核对认证" if policy.certified else policy.notice
        yield Check(f"政策包 {name}", GOOD if policy.certified else RISK, certified)


def sqlite() -> Check:
    """The version that can lose committed rows in WAL mode (3.7.0–3.51.2) is named before anyone relies on it."""
    version = sqlite3.sqlite_version_info
    risky = (3, 7, 0) <= version < (3, 51, 3) and version not in ((3, 44, 6), (3, 50, 7))
    words = "WAL 模式有丢失提交的缺陷，工作区不用它" if risky else "无已知缺陷"
    words += "；工作区用 DELETE 模式、synchronous=EXTRA，办成的断电不丢"
    return Check("SQLite", RISK if risky else GOOD, f"{sqlite3.sqlite_version}：{words}")


def clock() -> Check:
    """What acts are dated with, and the day by which due days are counted."""
    now = datetime.now(UTC).astimezone(BEIJING)
    possible = EARLIEST <= now.year <= LAST_YEAR
    mend = "" if possible else "请校准本机的日期、时间，错的时钟写进日志不能改"
    return Check("时钟", GOOD if possible else RISK, f"北京时间 {now:%Y-%m-%d %H:%M}，期限按这一天算", mend)


EARLIEST = 2023
"""The first programme year that there is a policy for."""


def server(folder: Path) -> Iterator[Check]:
    """The PostgreSQL server of the workspace, or the one that the environment names; nothing where there is none."""
    from weipian.record.audit import on_a_server
    from weipian.store.address import address_of, asked_for
    from weipian.store.postgresql.health import health

    try:
        url = address_of(folder) if on_a_server(folder) else asked_for()
        if not url:
            return
        found = health(url)
    except InputError as error:
        yield Check("PostgreSQL", MISSING, str(error))
        return
    yield Check("PostgreSQL", GOOD, found.version)
    for risk in found.risks:
        yield Check("PostgreSQL", RISK, risk.found, risk.mend)


def vault(folder: Path) -> Iterator[Check]:
    """What the evidence needs here, and what a workspace's vault holds."""
    from weipian.record.audit import CARD
    from weipian.vault.sums import has_sm3

    words = "证据同时算 SHA-256 和 SM3" if has_sm3() else "本机的 OpenSSL 没有 SM3，证据只算 SHA-256"
    yield Check(
        "SM3", GOOD if has_sm3() else RISK, words, "" if has_sm3() else "要 SM3 的请换用带 OpenSSL 1.1.1 以上的 Python"
    )
    if (folder / CARD).is_file():
        from weipian.cli.evidence_state import folder_line

        yield Check("证据", GOOD, folder_line(folder))


def backups(folder: Path) -> Iterator[Check]:
    """The newest backup of the workspace; nothing where there is no workspace."""
    from weipian.cli.doctor_backup import backup_of
    from weipian.record.audit import CARD

    if (folder / CARD).is_file():
        good, found, mend = backup_of(folder)
        yield Check("备份", GOOD if good else RISK, found, mend)


def as_text(checks: list[Check]) -> str:
    lines = [f"{SIGNS[check.health]}  {check.what}：{check.found}" for check in checks]
    mends = [f"  · {check.what}：{check.mend}" for check in checks if check.mend]
    return "\n".join([*lines, "", "需要处理：" if mends else "没有需要处理的事项。", *mends])
