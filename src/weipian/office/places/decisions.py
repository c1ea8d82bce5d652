"""Where effective decisions come from: none are kept yet, which is told as such and never as nobody."""

from __future__ import annotations

from weipian.programme.report.places.builders import Effective

EFFECTIVE: Effective | None = None
