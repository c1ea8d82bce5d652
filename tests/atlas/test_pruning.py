"""Ready layers fill no more than their bound: the one used longest ago goes first, one in use never."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from weipian.atlas import mapped, pruning

KEYS = ("a" * 40, "b" * 40, "c" * 40)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three layers of one size, `a` used longest ago; `b` has a part."""
    for age, name in enumerate((KEYS[2], KEYS[1], f"{KEYS[1]}-00000", KEYS[0])):
        path = tmp_path / f"{name}.ready"
        mapped.write(path, {}, {"x": np.zeros(8192)})
        seconds = path.stat().st_mtime - 1000 * age
        os.utime(path, (seconds, seconds))
    return tmp_path


def there(folder: Path) -> set[str]:
    return {path.name[0] for path in folder.glob("*.ready")}


def size(folder: Path) -> int:
    return next(folder.glob("a*.ready")).stat().st_size


def test_within_the_bound_nothing_goes(folder: Path) -> None:
    pruning.prune(folder, "")
    assert there(folder) == {"a", "b", "c"}


def test_the_one_used_longest_ago_goes_first_and_with_its_parts(folder: Path) -> None:
    one = size(folder)
    pruning.prune(folder, "", 3 * one)
    assert there(folder) == {"b", "c"}
    pruning.prune(folder, "", 2 * one)
    assert there(folder) == {"c"}


def test_use_counts_not_age(folder: Path) -> None:
    pruning.touch(folder / f"{KEYS[0]}.ready")
    pruning.prune(folder, "", 3 * size(folder))
    assert there(folder) == {"a", "c"}


def test_what_is_open_or_being_made_stays(folder: Path) -> None:
    held = mapped.open_mapped(folder / f"{KEYS[1]}-00000.ready")
    pruning.prune(folder, KEYS[0], 0)
    assert there(folder) == {"a", "b"}
    del held
    pruning.prune(folder, KEYS[0], 0)
    assert there(folder) == {"a"}


def test_the_environment_says_the_bound(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("", "much", "nan", "inf"):
        monkeypatch.setenv(pruning.SETTING, text)
        assert pruning.bound() == int(pruning.BOUND_GIB * pruning.GIB)
    monkeypatch.setenv(pruning.SETTING, "0")
    pruning.prune(folder, "")
    assert there(folder) == set()
