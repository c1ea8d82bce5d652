"""Events and payloads altered."""

from __future__ import annotations

import json
import random
from base64 import b64encode
from typing import Any

from campaign.tampering.copies import Copy, Expected, event_at
from campaign.tampering.worlds import World
from weipian.record.canon import text_of
from weipian.record.chain import Event

FIELDS = ("at", "actor", "act", "subject", "prev", "hash", "rows")


def _body(copy: Copy, seq: int) -> dict[str, Any]:
    (body,) = copy.ask("SELECT body FROM event_payload WHERE seq = ?", seq)[0]
    found: dict[str, Any] = json.loads(body)
    return found


def _put(copy: Copy, seq: int, body: object) -> Expected:
    with copy.opened() as database:
        text = body if isinstance(body, str) else text_of(body)
        database.execute("UPDATE event_payload SET body = ? WHERE seq = ?", (text, seq))
    return Expected(seq, event_at(seq))


def _some(copy: Copy, chance: random.Random, *, filled: bool = True) -> int:
    """An event; one that writes rows."""
    asked = "SELECT seq FROM event WHERE rows <> '[]' OR ?"
    return int(chance.choice(copy.ask(asked, not filled))[0])


def event_edited(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    seq, name = _some(copy, chance, filled=False), chance.choice(FIELDS)
    (old,) = copy.ask(f"SELECT {name} FROM event WHERE seq = ?", seq)[0]  # noqa: S608
    at = chance.randrange(len(old) + 1)
    new = chance.choice((old[:at] + chance.choice("0甲 ") + old[at:], old[:at] + old[at + 1 :], ""))
    if new == old:
        return None
    with copy.opened() as database:
        database.execute(f"UPDATE event SET {name} = ? WHERE seq = ?", (new, seq))  # noqa: S608
    return Expected(seq, event_at(seq))


def event_of_another_type(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """A field that is bytes, or nothing where the table is made anew to allow it."""
    seq, name = _some(copy, chance, filled=False), chance.choice(FIELDS)
    with copy.opened() as database:
        database.execute(f"UPDATE event SET {name} = CAST({name} AS BLOB) WHERE seq = ?", (seq,))  # noqa: S608
    return Expected(seq, event_at(seq))


def event_numbered_otherwise(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    seq = _some(copy, chance, filled=False)
    with copy.opened() as database:
        for table in ("event", "event_payload"):
            database.execute(f"UPDATE {table} SET seq = seq + 1000 WHERE seq = ?", (seq,))  # noqa: S608
    return Expected(seq)


def event_removed(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    seq = _some(copy, chance, filled=False)
    with copy.opened() as database:
        database.execute("DELETE FROM event WHERE seq = ?", (seq,))
        if chance.random() < 0.5:
            database.execute("DELETE FROM event_payload WHERE seq = ?", (seq,))
    return Expected(seq)


def event_appended(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """A sound link more, without the key to sign it."""
    last = copy.events()
    (prev,) = copy.ask("SELECT hash FROM event WHERE seq = ?", last)[0]
    event = Event(last + 1, "2023-12-31T00:00:00.000+00:00", "别人", "record_kept", "", prev, "[]")
    with copy.opened() as database:
        fields = (event.seq, event.at, event.actor, event.act, event.subject, event.prev, event.hash(), event.rows)
        database.execute(
            "INSERT INTO event (seq, at, actor, act, subject, prev, hash, rows) VALUES (?,?,?,?,?,?,?,?)", fields
        )
        database.execute("INSERT INTO event_payload (seq, body) VALUES (?, '{\"rows\":[]}')", (event.seq,))
    return Expected(last + 1)


def events_swapped(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    one, other = sorted(chance.sample(range(1, copy.events() + 1), 2))
    with copy.opened() as database:
        for table in ("event", "event_payload"):
            for old, new in ((one, -1), (other, one), (-1, other)):
                database.execute(f"UPDATE {table} SET seq = ? WHERE seq = ?", (new, old))  # noqa: S608
    return Expected(one, event_at(one))


def rows_respelled(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """The same meaning, other bytes."""
    seq = _some(copy, chance)
    (rows,) = copy.ask("SELECT rows FROM event WHERE seq = ?", seq)[0]
    new = chance.choice((json.dumps(json.loads(rows)), rows + " ", rows.replace('"table"', '"\\u0074able"', 1)))
    with copy.opened() as database:
        database.execute("UPDATE event SET rows = ? WHERE seq = ?", (new, seq))
    return Expected(seq, event_at(seq))


def payload_respelled(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """The same meaning, other bytes; or a value twice, of which each reader takes another."""
    seq = _some(copy, chance)
    body = _body(copy, seq)
    text = text_of(body)
    doubled = text.replace('"values":{', '"values":{"name":"假",', 1)
    return _put(
        copy, seq, chance.choice((json.dumps(body), text + "\n", text.replace("values", "\\u0076alues", 1), doubled))
    )


def payload_value_edited(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    seq = _some(copy, chance)
    body = _body(copy, seq)
    values = chance.choice(body["rows"])["values"]
    name = chance.choice(list(values))
    old = values[name]
    others = (None, "", 0, f"{old}x", str(old), [old], {"a": old}, True, 1.5, -1)
    new = chance.choice([one for one in others if type(one) is not type(old) or one != old])
    values[name] = new
    return _put(copy, seq, body)


def payload_value_taken(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    seq = _some(copy, chance)
    body = _body(copy, seq)
    seal = chance.choice(body["rows"])
    match chance.randrange(4):
        case 0:
            del seal["values"][chance.choice(list(seal["values"]))]
        case 1:
            del seal["salt"]
        case 2:
            seal["values"]["more"] = "x"
        case _:
            body["rows"].remove(seal)
    return _put(copy, seq, body)


def salt_edited(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    seq = _some(copy, chance)
    body = _body(copy, seq)
    seal = chance.choice(body["rows"])
    salt = seal["salt"]
    seal["salt"] = chance.choice(
        (b64encode(chance.randbytes(16)).decode(), salt[:-3] + "*" + salt[-3:], "", None, salt + "\n")
    )
    return _put(copy, seq, body)


def payload_removed(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """Taken away without an erasure that names it."""
    seq = _some(copy, chance)
    how = ("DELETE FROM event_payload", "UPDATE event_payload SET body = NULL", "UPDATE event_payload SET body = ''")
    with copy.opened() as database:
        database.execute(f"{chance.choice(how)} WHERE seq = ?", (seq,))
    return Expected(seq, event_at(seq))


def payload_inserted(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    seq = copy.events() + chance.randrange(1, 99)
    with copy.opened() as database:
        database.execute("INSERT INTO event_payload (seq, body) VALUES (?, '{\"rows\":[]}')", (seq,))
    return Expected(seq, event_at(seq))


def payloads_swapped(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    one, other = sorted({_some(copy, chance) for _ in range(9)})[:2]
    mine, yours = _body(copy, one), _body(copy, other)
    _put(copy, one, yours)
    _put(copy, other, mine)
    return Expected(one, event_at(one))


KINDS = (
    event_edited,
    event_of_another_type,
    event_numbered_otherwise,
    event_removed,
    event_appended,
    events_swapped,
    rows_respelled,
    payload_respelled,
    payload_value_edited,
    payload_value_taken,
    salt_edited,
    payload_removed,
    payload_inserted,
    payloads_swapped,
)
