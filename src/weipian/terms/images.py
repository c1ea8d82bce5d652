"""Dated images, and the two moments between which a patch was seen to change."""

from __future__ import annotations

from weipian.terms.words import Word


class Moment(Word):
    """Which of the two images."""

    BEFORE = "before", "前时相"
    AFTER = "after", "后时相"
