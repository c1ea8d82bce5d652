"""The addresses of the ledger and of the quota's books."""

from __future__ import annotations

from weipian.web.aside.alike import Aside
from weipian.web.frame.route import Route
from weipian.web.pages.ledger.book import ledger
from weipian.web.pages.ledger.quota import quota

ROUTES = (
    Route("ledger/", ledger, "ledger", label="指标台账", group="账和图", aside=Aside.OWN),
    Route("quota/", quota, "quota", label="补充耕地指标", group="账和图"),
)
