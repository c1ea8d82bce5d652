"""What happens in the county in 2023: kinds of change, how many in each township, and how each turns out."""

from __future__ import annotations

from dataclasses import dataclass

CULTIVATED = ("0101", "0103")
FOREST = ("0301", "0302", "0305", "0307", "0404")
NEW, CONTINUING, OTHER_NEW, OTHER_CHANGE, MINING, ADDED = (
    "新增非农建设类",
    "年度内持续变化类",
    "其他新增建设类",
    "其他变化类",
    "矿产图斑",
    "补充图斑",
)
EVERY_MONTH = tuple(range(1, 13))
LATE_MONTHS = (3, 5, 6, 9, 11, 12)


@dataclass(frozen=True, slots=True)
class Scene:
    """A kind of change. `counts` follows SEATS; `turns` are dealt in order; `mu` is the size of the whole outline."""

    kind: str
    counts: tuple[int, ...]
    outline: str
    mu: tuple[float, float]
    on: tuple[str, ...]
    categories: tuple[str, ...]
    months: tuple[int, ...]
    turns: tuple[str, ...]
    near: str = ""


SCENES = (
    Scene("house", (13, 12, 12, 13, 12, 12, 13), "house", (0.26, 0.78), CULTIVATED, (NEW, NEW, NEW, CONTINUING),
          EVERY_MONTH, ("plain",), "village"),
    Scene("highway", (6, 4, 5, 3, 0, 0, 0), "stretch", (0, 0), (), (NEW, CONTINUING), EVERY_MONTH[:11], ("approved",)),
    Scene("plant", (1, 1, 1, 1, 0, 0, 0), "block", (3.0, 7.0), CULTIVATED, (NEW, CONTINUING), EVERY_MONTH[:11],
          ("partly",), "road"),
    Scene("mine", (2, 3, 2, 2, 9, 3, 3), "blob", (1.2, 7.5), FOREST, (MINING,), EVERY_MONTH,
          ("licensed", "licensed", "outside", "no_trace", "licensed", "expired", "none", "too_deep"),
          "quarry"),
    Scene("solar", (1, 1, 0, 1, 1, 1, 3), "blob", (9.0, 30.0), ("0307", "0404", "0305", "0301"), (OTHER_CHANGE,),
          (6, 11, 12), ("recorded", "recorded", "with_building"), "sun"),
    Scene("shed", (3, 4, 4, 10, 4, 4, 3), "sheds", (1.2, 5.2), CULTIVATED, (OTHER_NEW,), LATE_MONTHS,
          ("recorded", "recorded", "recorded", "recorded", "no_record", "recorded", "recorded", "recorded", "misused",
           "recorded", "not_looked_up"), "road"),
    Scene("camp", (5, 4, 4, 2, 1, 2, 0), "block", (2.0, 7.0), CULTIVATED, (NEW,), EVERY_MONTH,
          ("permitted", "permitted", "permitted", "overdue", "permitted", "permanent"), "highway"),
    Scene("track", (3, 4, 4, 4, 4, 3, 4), "lane", (1.4, 4.6), CULTIVATED, (OTHER_NEW,), LATE_MONTHS,
          ("narrow", "narrow", "narrow", "narrow", "wide", "narrow", "unmeasured")),
    Scene("unchanged", (4, 4, 4, 4, 4, 4, 4), "blob", (0.8, 6.0), CULTIVATED, (OTHER_CHANGE, NEW, OTHER_CHANGE),
          EVERY_MONTH, ("shown", "shown", "shown", "few_photos", "shown")),
    Scene("pond", (1, 2, 2, 3, 1, 2, 1), "blob", (1.5, 7.5), CULTIVATED, (OTHER_CHANGE,), (6, 9, 11, 12), ("dug",)),
    Scene("rebuilt", (2, 2, 2, 2, 2, 2, 2), "house", (0.4, 1.6), ("0702", "0701", "0601"), (OTHER_NEW,), LATE_MONTHS,
          ("approved", "unapproved", "approved", "approved")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Special:
    """One change that carries the story; `cultivated` and `farmland`, `redline` in 亩 are what the place must give."""

    kind: str
    turn: str
    township: int
    month: int
    category: str
    mu: float
    cultivated: tuple[float, float] = (0.0, 1e9)
    farmland: tuple[float, float] = (0.0, 1e9)
    redline: tuple[float, float] = (0.0, 1e9)
    on: tuple[str, ...] = CULTIVATED
    title: str = ""
    near: str = ""


SPECIALS = (
    Special("plant", "put_right", 1, 3, NEW, 66.0, (52.0, 66.0), (0.0, 0.01),
            title="砚溪绿色建材产业园二期", near="road"),
    Special("plant", "unconfirmed", 0, 10, NEW, 78.0, (51.0, 78.0), (25.5, 70.0),
            title="澜屏高速星原互通及服务区", near="highway"),
    Special("resort", "torn_down", 3, 4, CONTINUING, 33.0, (26.0, 33.0), (6.0, 24.0),
            title="麦浪田园综合体游客中心"),
    Special("resort", "torn_down_unaccepted", 2, 6, NEW, 13.0, (10.6, 12.4),
            title="榕岚镇客运停车场"),
    Special("resort", "in_redline", 6, 5, NEW, 30.0, (0.0, 0.6), redline=(25.6, 30.1), on=FOREST,
            title="枫峪林间度假木屋"),
    Special("mine", "great_quarry", 4, 2, MINING, 46.0, (0.0, 3.0), on=FOREST,
            title="瓦屏石灰岩采石场"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a township ends: unlawful cultivated 亩 left, and cultivated 亩 of all new construction that counts.

    `yards` unlawful and `plants` lawful works make up what is wanting.
    """

    unlawful: float
    whole: float
    plants: int
    yards: int = 1


@dataclass(frozen=True, slots=True)
class Year:
    """`times`: how often each scene is played."""

    times: int
    aims: tuple[Aim, ...]


SMALL_YEAR = Year(1, (
    Aim(8.6, 250.0, 3),
    Aim(26.6, 189.0, 3),
    Aim(14.2, 124.0, 3),
    Aim(11.8, 66.0, 2),
    Aim(5.4, 58.0, 2),
    Aim(4.55, 28.4, 1),
    Aim(8.3, 43.0, 2),
))  # fmt: skip
"""300 changes. 麦浪 and 枫峪 above 15 % and 5 亩; 砚溪 just under 15 %; 鹭泽 above 15 % with under 5 亩; the county
under both."""
LARGE_YEAR = Year(5, (
    Aim(47.0, 905.0, 21, 6),
    Aim(101.0, 712.0, 19, 6),
    Aim(52.0, 588.0, 18, 6),
    Aim(63.0, 351.0, 13, 6),
    Aim(27.0, 282.0, 10, 4),
    Aim(35.5, 264.0, 10, 4),
    Aim(44.0, 262.0, 10, 6),
))  # fmt: skip
"""1,500 changes. 麦浪 and 枫峪 above 15 % and 5 亩; 砚溪 and 鹭泽 a little under 15 %; the county under its ratio."""
