"""A workspace with something of everything in it, and its content read by other means than our own."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from made_books import issue, made_desk
from made_people import add_person
from weipian.terms.acting import Act, Role

UNCOMPARED = ("django_migrations",)
LAYER = b"PAR1 not really a layer, but kept by its hash " * 20
PHOTO = bytes(range(256)) * 40


def place_of(content: bytes) -> str:
    """Where an original lies by what it holds."""
    sha256 = hashlib.sha256(content).hexdigest()
    return f"vault/originals/{sha256[:2]}/{sha256[2:4]}/{sha256}"


ORIGINAL = place_of(PHOTO)


def whole_desk(folder: Path, clerk: str = "clerk") -> Any:
    """Patches, plots, records of every kind of value, a layer's file, evidence, secrets, and a payload taken away."""
    desk = made_desk(folder, clerk)
    issue(desk)
    add_person(folder, "lu", Role.TOWNSHIP_CLERK, "星原镇", os_user="lu")
    _records(desk)
    _files(desk)
    _erase_a_value(desk)
    return desk


def _records(desk: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Approval, Evidence, LayerVersion, Party, Plot

    with acting(desk, Act.RECORD_KEPT, "party:*") as act:
        first, *_ = act.add_many(Party, [{"name": name} for name in ("甲", "b", "", "𠮷", 'a\\b\t"c"\n\'%s', "\u2028")])
        act.add(Approval, number="桂自然〔2023〕1号", effective=date(2023, 2, 28), in_systems=False)
        act.add(Approval, number="2号")
        act.replace(Party, [first], [{"name": "丙", "note": '{"base64": "eA=="}'}])
        act.change(Plot, 1, wkb=bytes(range(256)), area_um2=2**62)
    with acting(desk, Act.LAYER_ADDED, "layer:land_use") as act:
        act.add(
            LayerVersion, kind="land_use", version=1, as_of=date(2022, 12, 31), name="DLTB", source_sha256="",
            kept="layers/land_use-1.parquet", kept_sha256=hashlib.sha256(LAYER).hexdigest(), crs="EPSG:4525",
            columns={}, features=1, vertices=4, area_um2=1, refused=[], repaired=[], coverage_note="",
            secrecy="internal",
        )  # fmt: skip
    with acting(desk, Act.EVIDENCE_ADDED, "evidence") as act:
        for content in (PHOTO, b""):
            act.add(
                Evidence, sha256=hashlib.sha256(content).hexdigest(), size=len(content), media_type="image/jpeg",
                name="照片.jpg", kind="site_photo", plot_id=1, patch_id=1, facts={}, account_id=1,
            )  # fmt: skip


def _files(desk: Any) -> None:
    folder = desk.workspace.folder
    for name, content in {
        "layers/land_use-1.parquet": LAYER,
        ORIGINAL: PHOTO,
        place_of(b""): b"",
        "vault/views/abcd.jpg": b"can be made again",
        "layers/ready/ab/land_use.ready": b"can be made again",
        "secret/placeholders/keys": b"\x00\x01",
        "layers/half.partial": b"half",
        "台账.xlsx": b"somebody's own",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def _erase_a_value(desk: Any) -> None:
    """What a lawful erasure leaves: a salt and a value gone from a payload, the column NULL, an event that says so."""
    from weipian.store.acting import acting
    from weipian.store.erasing import Doomed, erase
    from weipian.store.models import Party

    with acting(desk, Act.RECORD_KEPT, "party") as act:
        key = act.add(Party, name="某户", number="450329199001011234")
    with acting(_with_role(desk, Role.COUNTY_LEADER), Act.ERASED, "erasure:1") as act:
        erase(act, Doomed(columns={Party: {key: frozenset({"number"})}}))


def _with_role(desk: Any, role: Role) -> Any:
    from dataclasses import replace

    return replace(desk, actor=replace(desk.actor, roles=frozenset({role})))


def everything(folder: Path, address: str = "") -> dict[str, dict[int, dict[str, object]]]:
    """Table → key → row, raw, by the database's own driver: sqlite3, or psycopg at an address."""
    return _of_server(folder, address) if "schema" in (folder / "weipian.toml").read_text() else _of_file(folder)


def _of_file(folder: Path) -> dict[str, dict[int, dict[str, object]]]:
    with closing(sqlite3.connect(folder / "weipian.sqlite3")) as books:
        books.row_factory = sqlite3.Row
        names = [row[0] for row in books.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: _by_key([dict(row) for row in books.execute(f'SELECT * FROM "{name}"')])
            for name in names
            if name not in UNCOMPARED and not name.startswith("sqlite_")
        }


def _of_server(folder: Path, address: str) -> dict[str, dict[int, dict[str, object]]]:
    import tomllib

    import psycopg
    from psycopg.rows import dict_row

    schema = tomllib.loads((folder / "weipian.toml").read_text())["schema"]
    with psycopg.connect(address, row_factory=dict_row) as server:
        asked = server.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = %s", [schema])
        names = [row["table_name"] for row in asked.fetchall()]
        return {
            name: _by_key([_raw(row) for row in server.execute(f'SELECT * FROM {schema}."{name}"').fetchall()])
            for name in names
            if name not in UNCOMPARED
        }


def _raw(row: dict[str, object]) -> dict[str, object]:
    """As SQLite keeps it."""
    plain: dict[str, object] = {}
    for name, value in row.items():
        if isinstance(value, bool):
            plain[name] = int(value)
        elif isinstance(value, date):
            plain[name] = value.isoformat()
        else:
            plain[name] = bytes(value) if isinstance(value, memoryview) else value
    return plain


def _by_key(rows: list[dict[str, object]]) -> dict[int, dict[str, object]]:
    found = {int(str(row["id" if "id" in row else "seq"])): row for row in rows}
    assert len(found) == len(rows)
    return found


def files_of(folder: Path) -> dict[str, bytes]:
    """The files that a backup is to hold."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for top in ("layers", "vault/originals", "secret")
        for path in (folder / top).rglob("*")
        if path.is_file() and path.suffix not in (".partial", ".ready") and path.name != "database.url"
    }


def without_restoring(found: dict[str, dict[int, dict[str, object]]]) -> dict[str, dict[int, dict[str, object]]]:
    """All but the last event and the head, which a restore adds to."""
    last = max(found["event"])
    assert found["event"][last]["act"] == "restored"
    kept = {name: dict(rows) for name, rows in found.items() if name != "log_head"}
    del kept["event"][last], kept["event_payload"][last]
    return kept


def other_database(address: str) -> str:
    """A database of its own on the same server: the workspace's schema stands in the first."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as server:
        server.execute("DROP DATABASE IF EXISTS elsewhere WITH (FORCE)")
        server.execute("CREATE DATABASE elsewhere ENCODING 'UTF8' TEMPLATE template0")
    return address.replace("/postgres?", "/elsewhere?")
