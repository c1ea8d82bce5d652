"""The checks as the docs print them: of which plots, what is asked, under which clause, how heavily, the mend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from weipian.policy import Policy
from weipian.policy.spelling import word
from weipian.programme.determination.propose import law_day
from weipian.programme.submission.checking.law import Entry, law_on
from weipian.terms.checking import Level, Subject
from weipian.terms.messages import catalogue as messages
from weipian.terms.words import Sure

BLANKS = {"stands": "〔现值〕", "should": "〔应有〕"}
LOOKED_AT = ("subjects", "subject", "left", "whole")


@dataclass(frozen=True, slots=True)
class Listed:
    """One check as the catalogue shows it."""

    code: str
    level: str
    of_which: str
    gist: str
    message: str
    mend: str
    clause: str
    sure: Sure
    note: str


def checks_of(policy: Policy, on: date | None = None) -> list[Listed]:
    """Every check in force, those that block first, then by code."""
    law = law_on(policy, law_day(on or policy.issued, policy))
    listed = [_listed(entry, policy) for entry in law.entries]
    return sorted(listed, key=lambda one: (one.level != Level.BLOCKS.label, one.code))


def _listed(entry: Entry, policy: Policy) -> Listed:
    text, value = messages()[f"check_{entry.code}"], entry.value
    return Listed(
        code=entry.code,
        level=entry.level.label,
        of_which=_of_which(entry, policy),
        gist=value.gist,
        message=text["what"].format(field=_looked_at(entry), **BLANKS),
        mend=text["mend"],
        clause=value.clause,
        sure=value.sure,
        note=value.note,
    )


def _looked_at(entry: Entry) -> str:
    """The cells that the law names, by label; a check of its own shape names none."""
    named = [subject for name in LOOKED_AT for subject in entry.named.get(name, ())]
    return "、".join(subject.label for subject in named) or OWN_CELL.get(entry.code, Subject.EVIDENCE).label


OWN_CELL = {
    "approval_area_enough": Subject.APPROVAL_AREA,
    "facility_off_farmland": Subject.MEASURED_FARMLAND,
    "solar_off_cultivated": Subject.SOLAR_CULTIVATED,
    "housing_mark": Subject.UNLAWFUL_HOUSING,
    "nonfarm_mark": Subject.NONFARM,
    "licence_number_form": Subject.LICENCE_NUMBER,
    "licence_in_force": Subject.LICENCE_UNTIL,
    "barred_from_approval": Subject.MEASURED_FARMLAND,
}
"""The cell of a check of its own shape, where its message names one."""


def _of_which(entry: Entry, policy: Policy) -> str:
    """All plots, or those with all of these traits and any of those."""

    def spelt(words: Iterable[str]) -> list[str]:
        return [word(one, policy.schema) for one in sorted(words)]

    parts = [
        "并且".join(spelt(entry.every)),
        "或".join(spelt(entry.some)),
        "".join(f"不含{one}" for one in spelt(entry.never)),
    ]
    return "，".join(part for part in parts if part) or "所有地块"
