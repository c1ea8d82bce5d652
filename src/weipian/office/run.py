"""A county's year from its files: measured, proposed, gates asked, duties listed, ratio computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction

from weipian.fence.field import Field
from weipian.fence.row import Row, flag
from weipian.fence.table import read_rows
from weipian.office.asking import Judged, judge
from weipian.office.county import CountyFiles, TableFile
from weipian.office.gathering import known_patches
from weipian.office.layers import Layers, read_layer
from weipian.office.patches import Batch, read_batches
from weipian.office.tables import INSPECTION_FIELDS, REVIEW_FIELDS
from weipian.policy import Policy, load
from weipian.programme.account.calc import ratio_answer
from weipian.programme.account.ledger import MARKS, LedgerRow
from weipian.programme.overlay.measured import RefusedRow
from weipian.terms.area import Area
from weipian.terms.errors import InputError, Refusal
from weipian.terms.messages import sentence
from weipian.terms.words import Category, Conclusion, LayerKind

Tell = Callable[[str, int, int], None]
READERS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """All that came of it. `refused` rows were left out, `said` is what a person must know beside the figures."""

    county: CountyFiles
    policy: Policy
    batches: list[Batch]
    layers: Layers
    judged: list[Judged]
    ratio: dict[str, object]
    refused: tuple[RefusedRow, ...]
    said: tuple[str, ...]

    def headline(self) -> str:
        """What was worked on, in one sentence."""
        gates = sum(len(one.gates) for one in self.judged)
        doubt = sum(one.proposal.conclusion is Conclusion.IN_DOUBT for one in self.judged)
        return (
            f"{len(self.batches)} 批 {len(self.judged)} 个图斑，{len(self.layers)} 个图层；"
            f"闸门 {gates} 处；建议存疑 {doubt} 个"
        )

    def answer(self) -> dict[str, object]:
        """The year as JSON: the ratio, and every patch with its proposal, gates and duties."""
        return {
            "policy": self.policy.name,
            "as_of": self.county.as_of.isoformat(),
            "notice": [note for note in (self.county.notice, self.policy.notice) if note],
            "ratio": self.ratio,
            "patches": [one.as_json(self.county.as_of) for one in self.judged],
            "refused": [row.as_json() for row in self.refused],
            "said": list(self.said),
        }


def run_year(county: CountyFiles, tell: Tell) -> Year:
    """One way through; `tell(what, done, of)` hears of every step."""
    policy = load(county.policy)
    steps = Steps(tell, len(county.layers) + len(county.patches.files) + 3)
    with ThreadPoolExecutor(READERS) as pool:  # each reads behind a fence of its own, a process
        reading = pool.map(read_layer, county.layers)
        batches = read_batches(county.patches)
        steps.done("读取图斑")
        layers: Layers = {}
        for layer in reading:
            layers[layer.source.kind] = layer
            steps.done(f"读取{layer.source.kind.label}")
    notes = Notes(batches)
    visits = notes.rows(county.inspections, INSPECTION_FIELDS)
    reviews = notes.rows(county.review, REVIEW_FIELDS)
    steps.done("读取核查与会审")
    known = known_patches(batches, layers, visits, reviews, policy, lambda name: steps.done(f"套合 {name}"))
    doubts: list[str] = []
    judged = [judge(one, layers, policy, doubts) for one in known]
    steps.done("判定建议、闸门、期限")
    return Year(
        county=county,
        policy=policy,
        batches=batches,
        layers=layers,
        judged=judged,
        ratio=ratio_answer(ratio_rows(judged), policy),
        refused=all_refused(batches, layers, notes),
        said=tuple(dict.fromkeys([*all_said(batches, layers, notes), *doubts, *not_measured(judged)])),
    )


def ratio_rows(judged: list[Judged]) -> list[LedgerRow]:
    """The plots as the ratio reads them: mining is never in it by itself (四(一)), nor what was not measured."""
    return [row for one in judged if (row := ledger_row(one)) is not None]


def ledger_row(one: Judged) -> LedgerRow | None:
    """None for mining, and where the cultivated land is not known: not known is not nought."""
    known, cultivated = one.known, one.filed_cultivated
    if known.issued.category is Category.MINING or cultivated is None:
        return None
    return LedgerRow(
        plot=known.issued.patch,
        township=known.township,
        determination=one.determination,
        cultivated=cultivated,
        outcome=one.outcome,
        marks=frozenset(mark for mark in MARKS if known.review.get(mark)),
        supplementary=known.issued.category is Category.SUPPLEMENTARY,
        accepted_above=known.review.get("final") is True,
        can_recultivate=flag(known.review, "can_recultivate"),
        can_approve=flag(known.review, "can_approve"),
        farmland=mu_of(known.area_on(LayerKind.PERMANENT_BASIC_FARMLAND)),
        redline=mu_of(known.area_on(LayerKind.ECOLOGICAL_REDLINE)),
    )


def mu_of(area: Area | None) -> Fraction | None:
    return None if area is None else area.mu


def not_measured(judged: list[Judged]) -> list[str]:
    """The land patches that are in no sum because their cultivated land is not known."""
    names = [one.known.issued.patch for one in judged if one.known.issued.category.is_land and ledger_row(one) is None]
    return [sentence("said_not_in_ratio", {"count": len(names), "names": "、".join(names[:5])})] if names else []


class Steps:
    """Counts the steps of a run for whoever watches."""

    def __init__(self, tell: Tell, total: int) -> None:
        self.tell, self.total, self.count = tell, total, 0

    def done(self, what: str) -> None:
        self.count += 1
        self.tell(what, self.count, self.total)


class Notes:
    """What people wrote, by patch; rows about unknown patches are refused."""

    def __init__(self, batches: list[Batch]) -> None:
        self.patches = {one.patch for batch in batches for one in batch.issued}
        self.refused: list[RefusedRow] = []
        self.said: list[str] = []

    def rows(self, table: TableFile | None, fields: Sequence[Field]) -> dict[str, Row]:
        """The last good row of each patch; a table that was not given says nothing."""
        if table is None:
            return {}
        found = read_rows(table.path, fields, encoding=table.encoding)
        self.said += found.said
        self.refused += [RefusedRow(table.path.name, one) for one in found.refused]
        known: dict[str, Row] = {}
        for number, row in zip(found.numbers, found.rows, strict=True):
            patch = str(row["patch"])
            if patch in self.patches:
                known[patch] = row
                continue
            error = InputError("patch_unknown_to_county", patch=patch)
            self.refused.append(RefusedRow(table.path.name, Refusal.of(number, "patch", patch, error)))
        return known


def all_refused(batches: list[Batch], layers: Layers, notes: Notes) -> tuple[RefusedRow, ...]:
    read = (row for layer in layers.values() for row in layer.refused)
    return (*(row for batch in batches for row in batch.refused), *read, *notes.refused)


def all_said(batches: list[Batch], layers: Layers, notes: Notes) -> list[str]:
    """What was guessed, each once."""
    read = [line for layer in layers.values() for line in layer.ground.said]
    return [*(line for batch in batches for line in batch.said), *read, *notes.said]
