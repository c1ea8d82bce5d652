"""Machine code: the same bits as the Python that it was made from, kept safely, loaded without numba."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from geometry.making import WHERE, plane, star
from weipian.geometry import areas, checksum, compiled, rings, unroll
from weipian.geometry.crs import Crs
from weipian.geometry.machine import code, keeping, loading, making, noted
from weipian.geometry.machine.code import Way
from weipian.geometry.machine.signature import words_of
from weipian.geometry.measure import indexed, overlaps, overlaps_within, shape_areas
from weipian.geometry.sound import judged

Kept = tuple[dict[str, Any], bytes]


@pytest.fixture(scope="module")
def kept() -> Kept:
    """The code that this machine runs."""
    assert code.ready() in (Way.KEPT, Way.MADE)
    found = keeping.read(keeping.name_of(loading.host()))
    assert found is not None
    return found


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where code is kept in this test; the folder beside the package can't be written to."""
    (tmp_path / "taken").touch()
    monkeypatch.setattr(keeping, "beside", lambda: tmp_path / "taken" / "no folder")
    monkeypatch.setattr(keeping, "of_user", lambda: tmp_path / "user")
    return tmp_path / "user"


def walked() -> list[bytes]:
    """All that measuring reckons on a few shapes of every sort: plain, with a hole, huge."""
    holed = shapely.difference(star(30, 300, 1), star(9, 40, 2))
    zone = [shapely.to_wkb(shapely.transform(holed, lambda xy: xy - WHERE + (37_450_000, 2_880_000)))]
    many = plane(*[star(7, 60, k, (WHERE[0] + 40 * k, WHERE[1])) for k in range(5)])
    layer = indexed(plane(holed, star(300, 200, 3)))
    read = judged(zone, Crs.of_epsg(4525)).shapes
    found = overlaps(many, layer)
    within = overlaps_within(layer)
    words = np.arange(20_000, dtype=np.uint64)
    sums = checksum.sums_of(words)
    seen = np.zeros(len(sums), np.uint8)
    assert checksum.intact(words, sums, seen, 5, 19_000)
    words[8_192] ^= np.uint64(1)
    assert not checksum.intact(words, sums, np.zeros(len(sums), np.uint8), 8_000, 9_000)
    arrays: list[NDArray[Any]] = [read.x, read.y, shape_areas(many), shape_areas(read), *layer.pieces, *layer.tree]
    columns = [one for each in (found, within) for one in (each.a_index, each.b_index, each.area_um2)]
    assert len(found) >= 5
    assert len(within) == 1
    return [array.tobytes() for array in (*arrays, *columns, sums, seen)]


def test_the_same_bits_as_python(monkeypatch: pytest.MonkeyPatch) -> None:
    native = walked()
    monkeypatch.setattr(compiled.Entry, "__call__", lambda self, *given: self.plain(*given))
    with np.errstate(all="ignore"):
        assert walked() == native


def test_the_same_bits_by_numba_in_this_process() -> None:
    there = np.vstack((np.linspace(37_400_000.0, 37_600_000.0, 900), np.linspace(2_800_000.0, 2_900_000.0, 900)))
    here = there.copy()
    more = (0.1, 37_500_000.0, unroll.constants(), unroll.scratch())
    unroll.unroll(there[0], there[1], *more)
    native = unroll.unroll.signature.at(making.made_here(unroll.unroll))
    native(words_of(unroll.unroll.signature, (here[0], here[1], *more)))
    assert there.tobytes() == here.tobytes()


def test_threads_side_by_side() -> None:
    one = walked()
    with ThreadPoolExecutor(4) as pool:
        assert all(found == one for found in pool.map(lambda _: walked(), range(8)))


def test_every_entry_is_kept(kept: Kept) -> None:
    ours = {name for name, one in noted.ENTRIES.items() if one.plain.__module__.startswith("weipian.")}
    assert len(ours) >= 12
    assert ours <= set(kept[0]["symbols"])


def test_arrays_that_do_not_fit_are_refused() -> None:
    x, ring = np.zeros(8), np.array([0, 8])
    out, hole = np.zeros(1), np.zeros(1, np.bool_)
    locked = np.zeros(8)
    locked.setflags(write=False)
    for given in (
        (x.astype(np.float32), x, ring, ring, out),
        (np.zeros(16)[::2], x, ring, ring, out),
        (x.reshape(2, 4), x, ring, ring, out),
        (x, x, ring.astype(np.int32), ring, out),
    ):
        with pytest.raises(TypeError):
            areas.fill_areas(*given)
    with pytest.raises(TypeError):
        rings.orient(locked, x, ring, hole, 0, 1)
    with pytest.raises(ValueError, match="zip"):
        rings.orient(x, x, ring)  # type: ignore[call-arg]


@pytest.mark.parametrize("place", [0, 20, 50, 60, -1])
def test_damaged_code_is_not_taken(folder: Path, kept: Kept, place: int) -> None:
    where = keeping.keep("machine-x.code", *kept)
    assert where == folder / "machine-x.code"
    assert keeping.read("machine-x.code") == kept
    whole = bytearray(where.read_bytes())
    whole[place] ^= 1
    where.write_bytes(whole)
    assert keeping.read("machine-x.code") is None
    where.write_bytes(whole[:70])
    assert keeping.read("machine-x.code") is None
    assert keeping.read("machine-other.code") is None


def test_damaged_code_is_made_again(folder: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    about, object_code = kept
    monkeypatch.setattr(code, "_made", lambda: making.Made(object_code, about["symbols"], about["needed"]))
    name = keeping.name_of(loading.host())
    assert code._obtained() is Way.MADE
    assert code._obtained() is Way.KEPT
    (folder / name).write_bytes(b"weipian code 1\n\0 and no more")
    assert code._obtained() is Way.MADE
    assert keeping.read(name) == kept
    monkeypatch.setattr(keeping, "of_user", keeping.beside)
    assert code._obtained() is Way.UNKEPT


def test_what_can_not_be_loaded_is_left_to_numba(
    folder: Path, kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    about, object_code = kept
    keeping.keep(keeping.name_of(loading.host()), {**about, "needed": ["no_such_symbol_anywhere"]}, object_code)
    assert code._obtained() is Way.BY_NUMBA
    assert "numba" in capsys.readouterr().err


def test_two_writers_do_no_harm(folder: Path, kept: Kept) -> None:
    with ThreadPoolExecutor(4) as pool:
        places = set(pool.map(lambda _: keeping.keep("machine-x.code", *kept), range(12)))
    assert places == {folder / "machine-x.code"}
    assert keeping.read("machine-x.code") == kept
    assert [one.name for one in folder.iterdir()] == ["machine-x.code"]


def test_old_code_goes(folder: Path, kept: Kept) -> None:
    for number in range(keeping.KEPT + 3):
        keeping.keep(f"machine-{number}.code", *kept)
    assert len(list(folder.iterdir())) == keeping.KEPT


def test_another_compiler_or_setting_is_another_code(monkeypatch: pytest.MonkeyPatch) -> None:
    name = keeping.name_of("here")
    assert keeping.name_of("here") == name != keeping.name_of("there")
    monkeypatch.setenv("NUMBA_CPU_NAME", "generic")
    assert keeping.name_of("here") != name


def test_set_up_needs_numba_once_only(kept: Kept) -> None:
    told = "import sys; from weipian import geometry; print(geometry.warm().value, 'numba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["kept", "False"]


BESIDE = """
import numpy as np
from weipian.geometry.areas import areas_m2
square = np.array([0.0, 1.0, 1.0, 0.0, 0.0]), np.array([0.0, 0.0, 1.0, 1.0, 0.0])
assert areas_m2(*square, np.array([0, 5]), np.array([0, 1]))[0] == 1.0
import numba
@numba.njit
def own(count):
    if count > 5:
        raise ValueError("many")
    return np.ones(count).sum()
assert own(5) == 5.0
try:
    own(6)
except ValueError as error:
    print(error)
"""


def test_numba_works_beside_it(kept: Kept) -> None:
    """Whoever uses us as a library may use numba too: it allocates and raises as ever."""
    done = subprocess.run([sys.executable, "-c", BESIDE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "many"), done.stderr
