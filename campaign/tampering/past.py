"""The past rewritten: a value altered in payload, image and table alike, and every hash after it made anew."""

from __future__ import annotations

import json
import random
from base64 import b64decode
from dataclasses import dataclass, replace

from campaign.tampering.copies import Copy, Expected
from campaign.tampering.worlds import World
from weipian.record.audit import Asked, audit_workspace
from weipian.record.canon import column_salt, digest, text_of
from weipian.record.chain import Event
from weipian.record.head import NAME, head_of
from weipian.record.identity import subject_of
from weipian.store.signing import key_at, make_key, signed
from weipian.store.workspace import Workspace
from weipian.store.writing import put_beside


class Clumsy(Exception):
    """The forgery is found without what it is to be held against."""


@dataclass(frozen=True, slots=True)
class Forged:
    """The event that was altered first."""

    seq: int


VOUCHING = ("account", "layer_version", "evidence")
"""Tables whose texts something else would tell of: who acts, files by their hashes."""


def _forge(copy: Copy, chance: random.Random) -> Forged | None:
    """Another text for one that an event wrote last, in all three places; the chain is not yet mended."""
    table = chance.choice([name for name in copy.tables() if name not in VOUCHING])
    key = chance.choice(copy.keys(table))
    texts = [name for name in copy.columns(table) if _is_text(copy, table, key, name)]
    column = chance.choice(texts)
    seq = copy.written(table, key, column)
    new = f"改{chance.randrange(10**6)}"
    ((rows_text,),) = copy.ask("SELECT rows FROM event WHERE seq = ?", seq)
    ((body_text,),) = copy.ask("SELECT body FROM event_payload WHERE seq = ?", seq)
    rows, body = json.loads(rows_text), json.loads(body_text)
    for row, seal in zip(rows, body["rows"], strict=True):
        if (row["table"], row["key"]) == (table, key) and column in row["columns"]:
            seal["values"][column] = new
            row["columns"][column] = digest(column_salt(b64decode(seal["salt"]), column), new)
    with copy.opened() as database:
        database.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (new, key))  # noqa: S608
        database.execute("UPDATE event SET rows = ? WHERE seq = ?", (text_of(rows), seq))
        database.execute("UPDATE event_payload SET body = ? WHERE seq = ?", (text_of(body), seq))
    return Forged(seq)


def _is_text(copy: Copy, table: str, key: int, column: str) -> bool:
    return bool(copy.ask(f"SELECT typeof({column}) = 'text' FROM {table} WHERE id = ?", key)[0][0])  # noqa: S608


def _restamp(copy: Copy, start: int) -> tuple[int, str]:
    """Every hash from an event on made anew; the last event's number and hash."""
    asked = "SELECT seq, at, actor, act, subject, prev, rows FROM event WHERE seq >= ? ORDER BY seq"
    events = [Event(*fields) for fields in copy.ask(asked, start)]
    prev = events[0].prev
    with copy.opened() as database:
        for event in events:
            made = replace(event, prev=prev)
            prev = made.hash()
            database.execute("UPDATE event SET prev = ?, hash = ? WHERE seq = ?", (made.prev, prev, made.seq))
    return events[-1].seq, prev


def _sign(copy: Copy, seq: int, found: str, *, other_key: bool = False) -> None:
    old = head_of((copy.folder / NAME).read_text("utf-8"))
    key = copy.key
    if other_key:
        key = copy.folder / "secret/other.key"
        if not key.exists():
            make_key(key)
    head = signed(key, old.workspace, seq, found, old.at)
    with copy.opened() as database:
        fields = (head.hash, head.key, head.signature)
        database.execute("UPDATE log_head SET hash = ?, key = ?, signature = ?", fields)
    put_beside(head, copy.folder)


def _first_by_papers(world: World, seq: int) -> int:
    """After the last paper that still fits."""
    return max((moment.seq for moment in world.moments if moment.seq < seq), default=0) + 1


def _require_clean(copy: Copy) -> None:
    report = audit_workspace(copy.folder)
    if report.findings:
        raise Clumsy(str(report.findings[0]))


def restamped_without_key(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """The head inside names the new hash; it can't be signed."""
    forged = _forge(copy, chance)
    if forged is None:
        return None
    _, found = _restamp(copy, forged.seq)
    with copy.opened() as database:
        database.execute("UPDATE log_head SET hash = ?", (found,))
    if chance.random() < 0.5:
        return Expected(_first_by_papers(world, forged.seq), "log_head", Asked(world.marks))
    return Expected(world.moments[-1].seq, "log_head")


def restamped_with_another_key(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """Signed anew inside and beside, by a key that is not the one of the first event."""
    forged = _forge(copy, chance)
    if forged is None:
        return None
    _sign(copy, *_restamp(copy, forged.seq), other_key=True)
    return Expected(1, "log_head")


def restamped_with_another_key_from_the_start(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """The first event names the other key: any paper tells."""
    forged = _forge(copy, chance)
    if forged is None:
        return None
    key = copy.folder / "secret/other.key"
    make_key(key)
    old = head_of((copy.folder / NAME).read_text("utf-8"))
    with copy.opened() as database:
        subject = subject_of(old.workspace, key_at(key)[1], Workspace.at(copy.folder).policy)
        database.execute("UPDATE event SET subject = ? WHERE seq = 1", (subject,))
    _sign(copy, *_restamp(copy, 1), other_key=True)
    _require_clean(copy)
    return Expected(1, asked=Asked((chance.choice(world.marks),)))


def restamped_with_key(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """A past that fits in everything: only what is in other hands tells, papers to within two of them."""
    forged = _forge(copy, chance)
    if forged is None:
        return None
    _sign(copy, *_restamp(copy, forged.seq))
    _require_clean(copy)
    if chance.random() < 0.3:
        return Expected(forged.seq, asked=Asked(earlier=world.export))
    return Expected(_first_by_papers(world, forged.seq), asked=Asked(world.marks))


KINDS = (
    restamped_without_key,
    restamped_with_another_key,
    restamped_with_another_key_from_the_start,
    restamped_with_key,
)
