"""Sentences that name commands and options, as the browser says them."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from weipian.web.command.port import Said
from weipian.web.frame.here import here

PAGES = {"doctor": "doctor", "audit/verify": "verify"}
"""Of what has a page of its own, the route's name."""


def linked(text: str, path: Sequence[str] = ()) -> SafeString:
    """With each dialog that is named as a link to it."""
    return mark_safe("".join(map(_shown, here().commands.spoken(text, path))))  # noqa: S308 - each part is escaped


def plain(text: str, path: Sequence[str] = ()) -> str:
    """Where no link can stand."""
    return "".join(part.text for part in here().commands.spoken(text, path))


def _shown(part: Said) -> str:
    return str(format_html('<a href="{}">{}</a>', _address(part.to), part.text) if part.to else escape(part.text))


def _address(to: str) -> str:
    if to.startswith("#"):
        return f"{reverse('everything')}{to}"
    return str(reverse(PAGES[to]) if to in PAGES else reverse("dialog", args=[to]))
