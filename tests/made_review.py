"""A county with its people and a review in it, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from made_books import SOME, TOWNSHIPS, Given, issue, made_desk
from made_evidence import docx
from made_people import add_person
from weipian.terms.acting import Role
from weipian.terms.review import ReviewForm

DAY = date(2023, 9, 5)


class County:
    """The clerk's desk, and that of everybody else by role."""

    def __init__(self, folder: Path, patches: tuple[Given, ...] = SOME) -> None:
        self.folder, self.patches = folder, patches
        self.clerk = made_desk(folder)
        issue(self.clerk, patches)
        self.leader = self.person("leader", Role.COUNTY_LEADER)
        self.reviewer = self.person("reviewer", Role.COUNTY_REVIEWER)
        self.mayor = self.person("mayor", Role.TOWNSHIP_MAYOR, TOWNSHIPS[0])
        self.auditor = self.person("auditor", Role.AUDITOR)

    def person(self, name: str, role: Role, township: str = "") -> Any:
        add_person(self.folder, name, role, township)
        from weipian.store.actors import Door
        from weipian.store.models import Account
        from weipian.store.queries.people import actor_of

        return replace(self.clerk, actor=replace(actor_of(Account.objects.get(name=name)), door=Door.CREDENTIAL))

    def convene(self, number: str = "HS-1", corrects: str = "", *, by_itself: bool = True) -> Any:
        from weipian.programme.determination.review.convening import Convening, convene

        said = Convening(number, ReviewForm.MEETING, DAY, "九月会审", "主持甲", corrects)
        return convene(self.clerk, said, by_itself=by_itself)

    def attend(self, number: str = "HS-1") -> None:
        from weipian.programme.determination.review.attending import Came, attend

        attend(self.clerk, number, [Came("农业农村", "与会乙", "股长"), Came("林业", "与会丙")])

    def decide(self, plot: str, word: str, because: str = "会审认为", number: str = "HS-1") -> Any:
        from weipian.office.inspecting.gates import gates_open
        from weipian.programme.determination.review.deciding import Decided, decide

        return decide(self.clerk, number, [Decided(plot, word, because)], gates_open)

    def scan(self) -> int:
        """A signed scan in the vault."""
        from weipian.programme.inspection.acts.evidence import about, add_evidence
        from weipian.terms.evidence import EvidenceKind

        paper = self.folder.parent / "纪要.docx"
        paper.write_bytes(docx())
        said = about(self.clerk, self.patches[-1].number, EvidenceKind.MINUTES, "")
        return add_evidence(self.clerk, [paper], said, int).kept[0].id

    def lock(self, number: str = "HS-1") -> None:
        from weipian.programme.determination.review.ending import confirm, lock

        confirm(self.reviewer, number)
        lock(self.leader, number, self.scan())

    def determine(self, number: str = "HS-1") -> Any:
        from weipian.office.ledger.following import follow
        from weipian.programme.determination.review.determining import determine

        return determine(self.leader, number, follow)

    def final(self, plot: str, word: str, **said: Any) -> Any:
        from weipian.office.ledger.following import follow
        from weipian.programme.determination.review.finals import Final, take_finals
        from weipian.terms.review import Above

        one = Final(plot, word, Above.REGION, "桂自然资函〔2023〕1号", date(2023, 10, 1), **said)
        return take_finals(self.leader, [one], follow)
