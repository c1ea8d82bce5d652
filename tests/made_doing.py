"""One function for each thing that a person does, as the commands call it, with what it says chosen here."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from made_returns import CELLS
from weipian.terms.inspection import ApprovalSystem, CheckAnswer, InspectionKind, Mark
from weipian.terms.words import GateName

DAY = date(2023, 9, 10)


def put_in(desk: Any, path: Path, content: bytes, plot: str, kind: str) -> None:
    from weipian.programme.inspection.acts.evidence import about, add_evidence
    from weipian.terms.evidence import EvidenceKind

    path.write_bytes(content)
    add_evidence(desk, [path], about(desk, plot, EvidenceKind(kind), ""), int)


def evidence_of(plot: str) -> int:
    from weipian.store.models import Evidence

    return int(Evidence.objects.filter(plot__number=plot).latest("id").id)


def filled(desk: Any, plot: str) -> object:
    from weipian.programme.submission.acts.filling import fill

    return fill(desk, [plot], CELLS, DAY)


def self_checked(desk: Any, plot: str) -> object:
    from weipian.programme.submission.acts.filling import self_check

    return self_check(desk, [plot], {"gates_certain": "面积已核对，不到面积线"}, DAY)


def second(desk: Any, plot: str) -> object:
    from weipian.programme.submission.acts.releasing import second as audited

    return audited(desk, [plot], DAY)


def released(desk: Any, plot: str) -> object:
    from weipian.programme.submission.acts.releasing import release

    return release(desk, [plot], DAY, answers_for=True)


def back(desk: Any, plot: str) -> object:
    from weipian.programme.submission.acts.releasing import send_back

    return send_back(desk, [plot], "面积不符")


def looked(desk: Any, number: str, system: ApprovalSystem, day: date) -> object:
    from weipian.programme.inspection.acts.looking_up import Search, look_up

    return look_up(desk, Search(number, system, day, "甲", False, "无记录"))


def assign(desk: Any, plot: str, township: str) -> object:
    from weipian.programme.inspection.acts.assigning import Giving
    from weipian.programme.inspection.acts.assigning import assign as given

    return given(desk, [Giving(plot, township)], DAY)


def take(desk: Any, plot: str) -> object:
    from weipian.programme.inspection.acts.assigning import take as taken

    return taken(desk, [plot], DAY)


def visit(desk: Any, plot: str, told: str = "已建成厂房", **facts: str) -> object:
    from weipian.office.ledger.following import follow
    from weipian.programme.inspection.acts.recording import Visit, record

    said = Visit(plot, DAY, "甲、乙", told, facts, (evidence_of(plot),))
    return record(desk, InspectionKind.SITE, [said], follow)


def mark(desk: Any, plot: str) -> object:
    from weipian.programme.inspection.acts.marking import Marking
    from weipian.programme.inspection.acts.marking import mark as marked

    return marked(desk, [plot], Marking(Mark.NONFARM_CONVERSION, True, "耕地上建厂房", DAY))


def hand_over(desk: Any, plot: str) -> object:
    from weipian.programme.rectification.handover.giving import Handing
    from weipian.programme.rectification.handover.giving import hand_over as handed

    return handed(desk, [plot], Handing("水利"))


def opine(desk: Any, patch: str, gate: GateName) -> object:
    from weipian.office.inspecting.gates import gates_now
    from weipian.programme.inspection.acts.opinions import Opinion, give_opinion

    return give_opinion(desk, Opinion(patch, gate, DAY, "甲、乙", "应拆除", "丁", None), gates_now(desk.policy))


def checked_above(desk: Any, plot: str) -> object:
    from weipian.programme.inspection.acts.upper import Checked, record_check

    return record_check(desk, Checked(plot, "市卫片办", DAY, "与填报不符", "丙", "某测绘院"))


def answered_above(desk: Any, plot: str) -> object:
    from weipian.programme.inspection.acts.upper import Answering, answer_check
    from weipian.store.models import UpperCheck

    key = UpperCheck.objects.get(plot__number=plot).id
    return answer_check(desk, key, Answering(CheckAnswer.OBJECTED, DAY, evidence_of(plot), "批文覆盖"))


def convened(desk: Any, number: str) -> None:
    from weipian.programme.determination.review.attending import Came, attend
    from weipian.programme.determination.review.convening import Convening, convene
    from weipian.terms.review import ReviewForm

    convene(desk, Convening(number, ReviewForm.MEETING, DAY, "九月会审", "主持甲"), by_itself=False)
    attend(desk, number, [Came("农业农村", "与会乙", "股长"), Came("林业", "与会丙")])


def on_agenda(desk: Any, plot: str, number: str = "HS-1") -> object:
    from weipian.programme.determination.review.convening import put_on_agenda

    return put_on_agenda(desk, number, [plot])


def spoken(desk: Any, plot: str) -> object:
    from weipian.programme.determination.review.speaking import Spoken, speak

    return speak(desk, "HS-1", [Spoken(plot, "林业", "合法"), Spoken(plot, "农业农村", "新增建设用地违法")])


def decided(desk: Any, plot: str, word: str, number: str = "HS-1") -> object:
    from weipian.office.inspecting.gates import gates_open
    from weipian.programme.determination.review.deciding import Decided, decide

    return decide(desk, number, [Decided(plot, word, "会审认为")], gates_open)


def confirmed(desk: Any, number: str) -> None:
    from weipian.programme.determination.review.ending import confirm

    confirm(desk, number)


def locked(desk: Any, number: str) -> object:
    from weipian.programme.determination.review.ending import lock

    return lock(desk, number, evidence_of(number))


def determined(desk: Any, number: str) -> object:
    from weipian.office.ledger.following import follow
    from weipian.programme.determination.review.determining import determine

    return determine(desk, number, follow)


def final(desk: Any, plot: str) -> object:
    from weipian.office.ledger.following import follow
    from weipian.programme.determination.review.finals import Final, take_finals
    from weipian.terms.review import Above

    return take_finals(desk, [Final(plot, "合法", Above.REGION, "桂自然资函〔2023〕1号", DAY)], follow)


def asked(desk: Any, plot: str) -> object:
    from weipian.programme.determination.review.instructing import Asking, ask

    return ask(desk, Asking(plot, "媒体关注", "市卫片办", "资请〔2023〕1号", DAY))
