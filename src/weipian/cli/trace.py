"""What is written down of an error that nobody foresaw: where it arose, and its message without anybody's values."""

from __future__ import annotations

from traceback import TracebackException

from weipian.terms.personal import without_values


def traced(error: BaseException) -> str:
    """The chain of errors as Python tells it, the first cause first; no locals, no values."""
    return "\n".join(_one(each) for each in _chain(TracebackException.from_exception(error)))


def _chain(found: TracebackException) -> list[TracebackException]:
    before = found.__cause__ or (None if found.__suppress_context__ else found.__context__)
    return [*(_chain(before) if before else []), found]


def _one(found: TracebackException) -> str:
    frames = "".join(found.stack.format())
    messages = "".join(without_values(line) for line in found.format_exception_only())
    return f"{frames}{messages}"
