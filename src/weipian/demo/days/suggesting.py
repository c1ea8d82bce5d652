"""检察建议: the procurator writes about the plot that did not pass its check; the leader answers within its days."""

from __future__ import annotations

from datetime import date

from weipian.demo.days.task import Task
from weipian.demo.days.tasks import after, tasks
from weipian.demo.days.world import World
from weipian.programme.rectification.handover.suggesting import (
    Suggested,
    answer_suggestion,
    suggestions_register,
    take_suggestion,
)
from weipian.terms.words import Outcome

RECEIVED, ANSWERED = 65, 107
"""Days after the acceptance that was not passed; the policy gives two months for the answer."""
BODY, NUMBER, REPLY = "检察院", "澜检建〔2023〕1号（虚构）", "澜卫复〔2023〕1号（虚构）"
MATTER = "拆除复耕未通过核验的地块，督促依法整改（虚构）"
TOLD = "已责成乡镇限期重新覆土、种植，验收后再报（虚构）"


def take_suggestions(world: World, day: date) -> None:
    plots = [one.plot for one in tasks(world) if _failed(one) and after(one.done, RECEIVED) == day]
    if plots:
        key = take_suggestion(world.desks["clerk"], Suggested(NUMBER, BODY, MATTER, day, plots=plots))
        due = next(one.due for one in suggestions_register(world.desks["clerk"]) if one.id == key)
        world.diary.note(day, f"收到{BODY}检察建议一件，涉及 {'、'.join(plots)}，应于 {due} 前书面答复")


def answer_suggestions(world: World, day: date) -> None:
    """In writing, by the office's leader."""
    if any(_failed(one) and after(one.done, ANSWERED) == day for one in tasks(world)):
        leader = world.desks["leader"]
        for one in suggestions_register(leader):
            answer_suggestion(leader, one.id, day, TOLD, REPLY)
            world.diary.note(day, f"检察建议已书面答复：{REPLY}")


def _failed(one: Task) -> bool:
    return one.outcome is Outcome.RECULTIVATED_UNACCEPTED
