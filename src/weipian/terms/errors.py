"""The error tree. Every message a person sees is Chinese and says what, where, and how to mend it.

    WeipianError            exit code
    ├── InputError          1   a file, a row or a value is wrong
    │   └── PolicyError     1   a policy pack is unknown or does not load
    ├── UsageError          2   the command was called wrongly
    └── Cancelled           1   a person stopped a long work

A bad row never stops the good ones: it becomes a `Refusal`, and the command ends with 3. People's numbers and
telephones, which a wrong cell may hold, are masked here, the one way by which sentences leave.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from weipian.terms.messages import sentence
from weipian.terms.personal import without_numbers


class WeipianError(Exception):
    """`code` names an entry of terms/messages/*.toml; `params` fill it."""

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, *, where: str = "", **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.where = where
        self.params = params

    @property
    def message(self) -> str:
        """What is wrong and how to mend it, without the place."""
        return without_numbers(sentence(self.code, self.params))

    def __str__(self) -> str:
        return f"{without_numbers(self.where)}：{self.message}" if self.where else self.message

    def as_json(self) -> dict[str, str]:
        return {"code": self.code, "message": self.message, "where": without_numbers(self.where)}


class InputError(WeipianError):
    """What was handed in is wrong."""


class PolicyError(InputError):
    """A policy pack can't be used."""


class UsageError(WeipianError):
    """The command line is wrong."""

    exit_code = 2


class Cancelled(WeipianError):
    """A person stopped it; nothing half-done was kept, or the code says what was."""

    def __init__(self, code: str = "cancelled", *, where: str = "", **params: object) -> None:
        super().__init__(code, where=where, **params)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row or cell that was not taken; `row` counts as a person sees it in the file (header is row 1).

    `value` is whole, for the error workbook that goes back to whoever handed the row in; `as_json` masks it.
    """

    row: int
    field: str
    value: str
    code: str
    message: str

    @classmethod
    def of(cls, row: int, field: str, value: str, error: WeipianError) -> Refusal:
        return cls(row, field, value, error.code, error.message)

    def __str__(self) -> str:
        return f"第{self.row}行「{self.field}」：{self.message}"

    def as_json(self) -> dict[str, object]:
        return {
            "code": self.code,
            "message": self.message,
            "row": self.row,
            "field": self.field,
            "value": without_numbers(self.value),
        }
