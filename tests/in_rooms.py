"""Which worker tests what: tests that look at one thing that took long to make go to one, which makes it once."""

from __future__ import annotations

from pathlib import PurePosixPath

from xdist.scheduler.loadscope import LoadScopeScheduling

TOGETHER = {"demo", "web", "journeys", "figures"}
"""Rooms of which a file, or a folder within, looks at one thing."""
COUNTY = {"demo/test_full_size.py", "cli/test_policy_run_demo.py"}
"""Files that look at the whole county, which takes longest to make."""


def room_of(test: str) -> str:
    """The tests with which this one goes together; by itself where it goes with none."""
    place = PurePosixPath(test.partition("::")[0]).relative_to("tests")
    if place.as_posix() in COUNTY:
        return "county"
    if place.parts[0] not in TOGETHER:
        return test
    return str(place.parent if len(place.parts) > 2 else place)


class InRooms(LoadScopeScheduling):  # type: ignore[misc]
    """By room, in the order of collection. (xdist's own groups have no effect with pytest 9.2.)"""

    def _split_scope(self, nodeid: str) -> str:
        return room_of(nodeid)
