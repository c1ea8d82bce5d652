"""Images from outside: only GeoTIFF, only whole, and what is kept shows the same as what came."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from affine import Affine

from made_images import texture, tiff
from refusing import refuses
from weipian.fence.raster import Wish, look, rewrite
from weipian.terms.errors import InputError

WEST, NORTH = 37_464_000.0, 2_881_000.0
NAIP = Path(__file__).resolve().parents[1] / "data/imagery/naip_2010.tif"


PLAIN = Wish()


def kept(path: Path, folder: Path, wish: Wish = PLAIN) -> tuple[Any, Any, Any]:
    found, made = rewrite(path, wish, folder)
    with rasterio.open(made) as source:
        return found, source.read(), source.dataset_mask() > 0


def test_eight_bits_are_kept_as_they_are(tmp_path: Path) -> None:
    pixels = texture(300)
    pixels[:, :40, :60] = 0
    path = tiff(tmp_path / "a.tif", pixels, WEST, NORTH, 0.5, nodata=0, photometric="RGB")
    told, read, mask = kept(path, tmp_path)
    assert np.array_equal(read, pixels)
    assert np.array_equal(mask, pixels.any(axis=0))
    assert (told.epsg, told.width, told.transform) == (4525, 300, (0.5, WEST, -0.5, NORTH))
    assert told.seen == pytest.approx(mask.mean())
    first = (tmp_path / "image.tif").read_bytes()
    rewrite(path, Wish(), tmp_path)
    assert (tmp_path / "image.tif").read_bytes() == first


def test_deeper_tones_are_stretched_and_it_is_said(tmp_path: Path) -> None:
    deep = texture(200).astype(np.uint16) * 11 + 300
    told, read, _ = kept(tiff(tmp_path / "deep.tif", deep, WEST, NORTH), tmp_path, Wish(bands=(3, 2, 1)))
    assert [code for code, _ in told.said] == ["said_image_stretched"]
    low, high = np.percentile(deep[2], [2, 98])
    expected = np.clip((deep[2] - low) / (high - low), 0, 1) * 254 + 1
    assert np.abs(read[0] - expected).max() <= 1


@pytest.mark.parametrize(
    ("code", "name", "more"),
    [
        ("image_no_system", "a.tif", {"crs": None}),
        ("image_turned", "a.tif", {"transform": Affine(1, 0.2, WEST, 0.2, -1, NORTH)}),
        ("crs_not_allowed", "a.tif", {"crs": "EPSG:26914"}),
        ("image_kind", "a.img", {}),
    ],
)
def test_what_can_not_be_used_is_refused_in_words(tmp_path: Path, code: str, name: str, more: dict[str, Any]) -> None:
    path = tiff(tmp_path / name, texture(64), WEST, NORTH, **more)
    with refuses(code, InputError):
        look(path, Wish())


@pytest.mark.requirement("F5")
def test_another_format_under_the_name_of_a_tiff_is_not_opened(tmp_path: Path) -> None:
    """A VRT would read other files; a cut-off TIFF is told to be broken."""
    secret = tiff(tmp_path / "secret.tif", texture(64), WEST, NORTH)
    vrt = tmp_path / "vrt.tif"
    vrt.write_text(
        f'<VRTDataset rasterXSize="64" rasterYSize="64"><SourceFilename>{secret}</SourceFilename></VRTDataset>'
    )
    with refuses("image_kind", InputError):
        rewrite(vrt, Wish(), tmp_path)
    vrt.write_bytes(secret.read_bytes()[:200])
    with refuses("image_broken", InputError):
        rewrite(vrt, Wish(), tmp_path)


def test_a_system_may_be_said_and_one_without_pixels_is_refused(tmp_path: Path) -> None:
    assert look(NAIP, Wish(epsg=32614)).epsg == 32614
    empty = tiff(tmp_path / "empty.tif", np.zeros((3, 64, 64), np.uint8), WEST, NORTH, nodata=0)
    with refuses("image_empty", InputError):
        rewrite(empty, Wish(), tmp_path)
    with refuses("image_bands", InputError):
        look(NAIP, Wish(bands=(4,), epsg=32614))
