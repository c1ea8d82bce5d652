"""The pass marks, and whether they were reached: said as it is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import log

from benchmarks.results import COMPUTING, PROCESS, Measured, Report

GIB = 1024.0
"""MiB."""
REACHED, MISSED, OPEN = "达到", "未达到", "未测"
AIM_MISSED = "aim not reached"


@dataclass(frozen=True, slots=True)
class Times:
    """So many times as quick as the best peer: what must be, what is aimed at."""

    kind: str
    patches: int
    least: float
    aim: float


TIMES = (
    Times(COMPUTING, 100_000, 12.0, 20.0),
    Times(PROCESS, 100_000, 8.0, 10.0),
    Times(PROCESS, 10_000, 4.0, 6.0),
)
FEW, FEW_SECONDS = 100, 1.0
GROWTH = (1_000, 10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One mark: what was asked, what came, and 达到, 未达到 or 未测."""

    mark: str
    found: str
    state: str


def verdicts(report: Report) -> list[Verdict]:
    """All marks of the issue, in its order."""
    return [*(_times(report, mark) for mark in TIMES), _memory(report), *_growth(report), _few(report)]


def _state(reached: bool) -> str:
    return REACHED if reached else MISSED


def _times(report: Report, mark: Times) -> Verdict:
    text = f"{mark.kind}, {mark.patches:,} patches: ≥ {mark.least:g} × the best peer (aim {mark.aim:g})"
    ours, peer = report.ours(mark.kind, mark.patches), report.best_peer(mark.kind, mark.patches)
    if ours is None or peer is None:
        return Verdict(text, "", OPEN)
    ratio = peer.seconds / ours.seconds
    aim = "aim reached" if ratio >= mark.aim else AIM_MISSED
    found = f"{ratio:.1f} × ({ours.seconds:.2f} s; {peer.case.engine}, {peer.case.form}: {peer.seconds:.2f} s); {aim}"
    return Verdict(text, found, _state(ratio >= mark.least))


def _memory(report: Report) -> Verdict:
    text = "peak memory of weipian, any run: < 1 GiB"
    peaks = [(max(one.peak) / 2**20, one.case) for one in report.measured if one.case.is_ours]
    if not peaks:
        return Verdict(text, "", OPEN)
    most, case = max(peaks)
    return Verdict(text, f"{most:.0f} MiB ({case.kind}, {case.form}, {case.patches:,} patches)", _state(most < GIB))


def _growth(report: Report) -> list[Verdict]:
    """Time over n·log n must not rise from one size to the next."""
    return [_step(report, kind, few, many) for kind in (COMPUTING, PROCESS) for few, many in pairwise(GROWTH)]


def _step(report: Report, kind: str, few: int, many: int) -> Verdict:
    text = f"{kind}, {few:,} → {many:,} patches: time grows no faster than n·log n"
    a, b = report.ours(kind, few), report.ours(kind, many)
    if a is None or b is None:
        return Verdict(text, "", OPEN)
    grown, allowed = b.seconds / a.seconds, many * log(many) / (few * log(few))
    found = f"{grown:.1f} × ({a.seconds:.3f} → {b.seconds:.3f} s), {allowed:.1f} × allowed"
    return Verdict(text, found, _state(grown <= allowed))


def _few(report: Report) -> Verdict:
    text = f"process, {FEW} patches, warm: ≤ {FEW_SECONDS:g} s"
    ours = report.ours(PROCESS, FEW)
    if ours is None:
        return Verdict(text, "", OPEN)
    return Verdict(text, f"{ours.seconds:.2f} s", _state(ours.seconds <= FEW_SECONDS))


def not_won(report: Report) -> list[str]:
    """Marks and aims that were missed, and every peer that was quicker than our warm run: one sentence each."""
    told = [f"未达到: {one.mark}: {one.found}." for one in verdicts(report) if one.state == MISSED]
    told += [
        f"Aim missed: {one.mark}: {one.found}."
        for one in verdicts(report)
        if one.state == REACHED and AIM_MISSED in one.found
    ]
    for kind in (COMPUTING, PROCESS):
        for patches in report.sizes():
            told += _beaten(report, kind, patches)
    return told


def _beaten(report: Report, kind: str, patches: int) -> list[str]:
    """The peers that were quicker, and those that took less memory, than our warm run: a sentence each."""
    ours = report.ours(kind, patches)
    if ours is None:
        return []
    peers = [one for one in report.of(kind, patches) if not one.case.is_ours]
    quicker = [f"{_name(one)} {one.seconds:.3f} s" for one in peers if one.seconds < ours.seconds]
    lighter = [f"{_name(one)} {one.peak_mib:.0f} MiB" for one in peers if one.peak_mib < ours.peak_mib]
    where = f"than weipian, {kind}, {patches:,} patches"
    told = [("Quicker", f"{ours.seconds:.3f} s", quicker), ("Less memory", f"{ours.peak_mib:.0f} MiB", lighter)]
    return [f"{what} {where} ({own}): {', '.join(names)}." for what, own, names in told if names]


def _name(one: Measured) -> str:
    return f"{one.case.engine} ({one.case.form})"
