"""The confidential clerk's numbers: one size from the first day, nobody else's, derived from nothing, in no log."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import issue, made_desk
from made_erasure import keeper_of
from weipian.store.actors import Door
from weipian.store.reserve import RESERVE, SIZE, Reserve
from weipian.terms.acting import Role
from weipian.terms.errors import InputError

pytestmark = pytest.mark.requirement("B12")
WORDS = "落霞与孤鹜齐飞落霞与孤鹜"
DAY = date(2023, 9, 1)


@pytest.fixture
def keeper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    desk = made_desk(tmp_path / "county")
    issue(desk)
    return keeper_of(desk)


def test_it_is_there_from_the_first_day_and_always_of_one_size(keeper: Any) -> None:
    path = keeper.workspace.folder / RESERVE
    key = keeper.workspace.folder / "secret" / "signing.key"
    sizes, times, seen = {path.stat().st_size}, set(), {path.read_bytes()}
    found = Reserve(keeper, WORDS)
    assert found.fresh
    for number in range(30):
        found.add(date(2023, 9, 1 + number % 28))
        sizes.add(path.stat().st_size)
        times.add(path.stat().st_mtime_ns)
        seen.add(path.read_bytes())
    assert sizes == {SIZE}
    assert len(times) == 1
    assert abs(path.stat().st_mtime - key.stat().st_mtime) < 1e-3
    assert len(seen) == 31
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0
    again = Reserve(keeper, WORDS)
    assert not again.fresh
    assert [one.noted for one in again.numbers] == [f"2023-09-{1 + n % 28:02d}" for n in range(30)]
    assert len({one.number for one in again.numbers}) == 30
    first = again.numbers[0].number
    assert again.reported(first, DAY).reported == "2023-09-01"
    assert Reserve(keeper, WORDS).numbers[0].reported == "2023-09-01"


def test_to_look_is_as_good_as_to_write(keeper: Any) -> None:
    """Opening rewrites the file: that it changed tells nothing."""
    path = keeper.workspace.folder / RESERVE
    Reserve(keeper, WORDS)
    before = path.read_bytes()
    Reserve(keeper, WORDS)
    after = path.read_bytes()
    assert before != after
    same = sum(one == other for one, other in zip(before, after, strict=True))
    assert same < SIZE * 0.02
    assert max(Counter(after).values()) < 2 * SIZE / 256


def test_who_has_not_the_passphrase_or_is_somebody_else_sees_nothing(keeper: Any) -> None:
    Reserve(keeper, WORDS).add(DAY)
    before = (keeper.workspace.folder / RESERVE).read_bytes()
    stand_in = replace(keeper, actor=replace(keeper.actor, door=Door.STAND_IN))
    every = [
        (replace(keeper, actor=replace(keeper.actor, roles=frozenset({role}))), WORDS, "reserve_not_yours")
        for role in Role
        if role is not Role.CONFIDENTIAL_CLERK
    ]
    for desk, words, code in (
        *every,
        (stand_in, WORDS, "act_in_person"),
        (keeper, "", "reserve_passphrase_missing"),
        (keeper, WORDS + "。", "reserve_wrong"),
    ):
        with pytest.raises(InputError) as refused:
            Reserve(desk, words)
        assert refused.value.code == code
    assert (keeper.workspace.folder / RESERVE).read_bytes() == before
    with pytest.raises(InputError) as unknown:
        Reserve(keeper, WORDS).reported("1", DAY)
    assert unknown.value.code == "reserve_number_unknown"


def test_a_short_passphrase_is_not_set_and_an_altered_store_is_not_read(keeper: Any) -> None:
    with pytest.raises(InputError) as short:
        Reserve(keeper, "一二三")
    assert short.value.code == "reserve_passphrase_short"
    Reserve(keeper, WORDS).add(DAY)
    path = keeper.workspace.folder / RESERVE
    whole = bytearray(path.read_bytes())
    whole[SIZE // 2] ^= 1
    path.write_bytes(whole)
    with pytest.raises(InputError) as altered:
        Reserve(keeper, WORDS)
    assert altered.value.code == "reserve_wrong"


def test_no_number_is_in_the_books_or_the_log(keeper: Any) -> None:
    from weipian.store.auditing import audit_workspace
    from weipian.store.models import Event

    before = Event.objects.count()
    found = Reserve(keeper, WORDS)
    numbers = [found.add(DAY).number for _ in range(20)]
    assert Event.objects.count() == before
    assert audit_workspace(keeper.workspace.folder).findings == []
    for path in keeper.workspace.folder.rglob("*"):
        if path.is_file():
            whole = path.read_bytes()
            assert not any(number.encode() in whole for number in numbers), path
