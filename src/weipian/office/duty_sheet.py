"""The ledger's sheet of duties: the programme's fixed dates, then what each batch and each order owes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.policy import Policy
from weipian.policy.duties import Duty, fixed_duties, reminders
from weipian.policy.spelling import word as spelt
from weipian.programme.submission.standing import SEEN_WHEN_DONE
from weipian.workbook.sheets_rows import DutyRow

COUNTY = "县"


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty of a plot. `subject`: whose it is, a batch (of issue) or the plot itself (of an order to put right)."""

    duty: Duty
    subject: str
    township: str
    of_plot: bool
    plot: str

    @classmethod
    def of(cls, duty: Duty, issued: date, batch: str, plot: str, township: str) -> Owed:
        """A duty of issue is the batch's, one of a rectification order the plot's own."""
        own = duty.starts != issued
        return cls(duty, plot if own else batch, township, own, plot)


@dataclass(frozen=True, slots=True)
class Shared:
    """The same duty of several plots, once. `owner`: the township, where it is one plot's."""

    duty: Duty
    subject: str
    owner: str
    owing: tuple[str, ...] = ()

    @property
    def plots(self) -> int:
        return len(self.owing)


def gathered(owed: Iterable[Owed]) -> list[Shared]:
    """Each duty of each batch or plot once, with how many plots owe it."""
    seen: dict[tuple[str, object, str], list[Owed]] = {}
    for one in owed:
        seen.setdefault((one.duty.duty, one.duty.due, one.subject), []).append(one)
    return [_shared(same) for same in seen.values()]


def _shared(same: Sequence[Owed]) -> Shared:
    last = same[-1]
    return Shared(last.duty, last.subject, last.township if last.of_plot else "", tuple(one.plot for one in same))


def duty_sheet(owed: Iterable[Owed], policy: Policy, today: date, begun: Iterable[Shared] = ()) -> Iterator[DutyRow]:
    """The fixed dates of the programme, then what is owed; `begun`: by something else than plots."""
    fixed = [Shared(duty, "全县", "") for duty in (*fixed_duties(policy), *reminders(policy, today))]
    for one in (*fixed, *gathered(owed), *begun):
        if one.duty.due is not None and one.duty.effective_due is not None:
            yield duty_row(one, policy, today)


def duty_row(shared: Shared, policy: Policy, today: date) -> DutyRow:
    """`owner`: the township whose plot it is, where the law says that a township owes it."""
    duty, owner = shared.duty, shared.owner
    assert duty.due is not None
    assert duty.effective_due is not None
    past = duty.state(today) == "overdue"
    open_still = past and duty.duty in SEEN_WHEN_DONE
    return DutyRow(
        duty=duty.label,
        subject=f"{shared.subject}（{shared.plots} 个图斑）" if shared.plots > 1 else shared.subject,
        who=owner if owner and duty.who == "township" else spelt(duty.who, policy.schema),
        assists="、".join(spelt(body, policy.schema) for body in duty.assists),
        due=duty.due,
        effective_due=duty.effective_due,
        last_working_day=duty.last_working_day,
        state="逾期" if open_still else "已过期限，办结与否未登记" if past else "未到期",
        overdue=open_still,
        clause=short(duty.clause, policy),
        before_policy=duty.before_policy,
        note=duty.note,
        plots=shared.owing,
    )


def short(clause: str, policy: Policy) -> str:
    """The clause without the county plan's own number, which stands on the notes sheet and at the page's foot."""
    for layer in policy.layers:
        if layer.level.startswith(COUNTY):
            clause = clause.removeprefix(f"{layer.number} ")
    return clause
