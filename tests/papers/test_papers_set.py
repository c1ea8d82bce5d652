"""Papers as PDF/A: the same bytes anywhere, every character there, nothing that an archive forbids."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from made_papers import RARE, dossier, drawing, picture, single
from read_paper import opened, pages, wrong_for_archive
from weipian.papers.fonts import covered, fonts, missing
from weipian.papers.model import Figure, Grid, Pair, Side, Text
from weipian.papers.typesetting import RENEWED, built
from weipian.terms.errors import InputError

pytestmark = pytest.mark.requirement("D5")
ROOT = Path(__file__).resolve().parents[2]
AGAIN = "import hashlib, made_papers; from weipian.papers.typesetting import built;" + (
    "print(hashlib.sha256(built(made_papers.dossier()).pdf).hexdigest())"
)


@pytest.fixture(scope="module")
def made() -> bytes:
    return built(dossier()).pdf


def test_the_same_value_gives_the_same_bytes_here_and_in_another_process(made: bytes) -> None:
    small = single("甲", Text(("一",)))
    for _ in range(RENEWED + 1):  # a new compiler falls in between
        built(small)
    assert built(dossier()).pdf == made
    path = os.pathsep.join([str(ROOT / "tests"), str(ROOT / "src")])
    around = {**os.environ, "PYTHONPATH": path, "RAYON_NUM_THREADS": "1", "TZ": "Asia/Shanghai", "LANG": "C"}
    done = subprocess.run([sys.executable, "-c", AGAIN], env=around, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(made).hexdigest()


def test_an_archive_may_take_it(made: bytes) -> None:
    assert wrong_for_archive(made) == []
    with opened(made) as file:
        assert all([round(float(one)) for one in page.mediabox] == [0, 0, 595, 842] for page in file.pages)
        assert str(file.docinfo["/CreationDate"]).startswith("D:20231009")


def test_rare_names_are_set_in_words_and_in_drawings(made: bytes) -> None:
    told = pages(made)
    assert "☒" not in "".join(told)
    drawn = next(page for page in told if "套合图　权利人" in page)
    for one in RARE:
        assert one in told[0], one
        assert one in drawn, one
    assert missing(RARE) == ()


def test_pages_are_numbered_and_the_index_names_them(made: bytes) -> None:
    told = pages(made)
    for at, page in enumerate(told[1:], 2):
        assert f"第{at}页共{len(told)}页" in page.replace(" ", "").replace("　", "")
    photos = next(at for at, page in enumerate(told, 1) if "照片1" in page and "方位角" in page)
    assert f"现场照片{photos}" in told[1].replace(" ", "")
    assert "待补" in told[1]
    assert "本卷尚缺1项，不得装订" in told[0]


def test_a_chip_is_as_wide_as_its_scale_says_and_an_empty_list_keeps_its_title() -> None:
    """A dossier's words give the scale of a chip for this width; nothing found is said under what was asked."""
    from weipian.office.dossier.sections.ground import PRINTED_MM

    side = Side("前时相", "a", "田")
    parts = (
        Pair(side, replace(side, title="后时相", picture="b")),
        Grid(("甲", "乙"), (), title="查询登记", none="没有"),
    )
    both = {name: picture(seed, size=(640, 742)) for seed, name in enumerate("ab")}
    pdf = built(single("甲", *parts, pictures=both)).pdf
    with opened(pdf) as file:
        drawn = [
            float(one.operands[0]) for one in pikepdf.parse_content_stream(file.pages[0]) if str(one.operator) == "cm"
        ]
    wide = [round(abs(one) / 72 * 25.4, 1) for one in drawn]
    assert wide.count(PRINTED_MM) == 2, wide
    assert "查询登记" in pages(pdf)[0]


def test_what_no_font_has_stands_as_a_mark_and_is_named() -> None:
    one = built(single("甲", Text(("姓\U000323b0的人",))))
    assert one.lost == ("〓＝U+323B0",)
    assert "姓〓的人" in pages(one.pdf)[0]
    paper = single(
        "甲", Text(("姓\U000323b0和\U000323b1",)), Figure("a", "图", "图"), pictures={"a": drawing("\ue000记")}
    )
    several = built(paper)
    told = pages(several.pdf)[0]
    assert "姓〓①和〓②" in told
    assert "〓③记" in told
    assert [one.split("＝")[1] for one in several.lost] == ["U+323B0", "U+323B1", "U+E000"]
    assert wrong_for_archive(several.pdf) == []


def test_marks_that_are_not_seen_go_and_markup_stays_words() -> None:
    told = pages(built(single("甲", Text(("a\u202eb\ufeffc\x00d", '#image("x") *粗* $x$ @b <i>')))).pdf)[0]
    assert "abcd" in told
    assert '#image("x")*粗*$x$@b<i>' in told.replace(" ", "").replace("“", '"').replace("”", '"')


def test_running_numbers_of_a_volume() -> None:
    told = pages(built(single("甲", Text(("一",)), first_page=41, pages_of=96)).pdf)[0]
    assert "第41页共96页" in told.replace(" ", "").replace("　", "")


def test_no_rows_are_said_in_words() -> None:
    assert "没有重合的批文" in pages(built(single("甲", Grid(("批文",), (), none="没有重合的批文"))).pdf)[0]


@pytest.mark.parametrize(("content", "code"), [(None, "paper_picture_missing"), (b"GIF89a", "paper_picture_kind")])
def test_a_picture_that_is_none_is_refused(content: bytes | None, code: str) -> None:
    paper = single("甲", Figure("a", "图", "图"), pictures={} if content is None else {"a": content})
    with pytest.raises(InputError) as refused:
        built(paper)
    assert refused.value.code == code
    broken = replace(paper, pictures={"a": b"\x89PNG\r\n\x1a\nnothing"})
    with pytest.raises(InputError, match="排版没有成功"):
        built(broken)


def test_fonts_are_those_of_the_list() -> None:
    for one in fonts():
        assert hashlib.sha256(one.path.read_bytes()).hexdigest() == one.digest
    gb2312 = {
        bytes([a, b]).decode("gb2312") for a in range(0xB0, 0xF8) for b in range(0xA1, 0xFF) if a != 0xD7 or b < 0xFA
    }
    assert len(gb2312) == 6763
    assert {ord(one) for one in gb2312} <= covered()
