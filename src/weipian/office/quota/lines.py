"""A line of a notice as somebody types it: 乡镇[/村]=数量[,水田=…][,产能=…][,等别=…][,地块=A、B]."""

from __future__ import annotations

import unicodedata

from weipian.fence.field import read_mu
from weipian.policy.spelling import exact
from weipian.programme.account.quota.acts.noticing import Line
from weipian.terms.errors import InputError

SIZES = {"水田": "paddy", "产能": "capacity"}


def line_of(text: str) -> Line:
    """Raises InputError, `where` the line."""
    plain = unicodedata.normalize("NFKC", text).strip()
    first, *more = plain.split(",")
    place, sign, quantity = first.partition("=")
    if not sign or not place.strip():
        raise InputError("quota_line_sign", where=text)
    township, _, village = place.partition("/")
    said: dict[str, str] = {"quantity": _size(quantity, text)}
    plots: tuple[str, ...] = ()
    for one in more:
        name, sign, value = (part.strip() for part in one.partition("="))
        if name in SIZES and sign:
            said[SIZES[name]] = _size(value, text)
        elif name == "等别" and sign:
            said["grade"] = value
        elif name == "地块" and sign:
            plots = named_plots(value)
        else:
            raise InputError("quota_line_sign", where=text)
    return Line(township.strip(), village.strip(), plots=plots, **said)


def _size(value: str, where: str) -> str:
    """As a decimal; empty and 不明 are not known."""
    if value.strip() in ("", "不明"):
        return ""
    try:
        return exact(read_mu(value))
    except InputError:
        raise InputError("quota_number", where=where, value=value) from None


def named_plots(text: str) -> tuple[str, ...]:
    """Numbers divided by 、 , ; or blanks, each once."""
    for sign in "、，,；;":
        text = text.replace(sign, " ")
    return tuple(dict.fromkeys(text.split()))
