"""What is to be said of a picture: its day is not the one named, it shows a part only, it may be cloud."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from weipian.atlas.images.window import Bools
from weipian.office.imaging.choosing import Day, Days
from weipian.office.imaging.reading import Seen
from weipian.terms.images import Moment

WHITE, COLOURLESS = 225.0, 28.0
"""A tone so bright, its bands so near each other: cloud, snow or a sensor at its end. A hint, nothing more."""
CLOUDY = 0.3
WHOLE = 0.9995


def share_seen(seen: Seen, mask: Bools) -> float:
    """How much of the plot is shown."""
    return int((seen.there & mask).sum()) / max(int(mask.sum()), 1)


def doubts(day: Day, seen: Seen, mask: Bools, asked: Days, moment: Moment, passed: Sequence[Day]) -> list[str]:
    """In plain words, the gravest first."""
    share, told = share_seen(seen, mask), []
    if share < WHOLE:
        told.append(f"影像只盖住地块的 {share * 100:.0f}%，灰条处没有影像")
    elif not seen.there.all():
        told.append("四周有一部分没有影像（灰条处）")
    cloud = _cloudy(seen, mask)
    if cloud >= CLOUDY:
        told.append(f"地块上 {cloud * 100:.0f}% 很亮而无颜色，疑似云、雪或过曝，看不清地物")
    named = asked.asked(moment)
    if named is None:
        told.append(f"图斑没有写{moment.label}，按下发日 {asked.issued} 选取")
    elif named != day.taken:
        apart = (day.taken - named).days
        told.append(f"图斑写的{moment.label}是 {named}，影像{'晚' if apart > 0 else '早'} {abs(apart)} 天")
    if passed:
        told.append(f"{'、'.join(str(one.taken) for one in passed)} 的影像没有盖全地块，未用")
    return told


def _cloudy(seen: Seen, mask: Bools) -> float:
    tones = [band[mask & seen.there] for band in seen.tones]
    if not tones[0].size:
        return 0.0
    low, high = np.minimum.reduce(tones), np.maximum.reduce(tones)
    return float(np.mean((low >= WHITE) & (high - low <= COLOURLESS)))
