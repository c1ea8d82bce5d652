"""How the reviews end. People's decisions, chosen so that each township ends where the story wants it."""

from __future__ import annotations

from dataclasses import replace

from numpy.random import Generator

from weipian.demo.events import Event
from weipian.demo.scenes import ADDED, NEW, Aim
from weipian.demo.siting import Siting

SETTLED = {
    "highway approved": "lawful_new", "plant approved": "lawful_new", "plant put_right": "unlawful_new",
    "resort torn_down": "unlawful_new", "resort torn_down_unaccepted": "unlawful_new",
    "resort in_redline": "unlawful_new", "shed recorded": "other_use", "shed not_looked_up": "other_use",
    "shed misused": "unlawful_new", "camp permitted": "other_use", "camp overdue": "unlawful_new",
    "camp permanent": "unlawful_new", "track narrow": "other_use", "track wide": "unlawful_new",
    "unchanged shown": "other_use", "pond dug": "unlawful_farming", "rebuilt approved": "lawful_new",
    "rebuilt unapproved": "unlawful_existing", "solar recorded": "other_use", "mine licensed": "合法",
    "mine outside": "违法", "mine great_quarry": "违法", "mine expired": "违法", "mine none": "违法",
    "mine too_deep": "违法", "mine no_trace": "伪变化",
}  # fmt: skip
"""Kind and turn → determination; what is not here stays undetermined."""
OUTCOMES = {
    "put_right": "retrospective_approval",
    "torn_down": "recultivated",
    "torn_down_unaccepted": "recultivated_unaccepted",
    "in_redline": "in_progress",
}
GONE = ("retrospective_approval", "recultivated")
DEMOLISH, APPROVE = "demolish_and_recultivate", "retrospective_approval"


def judged(siting: Siting, events: list[Event], aims: tuple[Aim, ...], dice: Generator) -> list[Event]:
    """All events with verdict, outcome and measure, and a yard and some plants more in each township."""
    settled = [_settled(event) for event in events]
    for township, aim in enumerate(aims):
        own = [event for event in settled if event.township == township]
        rest = [event for event in settled if event.township != township]
        settled = rest + _towards(siting, own, aim, 10_000 + 100 * township, dice)
    return _added_later([_measured(event) for event in sorted(settled, key=lambda event: event.number)])


def _settled(event: Event) -> Event:
    if event.month == 12:
        return event
    verdict = SETTLED.get(f"{event.kind} {event.turn}", "")
    return replace(event, verdict=verdict, outcome=OUTCOMES.get(event.turn, ""))


def _towards(siting: Siting, own: list[Event], aim: Aim, number: int, dice: Generator) -> list[Event]:
    """Decide the houses, then add yards (unlawful) and plants (lawful) of just the size that is wanting."""
    own = _houses(_put_right_enough(own, aim.unlawful - 1.2 * aim.yards), aim.unlawful - 0.6 * aim.yards)
    township = own[0].township
    for k in range(aim.yards):
        short = (aim.unlawful - _left(own)) / (aim.yards - k)
        own.append(_extra(siting, number + k, "yard", "unapproved", township, short, "unlawful_new", dice))
    for k in range(aim.plants):
        counted = _left(own) + _sum(own, "lawful_new") + _sum(own, "unlawful_new", GONE[:1])
        short = (aim.whole - counted) / (aim.plants - k)
        own.append(_extra(siting, number + aim.yards + k, "plant", "approved", township, short, "lawful_new", dice))
    return own


def _extra(
    siting: Siting, number: int, kind: str, turn: str, township: int, mu: float, verdict: str, dice: Generator
) -> Event:
    if mu <= 0:
        raise LookupError(f"more than is wanted stands in township {township}")
    shape, lie = siting.fit(township, mu, kind == "plant")
    return Event(
        number, kind, turn, township, 1 + (3 * number) % 9, NEW, shape, lie, verdict=verdict, dice=float(dice.random())
    )


def _sum(events: list[Event], verdict: str, outcomes: tuple[str, ...] | None = None) -> float:
    """Net cultivated 亩 of the events so decided, with one of the outcomes."""
    return sum(
        event.lie.cultivated
        for event in events
        if event.verdict == verdict and (outcomes is None or event.outcome in outcomes)
    )


def _left(events: list[Event]) -> float:
    """Unlawful cultivated 亩 that still counts."""
    return _sum(events, "unlawful_new") - _sum(events, "unlawful_new", GONE)


def _put_right_enough(own: list[Event], most: float) -> list[Event]:
    """The largest open ones are torn down until no more than `most` is left."""
    own = list(own)
    while _left(own) > most:
        open_ones = [k for k, e in enumerate(own) if e.verdict == "unlawful_new" and not e.outcome]
        largest = max(open_ones, key=lambda k: own[k].lie.cultivated)
        own[largest] = replace(own[largest], outcome="recultivated")
    return own


def _houses(own: list[Event], most: float) -> list[Event]:
    """Of a dozen houses one is torn down, one approved afterwards, one in doubt, some stay, the others are lawful."""
    decided: list[Event] = []
    dealt = 0
    for event in own:
        if event.kind != "house" or event.month == 12:
            decided.append(event)
            continue
        fits = _left(decided + own[len(decided) :]) + event.lie.cultivated < most
        decided.append(_house(event, dealt % 13, fits))
        dealt += 1
    return decided


def _house(event: Event, dealt: int, fits: bool) -> Event:
    match dealt:
        case 0:
            return replace(event, turn="unapproved", verdict="unlawful_new", outcome="recultivated")
        case 1:
            return replace(event, turn="late", verdict="unlawful_new", outcome=GONE[event.lie.farmland > 0])
        case 2:
            return replace(event, turn="unconfirmed")
        case 3:
            return replace(event, turn="unknown_start", verdict="lawful_new")
    if fits and dealt < 8:
        return replace(event, turn="late" if dealt == 5 else "unapproved", verdict="unlawful_new")
    return replace(event, turn="approved", verdict="lawful_new")


def _measured(event: Event) -> Event:
    """What is to be done about the unlawful ones, and how far it is."""
    if event.verdict != "unlawful_new":
        return event
    barred = event.lie.farmland > 0 or event.lie.redline > 0
    torn = event.outcome.startswith("recultivated") or (not event.outcome and (barred or event.dice < 0.5))
    measure = DEMOLISH if torn or event.turn == "in_redline" else APPROVE
    outcome = event.outcome or ("in_progress" if event.dice > 0.55 else "")
    return replace(event, measure=measure, outcome=outcome)


def _added_later(events: list[Event]) -> list[Event]:
    """Four unlawful houses came as supplementary patches."""
    late = [event.number for event in events if event.turn == "unapproved" and event.month >= 7][:4]
    return [replace(event, category=ADDED) if event.number in late else event for event in events]
