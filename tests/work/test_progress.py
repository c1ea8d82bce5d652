"""Progress is seen on a terminal, and nowhere else."""

from __future__ import annotations

import io

from weipian.work.progress import Progress, spell, watched


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_share_and_time_left() -> None:
    out = Terminal()
    with Progress("套合", total=4, out=out) as step:
        for _ in range(4):
            step()
    assert "100%" in out.getvalue()
    assert "剩余约 0 秒" in out.getvalue()


def test_a_pipe_sees_nothing() -> None:
    out = io.StringIO()
    with Progress("套合", total=2, out=out) as step:
        step(2)
    assert out.getvalue() == ""


def test_time_left_is_projected_from_the_share_done() -> None:
    progress = Progress("套合", total=10, out=io.StringIO())
    progress.done = 5
    assert "剩余约 8 秒" in progress.line(progress.begun + 8)


def test_watched_gives_all_the_things() -> None:
    assert list(watched("abc", "读取", 3)) == ["a", "b", "c"]


def test_times_are_spelled_for_people() -> None:
    assert [spell(s) for s in (3, 90, 7200)] == ["3 秒", "2 分", "2.0 小时"]
