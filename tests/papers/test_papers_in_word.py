"""The Word copy of a single paper: the same words, the same bytes each time, as many pages as its PDF."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from made_papers import RARE, dossier, single, singles
from read_paper import opened
from weipian.papers.model import Heading, Text
from weipian.papers.typesetting import built
from weipian.papers.word import written
from weipian.terms.errors import InputError

pytestmark = pytest.mark.requirement("D5", "C3")
PAPERS = singles()


@pytest.mark.parametrize("name", list(PAPERS))
def test_words_are_there_and_bytes_tell_no_clock(name: str) -> None:
    content = written(PAPERS[name])
    assert content == written(PAPERS[name])
    document = docx.Document(io.BytesIO(content))
    said = "".join(one.text for one in document.element.body.iter() if one.text and one.tag.endswith("}t"))
    assert {"opinion": RARE, "minutes": "SF000040", "acceptance": "整改内容"}[name] in said
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert "示范县2023年度卫片执法" in section.header.paragraphs[0].text


def test_marks_that_are_not_seen_go() -> None:
    paper = single("甲\x01", Heading("乙\x02"), Text(("丙\x00\u202e丁",)))
    said = [one.text for one in docx.Document(io.BytesIO(written(paper))).paragraphs]
    assert said == ["乙", "丙丁"]


def test_a_dossier_is_no_word_file() -> None:
    with pytest.raises(InputError, match="Word"):
        written(dossier())


@pytest.mark.slow
@pytest.mark.tool("soffice", "writer")
def test_word_and_pdf_have_as_many_pages(tmp_path: Path) -> None:
    for name, paper in PAPERS.items():
        (tmp_path / f"{name}.docx").write_bytes(written(paper))
    program = shutil.which("soffice")
    assert program
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*words, *map(str, sorted(tmp_path.glob("*.docx")))], check=True, capture_output=True, timeout=240)
    for name, paper in PAPERS.items():
        with opened((tmp_path / f"{name}.pdf").read_bytes()) as file:
            assert len(file.pages) == built(paper).pages, name
