"""What came of a run, as plain data for JSON: totals by why a pair was judged, rows by kind, the cases themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from statistics import median

import numpy as np

from campaign.exactness.compare import DECADES, KINDS, Keeping, ranked
from campaign.exactness.outlines import Ints
from campaign.exactness.record import Chunk, groups
from campaign.exactness.verdict import Verdict

Plain = dict[str, object]


def result(kept: Chunk, verdicts: Sequence[Verdict], keeping: Keeping) -> Plain:
    """Areas in m²; errors are measured less exact."""
    chosen = groups(kept, keeping)
    return {
        "pairs": int(kept.classes.sum()),
        "dropped_as_invalid": int(kept.dropped.sum()),
        "refused_by_geos": int(kept.refused[0]),
        "seconds": dict(zip(("making", "ours", "geos"), map(float, kept.seconds), strict=True)),
        "load": dict(zip(("least", "median", "most"), map(float, np.quantile(kept.load, (0, 0.5, 1))), strict=True)),
        "judged": len(verdicts),
        "judges_agree": sum(each.judges_agree for each in verdicts),
        "within_bound": sum(each.within_bound for each in verdicts),
        "differences": _decades(kept.classes.sum(axis=0)),
        "totals": {name: totals([verdicts[k] for k in places.tolist()]) for name, places in chosen.items()},
        "kinds": [_of_kind(kept, verdicts, number) for number in range(len(KINDS))],
        "cases": [_case(kept, verdicts[k], k, chosen) for k in ranked(kept.difference).tolist()],
    }


def totals(verdicts: Sequence[Verdict]) -> Plain:
    """Who is nearer how often, and how large the errors are."""
    nearer = Counter(each.nearer for each in verdicts)
    strictly = Counter(each.strictly_nearer for each in verdicts)
    return {
        "judged": len(verdicts),
        "nearer": {who: nearer[who] for who in ("ours", "geos", "tie")},
        "strictly_nearer": {who: strictly[who] for who in ("ours", "geos", "tie")},
        "ours": _spread([each.ours for each in verdicts]),
        "geos": _spread([each.geos for each in verdicts]),
        "geos_shape_as_built": _spread([each.built for each in verdicts]),
        "geos_at_a_local_origin": _spread([each.local for each in verdicts]),
    }


def _spread(errors: Sequence[Fraction | None]) -> Plain:
    sizes = [float(abs(error)) for error in errors if error is not None]
    return {"largest": max(sizes, default=0.0), "median": median(sizes) if sizes else 0.0}


def _decades(counts: Ints) -> dict[str, int]:
    """Pairs by the lower end of their class of |ours - GEOS|, m²."""
    return {f"{low:.0e}" if low else "0": int(count) for low, count in zip(DECADES, counts, strict=True)}


def _of_kind(kept: Chunk, verdicts: Sequence[Verdict], number: int) -> Plain:
    mine = np.flatnonzero(kept.kind == number)
    row: Plain = {
        "kind": KINDS[number].value,
        "pairs": int(kept.classes[number].sum()),
        "dropped_as_invalid": int(kept.dropped[number]),
        "largest_difference": float(kept.most[number]),
        "differences": _decades(kept.classes[number]),
        "totals": totals([verdicts[k] for k in mine.tolist()]),
    }
    if len(mine):
        worst = int(mine[np.argmax(kept.difference[mine])])
        row["worst"] = _numbers(kept, verdicts[worst], worst)
    return row


def _numbers(kept: Chunk, verdict: Verdict, k: int) -> Plain:
    return {
        "difference": None if verdict.geos is None else float(kept.difference[k]),
        "exact": float(verdict.exact),
        "our_error": float(verdict.ours),
        "geos_error": None if verdict.geos is None else float(verdict.geos),
        "geos_shape_error": None if verdict.built is None else float(verdict.built),
        "geos_local_error": None if verdict.local is None else float(verdict.local),
        "bound": float(verdict.bound),
        "outline": float(kept.outline[k]),
        "nearer": verdict.nearer,
    }


def _case(kept: Chunk, verdict: Verdict, k: int, chosen: dict[str, Ints]) -> Plain:
    """All that is needed to judge it again elsewhere: the exact area as a fraction and both shapes as WKB."""
    why = [name for name, places in chosen.items() if k in places]
    named = {
        "kind": KINDS[kept.kind[k]].value,
        "chunk": int(kept.chunk[k]),
        "spot": int(kept.spot[k]),
        "judged_as": why,
    }
    fraction = {"exact_fraction": str(verdict.exact), "judges_agree": verdict.judges_agree}
    shapes = {"a": bytes(kept.a[k]).hex(), "b": bytes(kept.b[k]).hex()}
    return named | _numbers(kept, verdict, k) | fraction | shapes
