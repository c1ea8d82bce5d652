"""A vault of its own, and one looking process for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from weipian.vault.looking.eye import Eye
from weipian.vault.places import Places
from weipian.vault.taking import Taken, take

MOST = 64 << 20
Take = Callable[[str, bytes], Taken]


@pytest.fixture(scope="module")
def eye() -> Iterator[Eye]:
    with Eye() as open_eye:
        yield open_eye


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "workspace")


@pytest.fixture
def taking(tmp_path: Path, places: Places, eye: Eye) -> Take:
    """Hand in some bytes under a name."""

    def hand_in(name: str, data: bytes) -> Taken:
        folder = tmp_path / "handed"
        folder.mkdir(exist_ok=True)
        path = folder / name
        path.write_bytes(data)
        return take(places, eye, path, MOST)

    return hand_in
