"""A rule reading the law: its values on the day of issue, and checks that cite them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from weipian.policy import Policy, Value
from weipian.programme.determination.finding import FAILS, HOLDS, UNKNOWN, Check, Field
from weipian.terms.area import Area, decimals
from weipian.terms.determination import ActualUse
from weipian.terms.messages import catalogue
from weipian.terms.words import Answer

Fact = bool | date | Area | Fraction | int | str | ActualUse | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One rule's view of a policy on a day: `own("x")` is determination.<rule>.x, `shared("a.b")` determination.a.b."""

    policy: Policy
    on: date
    rule: str

    def own(self, name: str) -> Value:
        return self.shared(f"{self.rule}.{name}")

    def shared(self, name: str) -> Value:
        return self.policy.value(f"determination.{name}", on=self.on)

    def check(
        self,
        code: str,
        answer: Answer,
        *,
        value: Value | None = None,
        fields: Sequence[Field] = (),
        compared: tuple[str, str, str] | None = None,
        shown: Mapping[str, object] | None = None,
        **params: object,
    ) -> Check:
        """A check whose sentence is the message `code`; it cites `value`, else the rule's own label."""
        law = value if value is not None else self.own("label")
        text, words = catalogue()[code], {**(shown or {}), **params}
        measured, threshold, margin = compared if compared is not None else (None, None, None)
        return Check(
            name=code.removeprefix("finding_"),
            answer=answer,
            because=text["what"].format(**words),
            mend=text["mend"].format(**words),
            clause=law.clause,
            sure=law.sure,
            fields=tuple(fields),
            measured=measured,
            threshold=threshold,
            margin=margin,
        )

    def ask(
        self,
        fact: bool | None,
        codes: tuple[str, str, str],
        *,
        no: Answer = FAILS,
        value: Value | None = None,
        fields: Sequence[Field] = (),
        shown: Mapping[str, object] | None = None,
    ) -> Check:
        """A yes-or-no fact: `codes` are the sentences for yes, no and not known; `no` is what a no comes to."""
        yes_code, no_code, unknown_code = codes
        if fact is None:
            return self.check(unknown_code, UNKNOWN, value=value, fields=fields, shown=shown)
        code, answer = (yes_code, HOLDS) if fact else (no_code, no)
        return self.check(code, answer, value=value, fields=fields, shown=shown)


def fld(name: str, fact: Fact) -> Field:
    """A field as it was read, in the form that JSON carries; empty: not known."""
    return Field(name, spell(fact))


def spell(fact: Fact) -> str:
    match fact:
        case None:
            return ""
        case bool():
            return "true" if fact else "false"
        case Area():
            return f"{fact.text_m2()} m2"
        case Fraction():
            return decimals(fact, 6)
        case date():
            return fact.isoformat()
        case _:
            return str(fact)


def percent(share: Fraction) -> str:
    """A share for people, two decimals, cut and not rounded, so that 99.999 % never reads as 100 %."""
    hundredths = share * 10000
    return f"{decimals(Fraction(hundredths.numerator // hundredths.denominator, 100), 2)}%"
