"""卷宗: the list by completeness, and issued bytes as they were kept, of one's own plots alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, Given
from made_people import add_person
from made_review import County
from weipian.cli.dialogs import Dialogs
from weipian.terms.acting import Role

pytestmark = pytest.mark.requirement("D5", "A3")
DAY = date(2023, 9, 6)


@pytest.fixture
def browsers(tmp_path: Path) -> dict[str, Any]:
    """P1's dossier was issued; a clerk of its township, and one of another."""
    county = County(tmp_path / "w", (Given("P1"), Given("P3", TOWNSHIPS[1])))
    for name, township in (("own", TOWNSHIPS[0]), ("other", TOWNSHIPS[1])):
        add_person(county.folder, name, Role.TOWNSHIP_CLERK, township)
    from weipian.office.dossier.issuing import Run, chosen_for, issue_dossiers
    from weipian.web import bringing
    from weipian.web.application import application

    every, chosen = chosen_for(county.clerk, ["P1"], None)
    issue_dossiers(county.clerk, every, chosen, tmp_path / "out", DAY, Run())
    bringing.bring()
    application(county.folder, Dialogs(), hosts=("testserver",), shown_off=True, day=DAY)
    from django.test import Client

    found = {name: Client() for name in ("own", "other")}
    for name, one in found.items():
        assert one.post("/login", {"as": name}).status_code == 302
    return found


def test_issued_bytes_go_to_who_sees_the_plot(browsers: dict[str, Any], tmp_path: Path) -> None:
    page = browsers["own"].get("/dossiers/").content.decode()
    assert "P1" in page
    assert "P3" not in page
    assert "/dossiers/1.pdf" in page
    got = browsers["own"].get("/dossiers/1.pdf")
    assert b"".join(got.streaming_content) == next((tmp_path / "out").iterdir()).read_bytes()
    assert "attachment" in got.headers["Content-Disposition"]
    assert "/dossiers/1.pdf" not in browsers["other"].get("/dossiers/").content.decode()
    assert browsers["other"].get("/dossiers/1.pdf").status_code == 404
    assert "出具卷宗" in browsers["own"].get("/plots/P1").content.decode()
