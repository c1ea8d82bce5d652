"""A sealed paper tells of every change by itself, and names the page, the picture or the piece."""

from __future__ import annotations

import io
import random
from base64 import b64encode
from dataclasses import replace

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from made_papers import dossier, picture
from read_paper import opened, pages, wrong_for_archive
from weipian.papers.anatomy import Piece, Use
from weipian.papers.seal import PLACE, Issue, merged, sealed
from weipian.papers.typesetting import built
from weipian.papers.verifying import examined
from weipian.terms.papers import Spot, Standing

pytestmark = pytest.mark.requirement("D5", "F1")
KEY = Ed25519PrivateKey.from_private_bytes(b"w" * 32)
PUBLIC = b64encode(KEY.public_key().public_bytes_raw()).decode()
ISSUE = Issue("w-1", "SF-2023-0123-01", "1", "1523:9f86", "2023-10-09", PUBLIC)


@pytest.fixture(scope="module")
def issued() -> bytes:
    return sealed(built(dossier()).pdf, ISSUE, KEY.sign)


def flipped(pdf: bytes, at: int) -> bytes:
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def saved(pdf: bytes, **how: object) -> bytes:
    out = io.BytesIO()
    with opened(pdf) as file:
        file.save(out, **how)
    return out.getvalue()


def test_what_was_issued_is_whole_and_an_archive_may_take_it(issued: bytes) -> None:
    found = examined(issued)
    assert found.whole
    assert found.issue == ISSUE
    assert found.pages == len(pages(issued))
    assert wrong_for_archive(issued) == []
    assert sealed(built(dossier()).pdf, ISSUE, KEY.sign) == issued


def test_a_changed_page_is_named(issued: bytes) -> None:
    with opened(issued) as file:
        contents = [bytes(page.Contents.read_raw_bytes()) for page in file.pages]
    for page, content in enumerate(contents, 1):
        assert issued.count(content) == 1
        found = examined(flipped(issued, issued.index(content) + len(content) // 2))
        assert [(one.spot, one.page) for one in found.changes] == [(Spot.CONTENT, page)]
        assert str(found.changes[0]).startswith(f"第 {page} 页：文字与线条")


def test_a_changed_picture_is_named(issued: bytes) -> None:
    for photo in (1, 2, 3):
        page = next(at for at, told in enumerate(pages(issued), 1) if f"照片{photo}" in told and "方位角" in told)
        content = picture(10 + photo)
        found = examined(flipped(issued, issued.index(content[600:700]) + 50))
        assert [(one.spot, one.page) for one in found.changes] == [(Spot.PICTURE, page)], photo
        assert found.changes[0].at == (2 if photo == 2 else 1)


def test_no_changed_byte_passes(issued: bytes) -> None:
    own = random.Random(7)
    places = [*range(0, len(issued), 1999), *own.sample(range(len(issued)), 60), len(issued) - 1]
    for at in places:
        found = examined(flipped(issued, at))
        assert found.standing is not Standing.WHOLE, at
        assert found.changes or found.standing is Standing.UNSEALED, at


def test_cut_longer_and_with_something_put_in(issued: bytes) -> None:
    for other in (issued[:-40], issued + b"\n", issued[:5000] + b"%" + issued[5000:], issued + issued[-900:]):
        found = examined(other)
        assert found.standing is Standing.CHANGED
        assert Spot.LENGTH in {one.spot for one in found.changes}
        assert len(found.changes) < 4


@pytest.mark.parametrize("how", [{}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}, {"linearize": True}])
def test_saved_by_another_program(issued: bytes, how: dict[str, object]) -> None:
    """Its pages are the same, and that is all that is said: it is not what was issued."""
    found = examined(saved(issued, **how))
    assert (found.standing, found.issue) == (Standing.SAVED_AGAIN, ISSUE)


def test_saved_by_another_program_with_a_page_altered_or_gone(issued: bytes) -> None:
    out = io.BytesIO()
    with opened(issued) as file:
        page = file.pages[2]
        page.Contents = file.make_stream(bytes(page.Contents.read_bytes()) + b"\n0 0 99 99 re f")
        file.save(out)
    assert [(one.spot, one.page) for one in examined(out.getvalue()).changes] == [(Spot.CONTENT, 3)]
    out = io.BytesIO()
    with opened(issued) as file:
        del file.pages[4]
        file.save(out)
    found = examined(out.getvalue())
    assert {(one.spot, one.page) for one in found.changes} == {(Spot.CONTENT, 5), (Spot.PAGES, 0)}
    out = io.BytesIO()
    with opened(issued) as file:
        file.pages[1].obj["/Annots"] = pikepdf.Array([])
        file.save(out)
    assert [one.page for one in examined(out.getvalue()).changes] == [2]


def test_a_seal_that_the_key_did_not_sign(issued: bytes) -> None:
    other = Ed25519PrivateKey.from_private_bytes(b"x" * 32)
    found = examined(sealed(built(dossier()).pdf, ISSUE, other.sign))
    assert found.standing is Standing.FORGED
    own = replace(ISSUE, key=b64encode(other.public_key().public_bytes_raw()).decode())
    resealed = examined(sealed(built(dossier()).pdf, own, other.sign))
    assert resealed.whole
    assert resealed.issue is not None
    assert resealed.issue.key != ISSUE.key


def test_without_a_seal() -> None:
    for pdf in (built(dossier()).pdf, b"", b"%PDF-1.7\nnothing", PLACE.pattern):
        assert examined(pdf).standing is Standing.UNSEALED


def test_pieces_of_a_thick_volume_are_put_together() -> None:
    """The place is bounded: then neighbours share a digest, and none of the bytes is left out."""
    pieces = [Piece(at * 10, at * 10 + 10, Use.PAGE, at // 4 + 1) for at in range(100)]
    few = merged(pieces, 30)
    assert len(few) <= 30
    assert [one.start for one in few] == [0, *(one.end for one in few[:-1])]
    assert few[-1].end == 1000
    assert few[0].page == 1
    assert merged(pieces, 100) == pieces
