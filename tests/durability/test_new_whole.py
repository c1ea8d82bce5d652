"""A new workspace: whole in its place, or nothing of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from weipian.store.auditing import audit_workspace
from weipian.store.making import make
from weipian.terms.errors import InputError

pytestmark = pytest.mark.requirement("F2")
NAMES = {"weipian.sqlite3", "weipian.toml", "log-head.json", "layers", "secret"}


@pytest.mark.parametrize("there", [True, False])
def test_into_an_empty_folder_or_a_new_one(tmp_path: Path, there: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    place = tmp_path / "县"
    if there:
        place.mkdir()
        monkeypatch.chdir(place)
    made = make(Path() if there else place, "demo-2023", "clerk")
    assert made.workspace.folder == place
    assert {path.name for path in place.iterdir()} == NAMES
    assert (place / "secret/signing.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["县"]
    assert audit_workspace(place).findings == []


def test_what_fails_leaves_nothing(tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fills up at the last step: no folder, and on a server no books of nobody's."""

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("weipian.store.making._move", full)
        with pytest.raises(InputError) as told:
            make(tmp_path / "县", "demo-2023", "clerk")
    assert told.value.code == "folder_no_room"
    assert list(tmp_path.iterdir()) == []
    if database:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM information_schema.schemata WHERE schema_name = current_schema()")
            assert cursor.fetchone()[0] == 0
    made = make(tmp_path / "县", "demo-2023", "clerk")
    assert audit_workspace(made.workspace.folder).findings == []


def test_texts_that_a_crash_left_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    from weipian.store.start import start

    monkeypatch.delenv("DATABASE_URL", raising=False)
    folder = make(tmp_path / "县", "demo-2023", "clerk").workspace.folder
    old, fresh = folder / "log-head.json.1.2.partial", folder / "log-head.json.3.4.partial"
    for path in (old, fresh):
        path.write_text("{", encoding="utf-8")
    os.utime(old, (0, 0))
    start(folder)
    assert (old.exists(), fresh.exists()) == (False, True)
