"""Heads, card and key altered; older or other databases put in the place of this one."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import asdict

from campaign.tampering.copies import Copy, Expected
from campaign.tampering.worlds import Moment, World
from weipian.record.audit import CARD, DATABASE, Asked
from weipian.record.head import NAME, head_of
from weipian.store.signing import make_key, signed
from weipian.store.writing import put_beside

FIELDS = ("workspace", "seq", "hash", "at", "key", "signature")


def _older(world: World, chance: random.Random) -> Moment:
    return chance.choice(world.moments[:-1])


def inside_edited(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    name = chance.choice(FIELDS)
    new = f"{name} - 1" if name == "seq" else chance.choice((f"'x' || substr({name}, 2)", f"{name} || 'A'", "''"))
    with copy.opened() as database:
        database.execute(f"UPDATE log_head SET {name} = {new}")  # noqa: S608
    return Expected(None, "log_head")


def inside_removed(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """Or doubled, or of another type."""
    how = (
        "DELETE FROM log_head",
        "INSERT INTO log_head SELECT 2, workspace, seq, hash, at, key, signature FROM log_head",
        "UPDATE log_head SET hash = CAST(hash AS BLOB)",
    )
    with copy.opened() as database:
        database.execute(chance.choice(how))
    return Expected(None, "log_head")


def beside_edited(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    head = head_of((copy.folder / NAME).read_text("utf-8"))
    name = chance.choice(FIELDS)
    new = 1 if name == "seq" else "A" + getattr(head, name)[1:-1] + chance.choice("Bx0")
    changed = json.dumps(asdict(head) | {name: new})
    text = chance.choice((changed, "{}", "[" * 9999, changed[:50]))
    (copy.folder / NAME).write_text(text, encoding="utf-8")
    return Expected(None, NAME)


def beside_removed(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    (copy.folder / NAME).unlink()
    return Expected(None, NAME)


def beside_of_another(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    shutil.copyfile(world.other / NAME, copy.folder / NAME)
    return Expected(None, NAME)


def old_database(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """An old one put back; the text beside it is ahead."""
    old = _older(world, chance)
    shutil.copyfile(old.database, copy.folder / DATABASE)
    return Expected(old.seq + 1, NAME)


def old_database_and_head(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """Both put back: only who has a later paper, or a later export, can tell."""
    old = _older(world, chance)
    shutil.copyfile(old.database, copy.folder / DATABASE)
    shutil.copyfile(old.head, copy.folder / NAME)
    asked = chance.choice((Asked(world.marks), Asked(world.marks[-1:]), Asked(earlier=world.export)))
    return Expected(old.seq + 1, asked=asked)


def tail_cut(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """Events cut off and the head of that day put back inside; beside it stands the later one."""
    old = _older(world, chance)
    with copy.opened() as database:
        for table in ("event", "event_payload"):
            database.execute(f"DELETE FROM {table} WHERE seq > ?", (old.seq,))  # noqa: S608
        head = head_of(old.head.read_text("utf-8"))
        fields = (head.seq, head.hash, head.at, head.signature)
        database.execute("UPDATE log_head SET seq = ?, hash = ?, at = ?, signature = ?", fields)
    if chance.random() < 0.5:
        shutil.copyfile(old.head, copy.folder / NAME)
        return Expected(old.seq + 1, asked=Asked(world.marks))
    return Expected(old.seq + 1, NAME)


def another_database(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """Another workspace's, with its head."""
    shutil.copyfile(world.other / DATABASE, copy.folder / DATABASE)
    shutil.copyfile(world.other / NAME, copy.folder / NAME)
    return Expected(1, CARD)


def card_edited(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    text = (copy.folder / CARD).read_text("utf-8")
    key = text.split('"')[1]
    new = chance.choice((text.replace(key, key[::-1]), text.replace("id =", "key ="), "", text + "="))
    (copy.folder / CARD).write_text(new, encoding="utf-8")
    return Expected(1, CARD)


def signed_by_another_key(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """Not a letter of the log altered, but another key's holder could go on with it."""
    head = head_of((copy.folder / NAME).read_text("utf-8"))
    other = copy.folder / "secret" / f"other-{chance.random()}.key"
    make_key(other)
    new = signed(other, head.workspace, head.seq, head.hash, head.at)
    with copy.opened() as database:
        database.execute("UPDATE log_head SET key = ?, signature = ?", (new.key, new.signature))
    put_beside(new, copy.folder)
    return Expected(1, "log_head")


KINDS = (
    inside_edited,
    inside_removed,
    beside_edited,
    beside_removed,
    beside_of_another,
    old_database,
    old_database_and_head,
    tail_cut,
    another_database,
    card_edited,
    signed_by_another_key,
)
