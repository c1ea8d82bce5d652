"""What a camera wrote down: when, where, which way, with what. Texts and whole numbers, never floats.

Much arrives without: browsers and messengers strip it. That nothing is there is no sign against anybody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from typing import Any

EXIF, GPS = 0x8769, 0x8825
WHEN = re.compile(r"(\d{4})[:\-](\d\d)[:\-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
OFFSET = re.compile(r"[+-]\d\d:\d\d")
PLACES = Decimal("0.00000001")
"""Degrees to a millimetre."""
LONGEST = 100


def facts_of(image: Any) -> dict[str, object]:
    """Of a decoded picture: its size, and what its data says that can be read; what can't is left out."""
    facts: dict[str, object] = {"width": image.size[0], "height": image.size[1]}
    try:
        tags = image.getexif()
        inner, place = dict(tags.get_ifd(EXIF)), dict(tags.get_ifd(GPS))
        plain = dict(tags)
    except Exception:  # noqa: BLE001,RUF100 - broken data of any kind: the picture itself was decoded
        return facts
    said = {"taken": _when(inner, plain), "offset": _offset(inner), "make": _text(plain.get(0x010F))}
    said |= {"model": _text(plain.get(0x0110)), "software": _text(plain.get(0x0131))}
    said["orientation"] = plain.get(0x0112) if plain.get(0x0112) in range(1, 9) else None
    facts |= {name: value for name, value in said.items() if value is not None}
    found = _position(place)
    return facts | ({"gps": found} if found else {})


def _when(inner: Mapping[int, Any], plain: Mapping[int, Any]) -> str | None:
    """When the shutter opened; else when it was made into digits, or changed."""
    for value in (inner.get(0x9003), inner.get(0x9004), plain.get(0x0132)):
        found = WHEN.match(_text(value) or "")
        if (
            found
            and found[1] != "0000"
            and 1 <= int(found[2]) <= 12
            and 1 <= int(found[3]) <= 31
            and int(found[4]) < 24
        ):
            return "{}-{}-{}T{}:{}:{}".format(*found.groups())
    return None


def _offset(inner: Mapping[int, Any]) -> str | None:
    for tag in (0x9011, 0x9012, 0x9010):
        found = _text(inner.get(tag))
        if found and OFFSET.fullmatch(found):
            return found
    return None


def _position(place: Mapping[int, Any]) -> dict[str, object]:
    """Where and which way; nothing where the degrees are none."""
    latitude = _degrees(place.get(2), place.get(1), "S", 90)
    longitude = _degrees(place.get(4), place.get(3), "W", 180)
    found: dict[str, object] = {}
    if latitude is not None and longitude is not None:
        found = {"latitude": latitude, "longitude": longitude}
    heading = _number(place.get(17))
    if heading is not None and 0 <= heading <= 360:
        found |= {"heading": _decimal(heading, Decimal("0.01"))}
        found |= {"heading_from": north} if (north := _text(place.get(16))) in ("T", "M") else {}
    for name, tag, least in (("altitude_m", 6, -500), ("accuracy_m", 31, 0), ("dop", 11, 0)):
        value = _number(place.get(tag))
        if value is not None and least <= value < 100_000:
            below = name == "altitude_m" and place.get(5) in (1, b"\x01")
            found[name] = _decimal(-value if below else value, Decimal("0.01"))
    moment = _moment(place)
    return found | ({"utc": moment} if moment else {})


def _moment(place: Mapping[int, Any]) -> str | None:
    """The satellites' own time."""
    day = re.fullmatch(r"(\d{4})[:\-](\d\d)[:\-](\d\d)", _text(place.get(29)) or "")
    parts = [_number(part) for part in _three(place.get(7))]
    if day is None or len(parts) != 3 or None in parts:
        return None
    hour, minute, second = (int(part or 0) for part in parts)
    if not (hour < 24 and minute < 60 and second <= 60):
        return None
    return f"{day[1]}-{day[2]}-{day[3]}T{hour:02}:{minute:02}:{second:02}Z"


def _degrees(value: Any, side: Any, minus: str, most: int) -> str | None:
    parts = [_number(part) for part in _three(value)]
    if len(parts) != 3 or any(part is None for part in parts):
        return None
    degrees = sum((Fraction(part or 0) / 60**power for power, part in enumerate(parts)), Fraction(0))
    if not 0 <= degrees <= most:
        return None
    return _decimal(-degrees if (_text(side) or "").upper() == minus else degrees, PLACES)


def _three(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, tuple | list) and len(value) == 3 else ()


def _number(value: Any) -> Fraction | None:
    """A rational as it was written, exactly; None where it is none."""
    try:
        top, below = getattr(value, "numerator", None), getattr(value, "denominator", None)
        if isinstance(value, float):
            return Fraction(value)
        return Fraction(int(top), int(below)) if top is not None and below else None
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None


def _decimal(value: Fraction, step: Decimal) -> str:
    with localcontext() as context:
        context.prec = 50
        return str((Decimal(value.numerator) / value.denominator).quantize(step, ROUND_HALF_EVEN))


def _text(value: Any) -> str | None:
    """A short text without signs that don't show; None where there is none."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return None
    shown = "".join(sign for sign in value if sign.isprintable()).strip()
    return shown[:LONGEST] or None
