"""The leader's page in a real browser: one screen of 1366×768 without scrolling, one sheet of A4, no style refused."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from weipian.figures.county_map import CountyMap, MapTownship, draw_county_map
from weipian.programme.report.summary import DueItem, GateCount, Standing, StateCount, SummaryView

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
)  # fmt: skip


def full_view() -> SummaryView:
    """As much as a county can have: seven townships, more duties than there is room for, every mark and gate."""
    import shapely

    def standing(key: str, name: str, *, in_scope: bool) -> Standing:
        ratio, area = Fraction(1789123, 10_000_000), Fraction(1234567891, 10_000_000)
        return Standing(key, name, ratio * 2, ratio, area * 2, area, area * 7, Fraction(100), Fraction(3, 20), in_scope,
                        area, 138, ratio)  # fmt: skip

    def due(key: str, days: int) -> DueItem:
        return DueItem(key, "核查上报：虚构数据_202312下发图斑（120 个图斑）", "有关乡镇和单位",
                       date(2023, 12, 15) + timedelta(days), days, "二(六)", 88)  # fmt: skip

    drawn = CountyMap("图", [MapTownship("星原镇", shapely.box(0, 0, 40_000, 36_000))], [], "坐标系")
    return SummaryView(
        title="澜屏县（虚构）2023年自然资源卫片执法",
        as_of=date(2023, 12, 15),
        notices=("虚构数据", "依据重建规则，未与原文核对"),
        whole=standing("county", "澜屏县（虚构）", in_scope=True),
        margin_mu=Fraction(-1234567, 1000),
        townships=tuple(standing(f"t{k}", f"第{k}个乡镇", in_scope=k < 4) for k in range(1, 8)),
        due=tuple(due(f"due-{k}", k) for k in range(9)),
        overdue=tuple(due(f"overdue-{k}", -k) for k in range(1, 9)),
        states=tuple(StateCount(f"state-{k}", "存疑待补证", 1234, Fraction(123456, 100)) for k in range(5)),
        gates=tuple(GateCount(f"gate-{k}", k, "领导小组逐一实地核查新建建筑（会审前）", 120, "二(八)") for k in "ABCD"),
        not_final_count=1400,
        map_svg=draw_county_map(drawn),
        policy_title="澜屏县（虚构）2023年卫片执法演示规则",
        clauses=("资政办发〔2023〕29号 四(一)",) * 2,
        software="weipian 0.1.0",
        figures=(("全县图斑", "a.svg"), ("问责比例", "b.svg"), ("期限日历", "c.svg"), ("办理流程", "d.svg")),
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from weipian.programme.report.shown import text_of
    from weipian.programme.report.summary import STYLE, summary_html

    folder = tmp_path_factory.mktemp("page")
    (folder / STYLE).write_text(text_of("summary.css"), encoding="utf-8")
    path = folder / "一页纸.html"
    path.write_text(summary_html(full_view()), encoding="utf-8")
    return path


def chromium(page: Path, *words: str) -> str:
    program = shutil.which("chromium")
    assert program
    own = [*FLAGS, f"--user-data-dir={page.parent / 'profile'}", *words]
    done = subprocess.run([program, *own, page.as_uri()], check=True, capture_output=True, text=True, timeout=120)
    return done.stdout


@pytest.mark.slow
@pytest.mark.tool("chromium")
def test_fits_one_screen(page: Path) -> None:
    """The browser itself says how large the page is, in a frame of the screen's size, with the style from its file."""
    probe = page.with_name("probe.html")
    asked = "d=>`${d.scrollWidth}x${d.scrollHeight} ${getComputedStyle(d.querySelector('header')).backgroundColor}`"
    probe.write_text(
        f'<meta charset="utf-8"><iframe src="{page.name}" width="1366" height="768" style="border:0"></iframe><script>'
        f"onload=()=>document.body.append(({asked})(document.querySelector('iframe').contentDocument.documentElement))"
        "</script>",
        encoding="utf-8",
    )
    told = chromium(probe, "--allow-file-access-from-files", "--window-size=1500,900", "--dump-dom")
    found = re.search(r"(\d+)x(\d+) (rgb\([\d, ]+\))", told)
    assert found, told[-500:]
    assert int(found[1]) <= 1366
    assert int(found[2]) <= 768
    assert found[3] == "rgb(31, 58, 95)"  # the style file was let in by the page's own policy


@pytest.mark.slow
@pytest.mark.tool("chromium", "pdfinfo")
def test_prints_on_one_sheet_of_a4(page: Path) -> None:
    paper, pdfinfo = page.with_suffix(".pdf"), shutil.which("pdfinfo")
    assert pdfinfo
    chromium(page, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    told = subprocess.run([pdfinfo, str(paper)], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Pages:\s+1\n", told), told
    assert "A4" in told
