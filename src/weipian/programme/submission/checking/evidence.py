"""Checks of photos and of the inspections of their own (plan 二(二)(七)(八))."""

from __future__ import annotations

from collections.abc import Iterator

from weipian.programme.submission.checking.asking import Ask, own
from weipian.programme.submission.checking.finding import Told, Why
from weipian.programme.submission.checking.row import Gate
from weipian.terms.checking import Subject
from weipian.terms.evidence import EvidenceKind
from weipian.terms.words import GateName

ON_SITE = (EvidenceKind.PHOTO_FAR, EvidenceKind.PHOTO_NEAR, EvidenceKind.PHOTO_INSIDE)


@own("photos_say_when_and_where")
def photos_say_when_and_where(ask: Ask) -> Iterator[Told]:
    """二(二): enough photos of the site carry day and heading, taken no earlier than the later image."""
    image = ask.row.later_image
    sound = [
        one
        for one in ask.row.evidence
        if one.kind in ON_SITE and one.on and one.heading is not None and (image is None or one.on >= image)
    ]
    least = int(ask.limit("least"))
    if len(sound) < least:
        short = ask.lacks(Subject.EVIDENCE, f"至少{least}张")
        yield Told(short.why, short.subject, f"{len(sound)}张", short.should)


@own("photo_directions")
def photo_directions(ask: Ask) -> Iterator[Told]:
    """Photos look in several directions: as many different eighths of the compass as the law asks for."""
    headings = {
        one.heading % 360 * 8 // 360 for one in ask.row.evidence if one.kind in ON_SITE and one.heading is not None
    }
    least = int(ask.limit("least"))
    if len(headings) < least:
        short = ask.lacks(Subject.EVIDENCE, f"至少{least}个方向")
        yield Told(short.why, short.subject, f"{len(headings)}个方向", short.should)


@own("gate_a_opinion")
def gate_a_opinion(ask: Ask) -> Iterator[Told]:
    """二(二): the county office's written opinion and the person responsible, before the review."""
    for gate in _certain(ask, GateName.A):
        if not gate.opinion:
            yield ask.lacks(Subject.GATES, "书面核查意见")
        elif not gate.by:
            yield ask.lacks(Subject.GATES, "核查负责人")


@own("gate_d_members")
def gate_d_members(ask: Ask) -> Iterator[Told]:
    """二(八): the leading group's members who were present are named."""
    for gate in _certain(ask, GateName.D):
        if not gate.members:
            yield ask.lacks(Subject.GATES, "领导小组到场成员")


@own("gates_before_review")
def gates_before_review(ask: Ask) -> Iterator[Told]:
    """二(二)(三)(八): gates A and D come before the review, which rests on them."""
    for gate in (*_certain(ask, GateName.A), *_certain(ask, GateName.D)):
        if gate.on is None or ask.row.reviewed is None:
            yield ask.open(Subject.GATES)
        elif gate.on > ask.row.reviewed:
            yield ask.fails(Subject.GATES, f"不晚于会审日期{ask.row.reviewed}", gate.on.isoformat())


@own("gates_certain")
def gates_certain(ask: Ask) -> Iterator[Told]:
    """B11: where a gate hangs on something unknown, it is to be made known."""
    for gate in ask.row.gates:
        if not gate.certain:
            yield Told(Why.LACKS, Subject.GATES, f"闸门{gate.name}待确认", "确认是否须逐一核查")


def _certain(ask: Ask, name: GateName) -> list[Gate]:
    return [gate for gate in ask.row.gates if gate.name is name and gate.certain]
