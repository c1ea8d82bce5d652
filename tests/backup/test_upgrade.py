"""A workspace of every earlier form is brought to today's: asked for, backed up first, whole, or left as it was."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from backup.conftest import nothing
from made_workspace import everything, files_of, other_database
from weipian.cli.desk import Wanted
from weipian.store.auditing import audit_workspace
from weipian.store.backup.checking import check
from weipian.store.backup.continuing import Wish
from weipian.store.backup.restoring import restore
from weipian.store.backup.taking import taken
from weipian.store.start import start
from weipian.store.template import form_of_today, forms
from weipian.store.upgrading import Who, upgrade
from weipian.terms.acting import Act
from weipian.terms.errors import InputError

pytestmark = pytest.mark.requirement("F2", "F4")
OLD = Path(__file__).resolve().parents[1] / "data/old_workspaces"
NEVER_OUT = (
    "0001_books", "0003_sight", "0004_evidence", "0005_erasure", "0006_personal", "0007_inspection",
    "0008_review", "0009_submission", "0011_rectification", "0012_cases", "0013_handover", "0014_quota",
    "0015_account", "0016_mechanisms", "0017_acceptance", "0018_attendance", "0019_confirmed", "0020_undone",
    "0021_subjects", "0022_images",
)  # fmt: skip
"""Forms that no workspace was ever made in: their migrations came together with the next one."""
STORED = sorted(path.stem for path in OLD.glob("*.zip"))
CLERK = Who("clerk")


def test_every_form_that_was_ever_out_is_kept() -> None:
    """Whoever adds a migration stores a workspace of the form before (tests/data/old_workspaces/README.md)."""
    assert set(forms()[:-1]) == {*STORED, *NEVER_OUT}
    assert all(path.stat().st_size <= 200_000 for path in OLD.glob("*.zip"))


def old(form: str, folder: Path) -> Path:
    """A workspace as that form's program left it; of the first form, the second's without its guards."""
    with zipfile.ZipFile(OLD / f"{form if form in STORED else '0002_guards'}.zip") as archive:
        archive.extractall(folder)
    if form not in STORED:
        with closing(sqlite3.connect(folder / "weipian.sqlite3")) as books:
            for (name,) in books.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                books.execute(f"DROP TRIGGER {name}")
            books.execute("DELETE FROM django_migrations WHERE name = '0002_guards'")
            books.commit()
        card = folder / "weipian.toml"
        card.write_text(card.read_text().replace("0002_guards", form))
    return folder


@pytest.fixture(params=["0001_books", *STORED])
def before(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return old(request.param, tmp_path / "old")


def assert_kept(then: dict[str, Any], now: dict[str, Any], *, events: int, copies: int = 0) -> None:
    """Every row and value that was there is there; what is new in it is empty; so many events and copies more."""
    for name, rows in then.items():
        if name == "log_head":
            continue
        more = {"event": events, "event_payload": events, "copy": copies}.get(name, 0)
        assert len(now[name]) == len(rows) + more, name
        for key, row in rows.items():
            found = now[name][key]
            assert {column: found[column] for column in row} == row, name
            assert not any(value for column, value in found.items() if column not in row), name
    last = max(then["event"])
    made = [row for name, rows in now.items() if name not in then for row in rows.values()]
    assert all(int(str(row["event"])) > last for row in made)


def goes_on(folder: Path) -> None:
    """Read and written by today's program."""
    from dataclasses import replace

    desk = Wanted(folder).open()
    from weipian.store.acting import acting
    from weipian.store.models import Party
    from weipian.store.queries.patch_list import Wanted as Asked
    from weipian.store.queries.patch_list import listed
    from weipian.store.queries.people import accounts, actor_of_system_user
    from weipian.store.sight import EVERYTHING

    assert len(listed(Asked(EVERYTHING))) == 5
    assert {one.person.name for one in accounts()} >= {"clerk", "administrator", "星原镇经办"}
    desk = replace(desk, actor=actor_of_system_user("clerk"))
    with acting(desk, Act.RECORD_KEPT) as act:
        act.add(Party, name="新")
    assert audit_workspace(folder).findings == []


def test_from_every_earlier_form(before: Path) -> None:
    then, files, card = everything(before), files_of(before), (before / "weipian.toml").read_text()
    with pytest.raises(InputError) as unasked:
        start(before)
    assert unasked.value.code == "workspace_other_form"
    done = upgrade(before, CLERK, None, nothing)
    assert (done.before, done.after) == (card.split('"')[5], form_of_today())
    assert (before / "weipian.toml").read_text() == card.replace(done.before, done.after)
    assert_kept(then, now := everything(before), events=1, copies=1)
    assert files_of(before) == files
    last = now["event"][max(now["event"])]
    assert done.backup is not None
    assert (last["act"], last["subject"]) == ("upgraded", f"form:{done.before}:{done.after}")
    assert now["copy"][max(now["copy"])]["sha256"] == done.backup.sha256
    assert audit_workspace(before).findings == []
    goes_on(before)
    assert upgrade(before, CLERK, None, nothing).backup is None
    the_way_back(done.backup.path, then, before.with_name("back"))


def the_way_back(path: Path, then: dict[str, Any], folder: Path) -> None:
    """The backup that was made first restores the old form, which can be upgraded in its turn."""
    old_form = check(path, nothing)
    assert old_form.manifest.event is None
    restore(path, folder, Wish("clerk"), nothing)
    with pytest.raises(InputError):
        start(folder)
    assert_kept(then, everything(folder), events=1)
    upgrade(folder, CLERK, None, nothing)
    goes_on(folder)


@pytest.mark.tool("postgres")
@pytest.mark.parametrize("form", ["0001_books", *STORED])
def test_on_a_server(form: str, tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    folder = old(form, tmp_path / "old")
    then = everything(folder)
    path = taken(start(folder, any_form=True), tmp_path / "old.zip", None, nothing).path
    url = other_database(postgresql)
    restore(path, tmp_path / "server", Wish("clerk", url=url), nothing)
    upgrade(tmp_path / "server", CLERK, None, nothing)
    assert_kept(then, everything(tmp_path / "server", url), events=2, copies=1)
    goes_on(tmp_path / "server")


def state_of(folder: Path) -> tuple[object, ...]:
    with closing(sqlite3.connect(folder / "weipian.sqlite3")) as books:
        schema = books.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        moved = books.execute("SELECT name FROM django_migrations ORDER BY name").fetchall()
    texts = [(folder / name).read_text() for name in ("weipian.toml", "log-head.json")]
    return everything(folder), schema, moved, texts


def test_altered_books_are_left_as_they_are(before: Path) -> None:
    with closing(sqlite3.connect(before / "weipian.sqlite3")) as books:
        books.execute("UPDATE plot SET township = '别处' WHERE id = 2")
        books.commit()
    then = state_of(before)
    with pytest.raises(InputError) as refused:
        upgrade(before, CLERK, None, nothing)
    assert refused.value.code == "upgrade_findings"
    assert "township" in str(refused.value)
    assert state_of(before) == then
    assert [path.suffix for path in before.parent.glob("*升级前*")] == [".zip"]


@pytest.mark.parametrize("moment", ["audit_books", "acting", "_say_form"])
def test_stopped_in_the_middle(before: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Ctrl-C before it is done leaves the old state; afterwards, what is left is made up for by asking again."""
    then = state_of(before)

    def stop(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(f"weipian.store.upgrading.{moment}", stop)
        with pytest.raises(KeyboardInterrupt):
            upgrade(before, CLERK, None, nothing)
    if moment == "audit_books":
        assert state_of(before) == then
    with pytest.raises(InputError):
        start(before)
    upgrade(before, CLERK, before.with_name("second.zip"), nothing)
    assert audit_workspace(before).findings == []
    goes_on(before)


def test_no_backup_no_upgrade(before: Path) -> None:
    then = state_of(before)
    (before / "layers/land_use-1.parquet").rename(before / "aside")
    with pytest.raises(InputError) as refused:
        upgrade(before, CLERK, None, nothing)
    assert refused.value.code == "backup_file_missing"
    assert state_of(before) == then


def test_who_may(before: Path) -> None:
    then = state_of(before)
    for who, code in (
        (Who("stranger"), "account_none_here"),
        (Who("stranger", "星原镇经办", "wrong"), "credential_wrong"),
        (Who("stranger", "谁"), "account_unknown"),
    ):
        with pytest.raises(InputError) as refused:
            upgrade(before, who, None, nothing)
        assert refused.value.code == code
    assert state_of(before) == then


def test_a_later_form_is_not_touched(before: Path) -> None:
    card = before / "weipian.toml"
    card.write_text(card.read_text().replace(card.read_text().split('"')[5], "9999_later"))
    with pytest.raises(InputError) as refused:
        upgrade(before, CLERK, None, nothing)
    assert refused.value.code == "upgrade_unknown_form"
    shutil.rmtree(before)
