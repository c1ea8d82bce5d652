"""What later stages are told of a plot's prosecution, with as many questions for many plots as for one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from made_cases import Enforcing
from weipian.terms.cases import CaseStep, WithoutCase
from weipian.terms.determination import Handling


@pytest.mark.requirement("D2", "C3")
def test_penalty_approval_and_handling_of_many_plots(tmp_path: Path) -> None:
    county = Enforcing(tmp_path / "county")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.cases.acts.approving import Granting, grant
    from weipian.programme.rectification.cases.acts.leaving import Leaving, leave
    from weipian.programme.rectification.cases.competence import Approver
    from weipian.store.models import Plot
    from weipian.store.queries.prosecuted import prosecuted
    from weipian.terms.cases import ApprovalStage

    ids = dict(Plot.objects.values_list("number", "id"))
    by = Approver(None, "某局长", "审1号")
    county.open("0号", "P1")
    county.step("0号", CaseStep.WITHDRAWN, date(2023, 9, 2), reason="重复立案", approver=by)
    county.open("1号", "P1", "P2")
    county.penalise("1号", "P1", "P2")
    grant(
        county.enforcer,
        "P1",
        Granting(ApprovalStage.GRANTED, date(2023, 11, 1), "批1号", "厅", None, True, None, True),
        follow,
    )
    leave(county.enforcer, ["P3"], Leaving(WithoutCase.UNCASED, date(2023, 9, 1), "已拆除", by))
    with CaptureQueriesContext(connection) as few:
        prosecuted([ids["P1"]])
    with CaptureQueriesContext(connection) as many:
        found = prosecuted(list(ids.values()))
    assert len(few) == len(many) == 3
    first, second, third = (found[ids[plot]] for plot in ("P1", "P2", "P3"))
    assert (first.case_number, first.penalty_on, first.approved_on) == ("1号", date(2023, 9, 20), date(2023, 11, 1))
    assert (first.linked_ticked, second.linked_ticked, second.approved_on) == (False, None, None)
    assert (second.handling, third.handling, third.explanation) == (Handling.OPEN_CASE, Handling.WITHOUT_CASE, "已拆除")
    assert set(found) == {ids["P1"], ids["P2"], ids["P3"]}
