"""What opinions and reasons for marks say to the self-check: each by itself, nothing where it no longer holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from weipian.programme.inspection.opined import basis, names
from weipian.programme.submission.checking.beside import Beside, gates, reasons
from weipian.programme.submission.checking.row import Gate
from weipian.terms.words import GateName

pytestmark = pytest.mark.requirement("C4", "B7", "B10")
ASKED: Mapping[str, Any] = {"gate": "D", "rule": "gates.D.cultivated", "measured_mu": "60.0000", "certain": True}


@dataclass(frozen=True)
class Said:
    event: int = 9
    day: date = date(2023, 8, 6)
    present: str = "张三、李四"
    opinion: str = "应拆除"
    responsible: str = "王五"
    basis: Mapping[str, str] = field(default_factory=lambda: basis(ASKED))


def asked(said: Said | None, since: int = 7) -> list[Gate]:
    return list(gates([ASKED], since, Beside(opinions={"D": said} if said else {})))


def test_an_opinion_names_who_was_there_and_who_is_responsible() -> None:
    assert asked(None) == [Gate(GateName.D)]
    assert asked(Said()) == [Gate(GateName.D, True, True, "王五", date(2023, 8, 6), 2)]


def test_an_opinion_on_other_facts_is_asked_for_again_once_the_rules_have_asked_anew() -> None:
    other = {"gates.D.cultivated": "55.0000", "unknown": ""}
    assert asked(Said(basis=other), since=10) == [Gate(GateName.D, opinion=False)]
    assert asked(Said(basis=other), since=8)[0].opinion is True  # given later than the rules asked: on newer facts
    assert asked(Said(), since=10)[0].opinion is True


def test_names_are_counted_once_each() -> None:
    assert names("张三、李四，王和平 张三;") == ("张三", "李四", "王和平")
    assert names(" ") == ()


def test_a_reason_counts_for_the_mark_as_it_stands() -> None:
    beside = Beside(reasons={"nonfarm_conversion": (False, "设施农业"), "sensitive": (True, "群众反映")})
    assert reasons({"nonfarm_conversion": False, "sensitive": False}, beside) == {"nonfarm_conversion": "设施农业"}
