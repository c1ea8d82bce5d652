"""A county in which some plots are unlawful, with its enforcers, for tests of cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from made_books import TOWNSHIPS, Given
from made_evidence import photo
from made_people import add_person
from made_review import County
from weipian.terms.acting import Act, Role
from weipian.terms.cases import Breach, CaseStep, Penalty
from weipian.terms.words import Category

UNLAWFUL_ONES: Mapping[str, str] = {"P1": "unlawful_new", "P2": "unlawful_new", "P3": "unlawful_farming", "M1": "违法"}
PLACES = (
    Given("P1"), Given("P2"), Given("P3", TOWNSHIPS[1]), Given("P4", TOWNSHIPS[1], cultivated_um2=None),
    Given("M1", TOWNSHIPS[1], Category.MINING),
)  # fmt: skip
S = CaseStep


class Enforcing(County):
    """The bureau's enforcer beside the others; P1, P2, P3, M1 are unlawful, P4 undetermined."""

    def __init__(self, folder: Path, patches: tuple[Given, ...] = PLACES) -> None:
        super().__init__(folder, patches)
        self.enforcer = self.person("enforcer", Role.BUREAU_ENFORCER)
        self.second = self.person("second", Role.BUREAU_ENFORCER)
        self.township = self.person("town", Role.TOWNSHIP_CLERK, TOWNSHIPS[0])
        self.farmers = self.department("farmers", "农业农村")
        self.determined(UNLAWFUL_ONES)

    def department(self, name: str, body: str) -> Any:
        from dataclasses import replace

        add_person(self.folder, name, Role.DEPARTMENT_CLERK, department=body)
        from weipian.store.actors import Door
        from weipian.store.models import Account
        from weipian.store.queries.people import actor_of

        return replace(self.clerk, actor=replace(actor_of(Account.objects.get(name=name)), door=Door.CREDENTIAL))

    def determined(self, words: Mapping[str, str]) -> None:
        """As a review would have left them."""
        from weipian.office.ledger.following import follow
        from weipian.store.acting import acting
        from weipian.store.models import Determination, Plot

        plots = dict(Plot.objects.filter(number__in=list(words)).values_list("number", "id"))
        with acting(self.clerk, Act.DETERMINATIONS_TRANSCRIBED, "plots") as act:
            for number, word in words.items():
                mining = word in ("违法", "合法", "伪变化")
                said = {"conclusion": word, "determination": "undetermined"} if mining else {"determination": word}
                act.add(Determination, plot_id=plots[number], review="HS-1", reviewed=date(2023, 8, 20), **said)
            follow(act, self.clerk.policy, plots.values())

    def photo(self, plot: str) -> int:
        """Evidence from the site."""
        from weipian.programme.inspection.acts.evidence import about, add_evidence
        from weipian.terms.evidence import EvidenceKind

        path = self.folder.parent / f"{plot}.jpg"
        path.write_bytes(photo())
        return int(
            add_evidence(self.clerk, [path], about(self.clerk, plot, EvidenceKind.SITE_PHOTO, ""), int).kept[0].id
        )

    def open(
        self, number: str, /, *plots: str, breach: Breach = Breach.OCCUPATION, desk: Any = None, **more: Any
    ) -> int:
        from weipian.programme.rectification.cases.acts.opening import Opening, open_case
        from weipian.programme.rectification.cases.competence import Approver

        said = {"approver": Approver(self.leader.actor.account), "clue": date(2023, 8, 22), **more}
        day = said.pop("day", date(2023, 9, 1))
        return open_case(desk or self.enforcer, Opening(number, plots or ("P1",), breach, day, **said))

    def step(self, number: str, step: CaseStep, day: date, /, desk: Any = None, **more: Any) -> int:
        from weipian.programme.rectification.cases.acts.stepping import StepSaid
        from weipian.programme.rectification.cases.acts.stepping import step as stepped

        return stepped(desk or self.enforcer, number, StepSaid(step, day, **more))

    def penalise(self, number: str, *plots: str, penalty: Penalty = Penalty.FINE) -> None:
        """From the investigation to the decision served."""
        for plot in plots or ("P1",):
            self.photo(plot)
        self.step(number, S.INVESTIGATED, date(2023, 9, 4))
        self.step(number, S.REVIEWED, date(2023, 9, 5))
        self.step(number, S.NOTIFIED, date(2023, 9, 6), served=date(2023, 9, 6), number="告〔2023〕1号")
        if penalty in (Penalty.DEMOLISH, Penalty.CONFISCATE):
            self.step(number, S.HEARING_NOTIFIED, date(2023, 9, 6), served=date(2023, 9, 6))
            self.step(number, S.DISCUSSED, date(2023, 9, 18))
        day = date(2023, 9, 20)
        self.step(number, S.DECIDED, day, number="罚〔2023〕1号", penalties=frozenset({penalty}))
        self.step(number, S.SERVED, day, served=date(2023, 9, 21), service="直接送达")

    def shown(self, number: str, today: date = date(2023, 10, 9), desk: Any = None) -> Any:
        from weipian.office.cases.listing import case_shown

        return case_shown(desk or self.enforcer, number, today)
