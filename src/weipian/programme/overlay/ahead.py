"""Reading one thing ahead while the one before it is worked on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Asked = TypeVar("Asked")
Found = TypeVar("Found")


def ahead(read: Callable[[Asked], Found], asked: Sequence[Asked]) -> Iterator[Found]:
    """What `read` gives for each, in order; never more than one is read ahead, and none is kept."""
    if not asked:
        return
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(read, asked[0])
        for after in [*asked[1:], None]:
            found = waiting.result()
            if after is not None:
                waiting = pool.submit(read, after)
            else:
                del waiting
            yield found
            del found
