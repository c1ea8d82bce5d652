"""What is read off photos, and what viewing copies show and don't hold (B5, F1)."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from made_evidence import GPS, SECRET, ZIYUAN, encoded, photo, pixels, rational
from weipian.vault.kinds import HEIC, JPEG
from weipian.vault.looking.eye import Eye
from weipian.vault.places import Places
from weipian.vault.taking import Taken
from weipian.vault.viewing import view_of

Take = Callable[[str, bytes], Taken]
pytestmark = pytest.mark.requirement("B5")


def test_time_place_and_heading_are_read_to_the_digit(taking: Take) -> None:
    facts = taking("a.jpg", photo(ZIYUAN, taken="2023:09:24 10:11:12", offset="+08:00")).facts
    assert facts["taken"] == "2023-09-24T10:11:12"
    assert facts["offset"] == "+08:00"
    assert (facts["width"], facts["height"], facts["model"]) == (400, 300, "X100")
    assert facts["gps"] == {
        "latitude": "26.04293333",
        "longitude": "110.65097222",
        "heading": "211.20",
        "heading_from": "T",
        "altitude_m": "412.30",
        "accuracy_m": "4.80",
        "utc": "2023-09-24T02:11:05Z",
    }


def test_south_and_west_are_below_zero_and_below_the_sea_too(taking: Take) -> None:
    place = {**ZIYUAN, 1: "S", 3: "W", 5: b"\x01"}
    gps = taking("a.jpg", photo(place)).facts["gps"]
    assert isinstance(gps, dict)
    assert (gps["latitude"], gps["longitude"], gps["altitude_m"]) == ("-26.04293333", "-110.65097222", "-412.30")


@pytest.mark.parametrize(
    "place",
    [
        None,
        {},
        {1: "N", 2: (rational(26), rational(0, 0), rational(0)), 3: "E", 4: (rational(110), rational(0), rational(0))},
        {1: "N", 2: (rational(126), rational(0), rational(0)), 3: "E", 4: (rational(110), rational(0), rational(0))},
        {2: (rational(26), rational(0), rational(0))},
        {16: "T", 17: rational(0, 0)},
    ],
)
def test_no_place_is_no_fault(taking: Take, place: dict[int, object] | None) -> None:
    """Browsers and messengers strip it: nothing is said about it, nothing is held against anybody."""
    taken = taking("a.jpg", photo(place))
    assert "gps" not in taken.facts
    assert taken.notes == ()


def test_a_broken_clock_is_no_time(taking: Take) -> None:
    assert "taken" not in taking("a.jpg", photo(taken="0000:00:00 00:00:00")).facts
    assert "taken" not in taking("b.jpg", photo(taken="2023:19:44 30:00:00")).facts


def shown(places: Places, taken: Taken, which: str = "view") -> Image.Image:
    path = view_of(places, taken.sums.sha256, taken.kind.media_type, which)
    image = Image.open(path)
    image.load()
    assert image.format == "JPEG"
    return image


def colours(image: Image.Image) -> list[str]:
    """The dominant channel in the four corners: top left, top right, bottom left, bottom right."""
    width, height = image.size
    places = [(x, y) for y in (height // 8, height * 7 // 8) for x in (width // 8, width * 7 // 8)]
    found = []
    for place in places:
        pixel = image.getpixel(place)
        assert isinstance(pixel, tuple)
        found.append("rgb"[max(range(3), key=lambda k, values=pixel: values[k])])  # type: ignore[misc]
    return found


@pytest.mark.parametrize(
    ("orientation", "corners"),
    [(1, "rgbb"), (2, "grbb"), (3, "bbgr"), (4, "bbrg"), (5, "rbgb"), (6, "brbg"), (7, "bgbr"), (8, "gbrb")],
)
def test_a_copy_is_turned_as_it_was_held(taking: Take, places: Places, orientation: int, corners: str) -> None:
    taken = taking("a.jpg", photo(orientation=orientation))
    assert taken.facts["orientation"] == orientation
    assert "".join(colours(shown(places, taken))) == corners


@pytest.mark.requirement("F1")
def test_a_copy_holds_nothing_but_pixels(taking: Take, places: Places) -> None:
    data = photo(ZIYUAN, taken="2023:09:24 10:11:12") + b"\x00\x00\x00\x18ftypmp42tail-marker"
    taken = taking("a.jpg", data)
    marks = (SECRET.encode().hex().encode(), b"Exif", b"X100", b"2023:09", b"tail-marker", b"http", b"ICC", b"8BIM")
    assert sum(mark in data for mark in marks) >= 5
    for which in ("view", "thumbnail"):
        path = view_of(places, taken.sums.sha256, "image/jpeg", which)
        assert [mark for mark in marks if mark in path.read_bytes()] == []
        with Image.open(path) as image:
            assert not image.getexif()
            assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert places.original(taken.sums.sha256).read_bytes() == data


def test_copies_are_small_and_never_larger_than_the_picture(taking: Take, places: Places) -> None:
    taken = taking("大.jpg", photo(size=(4000, 3000)))
    assert shown(places, taken).size == (1600, 1200)
    assert shown(places, taken, "thumbnail").size == (320, 240)
    assert shown(places, taking("小.jpg", photo(size=(100, 50)))).size == (100, 50)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "I", "YCbCr"])
def test_every_way_of_holding_pixels_has_a_copy(taking: Take, places: Places, mode: str) -> None:
    if mode.startswith("I"):
        image = Image.new(mode, (60, 40), 30_000)
        image.putpixel((5, 5), 1000)
    else:
        image = pixels(60, 40).convert(mode)
    kind = "PNG" if mode in ("1", "L", "LA", "P", "RGBA", "I;16") else "TIFF"
    taken = taking(f"a.{'png' if kind == 'PNG' else 'tif'}", encoded(kind, image))
    assert shown(places, taken).mode == "RGB"


def test_what_is_clear_is_shown_on_white(taking: Take, places: Places) -> None:
    image = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    assert shown(places, taking("a.png", encoded("PNG", image))).getpixel((20, 20)) == (255, 255, 255)


def test_a_copy_that_was_lost_or_swapped_for_a_page_is_made_again(taking: Take, places: Places) -> None:
    taken = taking("a.jpg", photo())
    path = places.view(taken.sums.sha256, "view")
    path.unlink()
    assert shown(places, taken).size == (400, 300)
    path.write_bytes(b"<html><script>alert(1)</script>")
    assert shown(places, taken).size == (400, 300)


def test_a_photo_that_nothing_here_decodes_is_kept_and_said(taking: Take) -> None:
    from made_evidence import heic

    try:
        import pillow_heif  # noqa: F401
    except ImportError:
        assert [note.code for note in taking("a.heic", heic()).notes] == ["said_evidence_no_heic"]


def known(shared: Path, name: str) -> bytes:
    return (shared / "data/photos" / name).read_bytes()


REAL = (
    ("gps/DSCN0010.jpg", {"latitude": "43.4674", "longitude": "11.8851"}),
    ("gps/iphone_hdr_YES.jpg", {"heading": "211.", "heading_from": "T"}),
    ("gps/HMD_Nokia_8.3_5G.jpg", {"heading": "56.", "heading_from": "M"}),
    ("gps/67-0_length_string.jpg", {"heading": "291.39", "heading_from": "M"}),
    ("gps/Kodak_CX7530.jpg", {"latitude": "-"}),
    ("gps/qgis/0997.JPG", {"heading": "59.9", "heading_from": "T"}),
    ("gps/qgis/geotagged.jpg", {"dop": "30.00"}),
    ("gps/jhead/gpsinfo.jpg", {"heading": "0.00", "heading_from": "T", "dop": "50.00"}),
)


@pytest.mark.parametrize(("name", "said"), REAL, ids=[name for name, _ in REAL])
def test_real_photos_say_what_is_known_of_them(shared: Path, taking: Take, name: str, said: dict[str, str]) -> None:
    """What their collectors wrote down of them."""
    gps = taking("a.jpg", known(shared, name)).facts["gps"]
    assert isinstance(gps, dict)
    assert {key: gps[key][: len(value)] for key, value in said.items()} == said


def test_what_an_editor_left_is_told_apart_from_what_a_camera_wrote(shared: Path, taking: Take) -> None:
    """A place that stands in an editor's own data (XMP) alone is not the camera's."""
    facts = taking("a.jpg", known(shared, "gps/adobe_coords.jpg")).facts
    assert facts["software"] == "GIMP 2.10.34"
    assert "gps" not in facts


def test_every_real_photo_is_kept_and_shown(shared: Path, taking: Take, places: Places) -> None:
    files = [path for path in sorted((shared / "data/photos").rglob("*")) if path.suffix.lower() == ".jpg"]
    ordinary = [path for path in files if "hostile" not in path.parts]
    assert len(ordinary) > 15
    for path in ordinary:
        taken = taking("a.jpg", path.read_bytes())
        assert taken.kind is JPEG
        assert max(shown(places, taken).size) <= 1600
    assert taking("a.heic", known(shared, "gps/IMG_5195.HEIC")).kind is HEIC


def test_a_flood_of_pixels_is_bounded_in_memory_too(eye: Eye, tmp_path: Path) -> None:
    """The largest picture that is taken fits behind the fence."""
    path, out = tmp_path / "a.png", tmp_path / "v.jpg"
    Image.new("L", (12_000, 9_000)).save(path, compress_level=1)
    assert eye.look(path, ".png", {1600: out}).facts["width"] == 12_000
    with Image.open(io.BytesIO(out.read_bytes())) as image:
        assert image.size == (1600, 1200)


def test_gps_tags_are_where_the_test_puts_them() -> None:
    with Image.open(io.BytesIO(photo(ZIYUAN))) as image:
        assert image.getexif().get_ifd(GPS)[1] == "N"
