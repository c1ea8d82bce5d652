"""Nothing leaves with a type that it does not have."""

from __future__ import annotations

from collections.abc import Callable
from email.message import Message
from urllib.parse import unquote

import pytest

from made_evidence import photo
from refusing import refuses
from vault.hostile import KEPT
from weipian.terms.errors import InputError
from weipian.vault.kinds import BY_TYPE
from weipian.vault.places import Places
from weipian.vault.serving import Stored, serving
from weipian.vault.taking import Taken

Take = Callable[[str, bytes], Taken]
pytestmark = pytest.mark.requirement("F1")


@pytest.mark.parametrize(("name", "media_type", "made"), KEPT, ids=[name for name, *_ in KEPT])
def test_an_original_leaves_as_bytes_to_be_saved(
    name: str, media_type: str, made: Callable[[], bytes], taking: Take, places: Places
) -> None:
    taken = taking(name, made())
    served = serving(places, Stored(12, taken.sums.sha256, media_type, taken.name), "original")
    assert served.headers["Content-Type"] == served.media_type == "application/octet-stream"
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in served.headers["Content-Security-Policy"]
    assert served.headers["Content-Disposition"].startswith("attachment; ")
    assert served.path.read_bytes() == made()
    assert int(served.headers["Content-Length"]) == len(made())
    assert all(value.isascii() and "\n" not in value for value in served.headers.values())


@pytest.mark.parametrize(("name", "media_type", "made"), KEPT, ids=[name for name, *_ in KEPT])
def test_only_pictures_are_shown_and_as_our_own_copies(
    name: str, media_type: str, made: Callable[[], bytes], taking: Take, places: Places
) -> None:
    taken = taking(name, made())
    stored = Stored(12, taken.sums.sha256, media_type, taken.name)
    if not BY_TYPE[media_type].pillow or name.endswith(".heic"):
        with refuses("evidence_no_view", InputError):
            serving(places, stored)
        return
    for which in ("view", "thumbnail"):
        served = serving(places, stored, which)
        assert served.headers["Content-Type"] == "image/jpeg"
        assert served.headers["X-Content-Type-Options"] == "nosniff"
        assert served.path.read_bytes().startswith(b"\xff\xd8\xff")
        assert served.path.read_bytes() != made()


@pytest.mark.parametrize("name", ['"; evil="', "a\r\nSet-Cookie: x=1", "照片 100%.jpg", "../../x.jpg", "页.html"])
def test_no_name_gets_out_of_its_header(taking: Take, places: Places, name: str) -> None:
    taken = taking("a.jpg", photo())
    said = serving(places, Stored(12, taken.sums.sha256, "image/jpeg", name), "original").headers["Content-Disposition"]
    assert said.isascii()
    assert not set("\r\n") & set(said)
    message = Message()
    message["Content-Disposition"] = said
    assert message.get_filename("").endswith(".jpg")
    assert said.count(";") == 2
    assert unquote(said.rpartition("''")[2]).endswith(".jpg")


def test_a_lost_original_is_said(taking: Take, places: Places) -> None:
    taken = taking("a.jpg", photo())
    stored = Stored(12, taken.sums.sha256, "image/jpeg", "a.jpg")
    places.original(taken.sums.sha256).unlink()
    with refuses("evidence_gone", InputError):
        serving(places, stored, "original")
    places.view(taken.sums.sha256, "view").unlink()
    with refuses("evidence_gone", InputError):
        serving(places, stored)
