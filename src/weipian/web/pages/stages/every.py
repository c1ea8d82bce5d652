"""All lists and pages of the stages, in the programme's order."""

from __future__ import annotations

from weipian.web.frame.route import Route
from weipian.web.pages.stages import (
    accepting,
    cases,
    dossiers,
    evidence,
    handing,
    letters,
    mechanisms,
    objections,
    places,
    returns,
    righting,
)
from weipian.web.pages.stages.detail import DetailPage
from weipian.web.pages.stages.filed import ROUTES as FILED
from weipian.web.pages.stages.listing import FAMILIES, ListPage

PAGES: tuple[ListPage, ...] = (
    *returns.PAGES,
    *righting.PAGES,
    *cases.PAGES,
    *handing.PAGES,
    *objections.PAGES,
    *letters.PAGES,
    *mechanisms.PAGES,
    *accepting.PAGES,
    *places.PAGES,
    *evidence.PAGES,
    *dossiers.PAGES,
)
DETAILS: tuple[DetailPage, ...] = (
    righting.ONE,
    cases.ONE,
    handing.HANDOVER,
    objections.OBJECTION,
    letters.LETTER,
    mechanisms.MECHANISM,
    accepting.ONE,
    evidence.ONE,
)
for page in PAGES:
    FAMILIES.setdefault(page.family, []).append(page)
ROUTES: tuple[Route, ...] = (
    *(page.route() for page in PAGES),
    *FILED,
    *dossiers.ROUTES,
    *(page.route() for page in DETAILS),
)
"""Lists before single rows: `/right/board/` is no plot's page."""
