"""The flow of patches through the states: bands as wide as there are patches, each with its number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from weipian.figures.face import width_of
from weipian.figures.flow_values import Node, Passage, StateFlow
from weipian.figures.labels import Box, Taken, words_box
from weipian.figures.marks import hatch_defs, symbol
from weipian.figures.svg import INK, box, document, text, units

TOP, FOOT, EDGE = 20.0, 9.0, 4.0
NODE_W, LABEL = 4.0, 2.7
PITCH = 5.4
"""The least distance of two nodes' middles: their labels need it."""
THIN = 0.35
LEAST_GAP = 1.6
HALVINGS = 30
NEUTRAL = "#5b6770"
ALONG = (0.5, 0.38, 0.62, 0.27, 0.73, 0.18, 0.82)


@dataclass(frozen=True, slots=True)
class Placed:
    """A node on paper, mm."""

    node: Node
    x: float
    top: float
    height: float
    count: int


@dataclass(frozen=True, slots=True)
class Band:
    """A passage on paper: from (x1, y1) to (x2, y2), the middles of its ends."""

    passage: Passage
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    colour: str

    def at(self, t: float) -> tuple[float, float]:
        """A place along its middle line, a cubic with level ends."""
        return self.x1 + (self.x2 - self.x1) * _middle(t), self.y1 + (self.y2 - self.y1) * t * t * (3 - 2 * t)


def _middle(t: float) -> float:
    """x of a cubic whose inner control points lie half-way."""
    return 1.5 * t * (1 - t) ** 2 + 1.5 * t * t * (1 - t) + t**3


def draw_state_flow(flow: StateFlow, width_mm: float = 160, height_mm: float = 100) -> str:
    """The flow as one SVG element of the given size."""
    placed = _placed(flow, width_mm, height_mm)
    bands = _bands(flow, placed)
    taken = Taken((0, TOP - 2, width_mm, height_mm - FOOT + 2))
    labels = [_label(one) for one in placed.values()]
    for _, spot in labels:
        taken.take(spot)
    numbers, untold = _numbers(bands, taken, flow)
    parts = [
        hatch_defs(flow.prefix),
        box(0, 0, width_mm, height_mm, "#fff"),
        text(EDGE, 6, flow.title, 3.8, weight="700"),
        text(width_mm - EDGE, 6, flow.notice, 2.4, anchor="end", weight="700", fill="#C62828"),
        *_titles(flow, placed),
        *map(_band, bands),
        *(_node(flow.prefix, one) for one in placed.values()),
        *numbers,
        *(words for words, _ in labels),
        text(EDGE, height_mm - 2.4, f"带宽与个数成正比，数字为{flow.unit}数。{untold}", 2.4, fill="#555"),
    ]
    return document(width_mm, height_mm, flow.title, parts)


def _placed(flow: StateFlow, width_mm: float, height_mm: float) -> dict[str, Placed]:
    """Nodes of nothing are left out; all columns have one measure."""
    columns = [[(node, flow.count(node.key)) for node in stage.nodes] for stage in flow.stages]
    kept = [[one for one in column if one[1]] for column in columns]
    scale = _scale([[count for _, count in column] for column in kept], height_mm - TOP - FOOT)
    last = max((_label_width(node, count) for node, count in (kept[-1] if kept else [])), default=0.0)
    step = (width_mm - 2 * EDGE - NODE_W - last - 2) / max(len(kept) - 1, 1)
    placed: dict[str, Placed] = {}
    for number, column in enumerate(kept):
        heights = [max(count * scale, THIN) for _, count in column]
        gaps, y = _gaps(heights), TOP
        for (node, count), height, gap in zip(column, heights, [*gaps, *[0.0] * bool(column)], strict=True):
            placed[node.key] = Placed(node, EDGE + step * number, y, height, count)
            y += height + gap
    return placed


def _gaps(heights: Sequence[float]) -> list[float]:
    return [max(LEAST_GAP, PITCH - (a + b) / 2) for a, b in pairwise(heights)]


def _scale(columns: Sequence[Sequence[int]], room: float) -> float:
    """The largest measure, mm for one patch, at which every column has room."""
    low, high = 0.0, room / max(1, *map(sum, columns))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        tall = max(_height([max(count * middle, THIN) for count in column]) for column in columns)
        low, high = (middle, high) if tall <= room else (low, middle)
    return low


def _height(heights: Sequence[float]) -> float:
    return sum(heights) + sum(_gaps(heights))


def _label_width(node: Node, count: int) -> float:
    return width_of(f"{node.label} {count}", LABEL) + (5.4 if node.mark else 1.4)


def _bands(flow: StateFlow, placed: Mapping[str, Placed]) -> list[Band]:
    """At both ends in the order of the nodes, so that as few bands cross as can be."""
    order = {key: number for number, key in enumerate(placed)}
    kept = [one for one in flow.passages if one.count and one.start in order and one.end in order]
    out_at = {key: one.top for key, one in placed.items()}
    in_at = dict(out_at)
    starts: dict[int, float] = {}
    for passage in sorted(kept, key=lambda one: (order[one.start], order[one.end])):
        starts[id(passage)] = out_at[passage.start]
        out_at[passage.start] += _width(passage, placed[passage.start])
    bands = []
    for passage in sorted(kept, key=lambda one: (order[one.end], order[one.start])):
        start, end = placed[passage.start], placed[passage.end]
        width = _width(passage, start)
        top = in_at[passage.end]
        in_at[passage.end] += _width(passage, end)
        colour = end.node.mark.look.colour if end.node.mark else NEUTRAL
        bands.append(
            Band(passage, start.x + NODE_W, starts[id(passage)] + width / 2, end.x, top + width / 2, width, colour)
        )
    return bands


def _width(passage: Passage, node: Placed) -> float:
    return node.height * passage.count / node.count


def _band(band: Band) -> str:
    x1, x2, half = units(band.x1), units(band.x2), band.width / 2
    middle = (x1 + x2) // 2
    a, b = units(band.y1 - half), units(band.y2 - half)
    c, d = units(band.y2 + half), units(band.y1 + half)
    return (
        f'<path d="M{x1} {a}C{middle} {a} {middle} {b} {x2} {b}L{x2} {c}C{middle} {c} {middle} {d} {x1} {d}z" '
        f'fill="{band.colour}" fill-opacity=".28" stroke="{band.colour}" stroke-opacity=".75" stroke-width="2"/>'
    )


def _node(prefix: str, one: Placed) -> str:
    mark = one.node.mark
    fill = f"url(#{prefix}{mark.name.lower()})" if mark else NEUTRAL
    return box(one.x, one.top, NODE_W, one.height, fill, mark.look.colour if mark else INK, 0.12)


def _label(one: Placed) -> tuple[str, Box]:
    """The name with the count beside a node, after the sign of its mark."""
    middle = one.top + one.height / 2
    x = one.x + NODE_W + 1.0
    mark = one.node.mark
    sign = symbol(mark, x + 1.7, middle, 1.45) if mark else ""
    at, words = x + (4.0 if mark else 0), f"{one.node.label} {one.count}"
    spot = words_box(at, middle + 1, words, LABEL, "start")
    drawn = text(at, middle + 1, words, LABEL, weight="700", halo="yes")
    return sign + drawn, (x - 0.4, spot[1], spot[2], spot[3])


def _numbers(bands: list[Band], taken: Taken, flow: StateFlow) -> tuple[list[str], str]:
    """A number on each band that is not all of its end; those without room are told in words."""
    parts, untold = [], []
    names = {node.key: node.label for stage in flow.stages for node in stage.nodes}
    for band in sorted(bands, key=lambda one: -one.passage.count):
        words = str(band.passage.count)
        if band.passage.count == flow.count(band.passage.end):
            continue
        places = [band.at(t) for t in ALONG]
        spot = taken.first_free(words_box(x, y + 0.85, words, 2.3, spare=0.15) for x, y in places)
        if spot is None:
            untold.append(f"{names[band.passage.start]}→{names[band.passage.end]} {words}")
            continue
        x, y = places[spot]
        parts.append(text(x, y + 0.85, words, 2.3, anchor="middle", halo="yes"))
    return parts, f"未标在带上的：{'；'.join(untold)}。" if untold else ""


def _titles(flow: StateFlow, placed: Mapping[str, Placed]) -> Iterator[str]:
    for stage in flow.stages:
        xs = [placed[node.key].x for node in stage.nodes if node.key in placed]
        if xs:
            yield text(xs[0], 14, stage.title, 3.0, weight="700", fill="#333")
