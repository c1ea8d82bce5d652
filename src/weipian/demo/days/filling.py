"""填报、自检、审核、上报: every determined plot of a batch is filled; what has its whole dossier goes on and out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from weipian.demo.days.diary import CONFIRMED, RELEASED
from weipian.demo.days.papers import add_dossier
from weipian.demo.days.visiting import dossiers_of
from weipian.demo.days.world import World
from weipian.policy import Policy
from weipian.programme.submission.acts.filling import self_check
from weipian.programme.submission.acts.releasing import confirm, release, second, send_back
from weipian.programme.submission.acts.tables import fill_table
from weipian.programme.submission.checking.catalogue import checks_of
from weipian.terms.checking import Level

FILLED, CHECKED, AUDITED, RELEASED_AFTER = 24, 25, 26, 27
SENT_BACK_MONTH = 3
CONFIRMED_AFTER = 1
"""Days after a release."""
AGAIN, AUDITED_AGAIN, RELEASED_AGAIN = 2, 3, 4
"""Days after a return was sent back."""
SEEN = "已逐条看过，与实际一致"


def fill(world: World, day: date) -> None:
    """What a person writes besides: the kinds of land that make up the whole, and whose it is."""
    for batch in world.days_after(day, FILLED):
        for plot in dossiers_of(world, batch):
            add_dossier(world.desks["clerk"], plot, world.told.end_of(plot).nature, day, world.hands)
        ended = [plot for plot in batch.plots if world.told.end_of(plot).nature]
        if ended:
            fill_table(world.desks["clerk"], {plot: cells_of(world, plot) for plot in ended}, day)


def check(world: World, day: date) -> None:
    """The filer's own check; in one month the reviewer sends one back before the audit."""
    for batch in world.days_after(day, CHECKED):
        plots = list(dossiers_of(world, batch))
        if plots:
            _checked(world, plots, day)
        if plots and batch.month == SENT_BACK_MONTH:
            send_back(world.desks["reviewer"], plots[:1], "情况说明没有写明核查经过，请补写")
            world.returned[plots[0]] = day
            world.diary.note(day, "审核退回填报一件")


def go_on(world: World, day: date) -> None:
    """Audited on one day, released on the next."""
    for batch in world.days_after(day, AUDITED):
        _audited(world, [plot for plot in dossiers_of(world, batch) if plot not in world.returned], day)
    for batch in world.days_after(day, RELEASED_AFTER):
        _released(world, [plot for plot in dossiers_of(world, batch) if plot not in world.returned], day)


def confirm_released(world: World, day: date) -> None:
    """The county's confirmation in the platform, on the day after each release, a release after a mend too."""
    plots = [plot for plot, out in world.unconfirmed.items() if out + timedelta(days=CONFIRMED_AFTER) == day]
    if plots:
        done = confirm(world.desks["clerk"], plots, day)
        if done.refused:
            raise ValueError(str(done.refused[0]))
        world.diary.count(day, CONFIRMED, len(done.plots))
    for plot in plots:
        del world.unconfirmed[plot]


def correct_returned(world: World, day: date) -> None:
    """What was sent back is filled anew, checked, audited, released again."""
    ago = {
        days: [plot for plot, back in world.returned.items() if back + timedelta(days=days) == day] for days in range(5)
    }
    if ago[AGAIN]:
        clerk = world.desks["clerk"]
        fill_table(clerk, {plot: _mended(world, plot) for plot in ago[AGAIN]}, day)
        _checked(world, ago[AGAIN], day)
    _audited(world, ago[AUDITED_AGAIN], day)
    _released(world, ago[RELEASED_AGAIN], day)
    for plot in ago[RELEASED_AGAIN]:
        del world.returned[plot]


def _mended(world: World, plot: str) -> dict[str, str]:
    account = world.told.found[plot].account
    return {**cells_of(world, plot), "account": f"{account}。经核对补正，{world.returned[plot]}退回"}


def _checked(world: World, plots: Sequence[str], day: date) -> None:
    self_check(world.desks["clerk"], plots, dict.fromkeys(asking(world.desks["clerk"].policy), SEEN), day)


def asking(policy: Policy) -> list[str]:
    """The checks that ask a person to look."""
    return [one.code for one in checks_of(policy) if one.level == Level.ASKS.label]


def _audited(world: World, plots: Sequence[str], day: date) -> None:
    if plots:
        second(world.desks["reviewer"], plots, day)


def _released(world: World, plots: Sequence[str], day: date) -> None:
    if not plots:
        return
    done = release(world.desks["leader"], plots, day, answers_for=True)
    world.diary.count(day, RELEASED, len(done.plots))
    world.unconfirmed.update(dict.fromkeys(done.plots, day))
    world.released.extend(plot for plot in done.plots if plot not in world.released)


def cells_of(world: World, plot: str) -> dict[str, str]:
    """The rest of the area is other farmland in this story; a plot of a mine has no such cells."""
    row = world.told.found[plot].row
    party = {"party": f"{row['项目名称']}业主（虚构）"}
    if row["采矿痕迹"]:
        return party
    rest = max(Decimal(row["填报图斑面积(亩)"]) - Decimal(row["填报耕地面积(亩)"]), Decimal("0.00"))
    return {**party, "other_farm": str(rest), "unused": "0.00", "construction": "0.00"}
