"""Before and after of plots, many at a time: each image is opened once, neighbours share what was registered.

Both pictures show the same ground at the same scale. What can't be shown is said, never left blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

import numpy as np
import shapely

from weipian.atlas.images.inside import inside
from weipian.atlas.images.window import Bools, Ground
from weipian.figures.chip_frame import ChipFrame, frame_svg
from weipian.office.exporting.cover import require_under_cap
from weipian.office.figures.zone import Box, Zone, zone_of_plane
from weipian.office.imaging.chip import Chip, NoChip, Pair, Registered, Used, pixel_text
from weipian.office.imaging.choosing import Day, Days, candidates, days_at, why_none
from weipian.office.imaging.composing import PIXELS, bare, composed
from weipian.office.imaging.guarding import highest, open_to, stamp_of
from weipian.office.imaging.looking import doubts, share_seen
from weipian.office.imaging.reading import Reader, Seen
from weipian.office.imaging.registering import registered
from weipian.programme.overlay.plots import ground_of
from weipian.store.acting import Desk
from weipian.store.queries.image_days import days_of
from weipian.store.queries.images import ImageHere, current_images
from weipian.store.queries.overlay import PlotHere, plot_numbered
from weipian.store.seeing import seen as sight_seen
from weipian.terms.images import Moment

ROOM = 1.8
"""The window's side beside the plot's longer one: what lies around must show."""
LEAST_M = 120.0
ENOUGH = 0.999
"""Of the plot; the next best day is not asked for the rest of a pixel."""
LEAST_SHARE = 1e-6
SOME = 100


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A plot with its zone, outline and window there, and the window's box in the plane."""

    plot: PlotHere
    zone: Zone
    shape: shapely.Geometry
    ground: Ground
    box: Box


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """A day that was looked at, and what it shows; `mask`: the plot's pixels; `passed`: better days that don't."""

    day: Day
    seen: Seen
    share: float
    mask: Bools
    passed: tuple[Day, ...]


def plot_chips(desk: Desk, number: str) -> Pair:
    """Before and after of one plot. Raises InputError `plot_unknown`, also for a plot that this person may not see."""
    return next(chips_for(desk, [plot_numbered(number, sight_seen(desk))]))


def chips_for(desk: Desk, plots: Sequence[PlotHere]) -> Iterator[Pair]:
    """Of each of the plots, in their order; whoever asks has made sure that they are seen.

    Raises InputError where together they cover more ground than may leave at once, or a kept image is damaged.
    """
    return cutter(desk, plots).pairs(plots)


def cutter(desk: Desk, plots: Sequence[PlotHere], *, framed: bool = True) -> Cutter:
    """What cuts pictures of these plots wherever it is taken, another process too. Raises InputError `cover_over_cap`.

    `framed` False: the frame comes apart, to be laid over the picture where it is printed.
    """
    places = _placed(plots)
    if places:
        where = "、".join(plot.number for plot in plots[:5])
        require_under_cap(desk.policy, np.array([shapely.box(*one.box) for one in places], object), where)
    images, guarded = open_to(desk, current_images())
    return Cutter(desk.workspace.folder, tuple(images), guarded, framed, days_of({plot.patch_id for plot in plots}))


@dataclass(frozen=True, slots=True)
class Cutter:
    """The images that may be cut, and the days that patches name; nothing of it asks the books again."""

    folder: Path
    images: tuple[ImageHere, ...]
    guarded: str
    framed: bool
    said: Mapping[int, Days]

    def some(self, plots: Sequence[PlotHere]) -> Cutter:
        """For these plots alone."""
        return replace(self, said={plot.patch_id: self.said[plot.patch_id] for plot in plots})

    def pairs(self, plots: Sequence[PlotHere]) -> Iterator[Pair]:
        """In their order. Raises InputError where a kept image is damaged."""
        with Reader(self.folder) as reader:
            cutting = _Cutting(reader, self.images, self.guarded, self.framed)
            for place in _placed(plots):
                yield cutting.pair(place, self.said)


def _placed(plots: Sequence[PlotHere]) -> list[_Place]:
    found: list[_Place] = []
    for at in range(0, len(plots), SOME):
        some = plots[at : at + SOME]
        outlines = ground_of(some).planar(range(len(some)))
        found += [_place(plot, outline) for plot, outline in zip(some, outlines, strict=True)]
    return found


def _place(plot: PlotHere, outline: shapely.Geometry) -> _Place:
    zone = zone_of_plane(int(plot.patch_crs.removeprefix("EPSG:")), float(outline.bounds[0]))
    shape = zone.shapes(np.array([outline], object))[0]
    west, south, east, north = shape.bounds
    side = ceil(max((east - west) * ROOM, (north - south) * ROOM, LEAST_M))
    left, top = round((west + east - side) / 2, 1), round((south + north + side) / 2, 1)
    ground = Ground(zone.crs.epsg, left, top, side / PIXELS, PIXELS, PIXELS)
    return _Place(plot, zone, shape, ground, zone.plane_box(ground.bounds))


@dataclass(frozen=True, slots=True)
class _Cutting:
    reader: Reader
    images: Sequence[ImageHere]
    guarded: str
    framed: bool

    def pair(self, place: _Place, said: Mapping[int, Days]) -> Pair:
        asked, days = said[place.plot.patch_id], days_at(self.images, place.box)
        mask = inside(place.shape, place.ground)
        late = candidates(days, asked, Moment.AFTER, None)
        after = self._look(place, mask, late, named=asked.later is not None)
        early = candidates(days, asked, Moment.BEFORE, after.day.taken if after else None)
        before = self._look(place, mask, early, named=asked.earlier is not None)
        moved = None
        if before and after:
            moved = registered(self.reader, before.day, after.day, place.ground)
            before = self._moved(place, before, moved)
        return Pair(
            plot=place.plot.number,
            before=self._cut(place, before, Moment.BEFORE, asked, moved)
            if before
            else self._none(Moment.BEFORE, asked, days, early),
            after=self._cut(place, after, Moment.AFTER, asked, None)
            if after
            else self._none(Moment.AFTER, asked, days, late),
            registered=moved,
        )

    def _look(self, place: _Place, mask: Bools, able: Sequence[Day], *, named: bool) -> _Look | None:
        """The first day that shows the whole plot, else the one that shows the most of it.

        Where the patch names no day, the first that shows any of it: another one would be of another time.
        """
        found: list[_Look] = []
        for day in able:
            seen = self.reader.seen(day, place.ground)
            share = share_seen(seen, mask)
            passed = tuple(one.day for one in found if one.share > 0)
            found.append(_Look(day, seen, share, mask, passed))
            if share >= (ENOUGH if named else LEAST_SHARE):
                return found[-1]
        best = max(found, key=lambda one: one.share, default=None)
        return best if best is not None and best.share > 0 else None

    def _moved(self, place: _Place, before: _Look, moved: Registered) -> _Look:
        if not moved.applied:
            return before
        seen = self.reader.seen(before.day, place.ground.moved(moved.east_m, moved.north_m))
        return _Look(before.day, seen, share_seen(seen, before.mask), before.mask, before.passed)

    def _cut(self, place: _Place, look: _Look, moment: Moment, asked: Days, moved: Registered | None) -> Chip:
        told = doubts(look.day, look.seen, look.mask, asked, moment, look.passed)
        return _chip(place, look, moment, asked, [*told, *([moved.said] if moved else [])], framed=self.framed)

    def _none(self, moment: Moment, asked: Days, days: Sequence[Day], able: Sequence[Day]) -> NoChip:
        why = why_none(self.images, days, asked, moment)
        if able:
            why = f"{'、'.join(str(day.taken) for day in able)} 的影像在这里没有有效像元"
        return NoChip(moment, asked.asked(moment), "；".join(filter(None, (why, self.guarded))))


def _chip(place: _Place, look: _Look, moment: Moment, asked: Days, told: list[str], *, framed: bool) -> Chip:
    used, ground = look.seen.used, place.ground
    sources = "、".join(dict.fromkeys(one.source for one in used))
    pixel_m = max(one.pixel_m for one in used)
    frame = ChipFrame(
        number=place.plot.number,
        shape=place.shape,
        window=ground.bounds,
        title=f"{moment.label}　{look.day.taken}",
        source=f"{sources}　{pixel_text(pixel_m)}",
        notes=(f"地块 {place.plot.number}", *told),
        stamp=stamp_of(highest(used)),
    )
    picture, width, height = composed(look.seen, frame) if framed else (bare(look.seen), PIXELS, PIXELS)
    return Chip(
        moment=moment,
        picture=picture,
        width=width,
        height=height,
        taken=look.day.taken,
        asked=asked.asked(moment),
        source=sources,
        used=tuple(Used(one.number, one.label, one.kept_sha256, one.secrecy) for one in used),
        secrecy=highest(used),
        pixel_m=pixel_m,
        crs=place.zone.crs.label,
        window=ground.bounds,
        scale=frame.scale,
        plot_seen=look.share,
        window_seen=float(look.seen.there.mean()),
        said=tuple(told),
        over="" if framed else frame_svg(frame),
    )
