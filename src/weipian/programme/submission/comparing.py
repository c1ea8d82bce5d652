"""Our returns beside the platform's list, both ways: what one has and the other has not, what differs. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from weipian.programme.submission.columns import COLUMNS, shown
from weipian.programme.submission.values import same
from weipian.terms.submission import PlatformStatus, ReturnState
from weipian.terms.words import Word

Texts = Mapping[str, str]


class Kind(Word):
    """How ours and theirs differ."""

    OURS_ONLY = "ours_only", "本县已上报，平台没有"
    THEIRS_ONLY = "theirs_only", "平台有，本县没有上报"
    UNKNOWN = "unknown", "平台有，本县没有这个编号"
    PARTED = "parted", "平台是拆分、合并以前的编号"
    FIELD = "field", "内容不同"
    SENT_BACK = "sent_back", "平台已打回"


class Acting(Word):
    """What has to be done about it; who does it is asked of the roles."""

    UPLOAD = "upload", "上传到平台"
    RELEASE = "release", "填报、审核、上报"
    LOOK = "look", "核对编号，报平台更正或补导批次"
    SEND_BACK = "send_back", "退回后改正再上报，或请平台更正"


@dataclass(frozen=True, slots=True)
class Ours:
    """A plot's return; `entries` what is filed."""

    plot: str
    patch: str
    state: ReturnState
    entries: Texts


@dataclass(frozen=True, slots=True)
class Theirs:
    """A row of the platform's list; `known` False where its number is no open plot's here, `parted` where it was one
    before it was split or merged.
    """

    number: str
    known: bool
    status: PlatformStatus
    entries: Texts
    parted: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, by plot and field."""

    plot: str
    patch: str
    kind: Kind
    todo: Acting
    key: str = ""
    ours: str = ""
    theirs: str = ""

    @property
    def field(self) -> str:
        return COLUMNS[self.key].field.label if self.key else ""


def compared(ours: Sequence[Ours], theirs: Sequence[Theirs]) -> list[Difference]:
    """Every difference, by number. A cell that the platform's list has not is not compared."""
    there = {one.number: one for one in theirs}
    here = {one.plot: one for one in ours}
    found = [each for one in ours for each in _of(one, there.get(one.plot))]
    for row in theirs:
        if not row.known:
            kind = Kind.PARTED if row.parted else Kind.UNKNOWN
            found.append(Difference(row.number, "", kind, Acting.LOOK))
        elif row.number not in here and row.status is not PlatformStatus.NOT_FILLED:
            found.append(Difference(row.number, "", Kind.THEIRS_ONLY, Acting.RELEASE))
    return sorted(found, key=lambda one: (one.plot, one.kind, one.key))


def _of(one: Ours, row: Theirs | None) -> Iterator[Difference]:
    if row is None or row.status is PlatformStatus.NOT_FILLED:
        if one.state.is_out:
            yield Difference(one.plot, one.patch, Kind.OURS_ONLY, Acting.UPLOAD)
        return
    if not one.state.is_out:
        if row.status is not PlatformStatus.SENT_BACK:
            yield Difference(one.plot, one.patch, Kind.THEIRS_ONLY, Acting.RELEASE)
        return
    if row.status is PlatformStatus.SENT_BACK:
        yield Difference(one.plot, one.patch, Kind.SENT_BACK, Acting.SEND_BACK)
    for key, text in row.entries.items():
        mine = one.entries.get(key)
        if mine is not None and not same(COLUMNS[key].field, mine, text):
            yield Difference(one.plot, one.patch, Kind.FIELD, Acting.SEND_BACK, key, shown(key, mine), shown(key, text))
