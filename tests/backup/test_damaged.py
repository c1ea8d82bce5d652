"""Whatever was altered in a backup, by chance or on purpose, it is refused, and nothing is made of it."""

from __future__ import annotations

import json
import random
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from backup.conftest import Saved, nothing, saved
from backup.forged import Entries, rewritten, sealed
from made_workspace import ORIGINAL
from weipian.cli.desk import system_user
from weipian.store.backup.checking import check
from weipian.store.backup.continuing import Wish
from weipian.store.backup.restoring import restore
from weipian.terms.errors import InputError

pytestmark = pytest.mark.requirement("F1", "F2")
FLIPS = 400


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        return saved(tmp_path_factory.mktemp("whole"))


def refusal(path: Path, folder: Path) -> InputError:
    """What a restore says; and that it left nothing."""
    before = set(folder.iterdir())
    with pytest.raises(InputError) as refused:
        restore(path, folder / "there", Wish(system_user()), nothing)
    assert set(folder.iterdir()) == before
    assert "没有还原任何内容" in str(refused.value) or refused.value.code in ("backup_no_backup", "backup_unreadable")
    return refused.value


def test_it_is_good_as_it_is(whole: Saved) -> None:
    assert check(whole.path, nothing).report.findings == []


def test_any_flipped_bit_is_found(whole: Saved, tmp_path: Path) -> None:
    content, chance = whole.path.read_bytes(), random.Random(20261201)
    ends = [*range(16), *range(len(content) - 96, len(content))]
    for place in [*(chance.randrange(len(content)) for _ in range(FLIPS)), *ends]:
        altered = bytearray(content)
        altered[place] ^= 1 << chance.randrange(8)
        (tmp_path / "x.zip").write_bytes(altered)
        with pytest.raises(InputError) as refused:
            check(tmp_path / "x.zip", nothing)
        assert refused.value.code.startswith("backup_"), place


def test_the_damaged_entry_is_named(whole: Saved, tmp_path: Path) -> None:
    content = bytearray(whole.path.read_bytes())
    place = content.index(whole.files[ORIGINAL])
    content[place + 300] ^= 4
    (tmp_path / "x.zip").write_bytes(content)
    assert f"files/{ORIGINAL}" in str(refusal(tmp_path / "x.zip", tmp_path))


@pytest.mark.parametrize("share", [0, 0.001, 0.3, 0.7, 0.99, 0.9999])
def test_a_cut_one_is_refused(whole: Saved, tmp_path: Path, share: float) -> None:
    content = whole.path.read_bytes()
    (tmp_path / "x.zip").write_bytes(content[: int(len(content) * share)])
    assert refusal(tmp_path / "x.zip", tmp_path).code in ("backup_no_backup", "backup_damaged")


def test_something_before_or_behind_it_is_refused(whole: Saved, tmp_path: Path) -> None:
    content = whole.path.read_bytes()
    for altered in (b"\x00" + content, content + b"\x00", content + content):
        (tmp_path / "x.zip").write_bytes(altered)
        assert refusal(tmp_path / "x.zip", tmp_path).code in ("backup_damaged", "backup_no_backup")


def test_no_backup_at_all(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    assert refusal(tmp_path / "other.zip", tmp_path).code == "backup_no_backup"
    assert refusal(tmp_path / "none.zip", tmp_path).code == "backup_unreadable"
    assert refusal(tmp_path, tmp_path).code == "backup_unreadable"


def swap(one: str, other: str) -> Callable[[Entries], None]:
    def change(found: Entries) -> None:
        found[one], found[other] = found[other], found[one]

    return change


def edit(name: str, old: bytes, new: bytes) -> Callable[[Entries], None]:
    def change(found: Entries) -> None:
        assert old in found[name]
        found[name] = found[name].replace(old, new, 1)

    return change


BY_HAND: list[tuple[str, Callable[[Entries], object], str]] = [
    ("a row changed", edit("rows/party.jsonl", "丙".encode(), "丁".encode()), "backup_damaged"),
    ("a row taken away", edit("rows/approval.jsonl", b"\n", b""), "backup_damaged"),
    ("two tables swapped", swap("rows/plot.jsonl", "rows/patch.jsonl"), "backup_damaged"),
    ("a file taken away", lambda found: found.pop(f"files/{ORIGINAL}"), "backup_lacks"),
    ("a table taken away", lambda found: found.pop("rows/plot.jsonl"), "backup_lacks"),
    ("a file more", lambda found: found.update({"files/layers/more": b"x"}), "backup_extra"),
    ("out of the folder", lambda found: found.update({"files/layers/../../x": b"x"}), "backup_entry"),
    ("an absolute name", lambda found: found.update({"/etc/x": b"x"}), "backup_entry"),
    ("another place", lambda found: found.update({"files/weipian.sqlite3": b"x"}), "backup_entry"),
    ("a name of two systems", lambda found: found.update({"files/layers/a\\b": b"x"}), "backup_entry"),
    ("a drive", lambda found: found.update({"files/layers/C:x": b"x"}), "backup_entry"),
    ("a device", lambda found: found.update({"files/layers/NUL.txt": b"x"}), "backup_entry"),
    ("a twin", lambda found: found.update({"FILES/layers/land_use-1.parquet": b"x"}), "backup_entry"),
    ("a table of no name", lambda found: found.update({"rows/a;b.jsonl": b"x"}), "backup_entry"),
    ("a manifest changed", edit("manifest.json", b'"form":"0', b'"form":"1'), "backup_forged"),
    ("no signature", lambda found: found.pop("manifest.sig"), "backup_no_backup"),
    ("an empty signature", lambda found: found.update({"manifest.sig": b""}), "backup_forged"),
]


@pytest.mark.parametrize(("what", "change", "code"), BY_HAND, ids=[what for what, *_ in BY_HAND])
def test_altered_by_somebody(
    whole: Saved, tmp_path: Path, what: str, change: Callable[[Entries], None], code: str
) -> None:
    """With the file's own hash made again; only the key is lacking."""
    assert refusal(rewritten(whole.path, tmp_path / "x.zip", change), tmp_path).code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [("files/layers/../../../x", "backup_entry"), ("files/secret/..", "backup_entry"), ("files/x", "backup_entry")],
)
def test_signed_by_another_key_nothing_goes_elsewhere(whole: Saved, tmp_path: Path, name: str, code: str) -> None:
    altered = rewritten(whole.path, tmp_path / "x.zip", lambda found: found.update({name: b"x"}), resign=True)
    assert refusal(altered, tmp_path).code == code


def test_a_link_is_refused(whole: Saved, tmp_path: Path) -> None:
    with zipfile.ZipFile(whole.path) as old, zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for entry in old.infolist():
            copy = zipfile.ZipInfo(entry.filename)
            if entry.filename == "files/layers/land_use-1.parquet":
                copy.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(copy, old.read(entry))
        archive.comment = old.comment
    assert refusal(sealed(tmp_path / "x.zip"), tmp_path).code == "backup_entry"


def test_signed_by_another_key_the_log_still_tells(whole: Saved, tmp_path: Path) -> None:
    """Who makes hashes and signature again but has not the workspace's key: the audit finds the row, and the head."""
    altered = rewritten(
        whole.path, tmp_path / "x.zip", edit("rows/party.jsonl", "丙".encode(), "丁".encode()), resign=True
    )
    assert "column_changed" in {one.code for one in check(altered, nothing).report.findings}
    with pytest.raises(InputError) as refused:
        restore(altered, tmp_path / "there", Wish(system_user()), nothing)
    assert refused.value.code == "restore_findings"


def test_columns_of_another_form_are_refused(whole: Saved, tmp_path: Path) -> None:
    def change(found: Entries) -> None:
        first, rest = found["rows/party.jsonl"].split(b"\n", 1)
        names = json.loads(first)
        found["rows/party.jsonl"] = json.dumps([*names[:-1], "added"]).encode() + b"\n" + rest

    altered = rewritten(whole.path, tmp_path / "x.zip", change, resign=True)
    with pytest.raises(InputError) as refused:
        restore(altered, tmp_path / "there", Wish(system_user()), nothing)
    assert refused.value.code == "backup_other_columns"


@pytest.mark.parametrize("line", [b"[1]\n", b"{}\n", b"[1,\n", b'[{"base64":"!"}]\n', b"\xff\n"])
def test_lines_that_are_no_rows_are_refused(whole: Saved, tmp_path: Path, line: bytes) -> None:
    def change(found: Entries) -> None:
        found["rows/village.jsonl"] = b'["a","b"]\n' + line

    altered = rewritten(whole.path, tmp_path / "x.zip", change, resign=True)
    with pytest.raises(InputError):
        restore(altered, tmp_path / "there", Wish(system_user()), nothing)
    assert not (tmp_path / "there").exists()


def test_what_a_later_version_made_is_refused(whole: Saved, tmp_path: Path) -> None:
    import hashlib
    from base64 import b64encode

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    def change(found: Entries) -> None:
        key = Ed25519PrivateKey.generate()
        manifest = json.loads(found["manifest.json"])
        manifest |= {"form": "9999_later", "key": b64encode(key.public_key().public_bytes_raw()).decode()}
        text = json.dumps(manifest).encode()
        found |= {"manifest.json": text, "manifest.sig": b64encode(key.sign(b"weipian-backup\n" + text))}
        assert hashlib.sha256(found["README.txt"]).hexdigest() in text.decode()

    with pytest.raises(InputError) as refused:
        check(rewritten(whole.path, tmp_path / "x.zip", change), nothing)
    assert refused.value.code == "backup_other_form"
