"""The shapes that the law fills in. Areas compare exactly; every threshold includes its number (民法典 1259)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from weipian.programme.submission.checking.asking import Ask, shape
from weipian.programme.submission.checking.finding import Told
from weipian.programme.submission.checking.law import texts
from weipian.programme.submission.checking.subjects import dates, papers, spelt, spelt_number, values, word_of
from weipian.terms.checking import Subject
from weipian.terms.evidence import EvidenceKind
from weipian.terms.words import Word


@shape("given")
def given(ask: Ask) -> Iterator[Told]:
    """Each of the subjects is filled in; of several papers, of each."""
    for subject in ask.entry.subjects("subjects"):
        if len(values(ask.row, subject)) < max(1, papers(ask.row, subject)):
            yield ask.lacks(subject)


@shape("claim")
def claim(ask: Ask) -> Iterator[Told]:
    """A yes or no is what the ground needs; with `any` one of several papers will do."""
    subject, want = ask.entry.subject("subject"), ask.entry.flag("want")
    said = values(ask.row, subject)
    if want in said and (ask.entry.flag("any") or set(said) == {want}):
        return
    if not said or (ask.entry.flag("any") and len(said) < papers(ask.row, subject)):
        yield ask.lacks(subject, spelt(subject, want))
    else:
        yield ask.fails(subject, spelt(subject, want))


@shape("at_most")
def at_most(ask: Ask) -> Iterator[Told]:
    """One area is no larger than another, but for the tolerance."""
    left, right = ask.entry.subject("left"), ask.entry.subject("right")
    part, whole = ask.number(left), ask.number(right)
    if part is None or whole is None:
        yield ask.open(left if part is None else right)
    elif part > whole + ask.limit("within"):
        yield ask.fails(left, f"不大于{spelt_number(right, whole)}")


@shape("sums")
def sums(ask: Ask) -> Iterator[Told]:
    """The parts make up the whole, but for the tolerance (面积恒等)."""
    whole, parts = ask.entry.subject("whole"), ask.entry.subjects("parts")
    total = ask.number(whole)
    each = {part: ask.number(part) for part in parts}
    for subject in [whole] if total is None else [part for part, area in each.items() if area is None]:
        yield ask.open(subject)
        return
    assert total is not None
    summed = sum((area for area in each.values() if area is not None), Fraction(0))
    if abs(total - summed) > ask.limit("within"):
        yield ask.fails(whole, spelt_number(whole, summed))


@shape("near")
def near(ask: Ask) -> Iterator[Told]:
    """Two areas differ by no more than the larger of a share and a flat margin."""
    left, right = ask.entry.subject("left"), ask.entry.subject("right")
    one, other = ask.number(left), ask.number(right)
    if one is None or other is None:
        yield ask.open(left if one is None else right)
    elif abs(one - other) > max(ask.limit("within"), ask.limit("share") * other):
        yield ask.fails(left, spelt_number(right, other))


@shape("not_left_out")
def not_left_out(ask: Ask) -> Iterator[Told]:
    """What was measured above the limit is not filed as nothing."""
    left, right = ask.entry.subject("left"), ask.entry.subject("right")
    filed, measured = ask.number(left), ask.number(right)
    if filed is None or measured is None:
        yield ask.open(left if filed is None else right)
    elif filed == 0 and measured > ask.limit("over"):
        yield ask.fails(left, spelt_number(right, measured))


@shape("between")
def between(ask: Ask) -> Iterator[Told]:
    """A number lies between the law's, both included; with `if_given` another check asks whether it is there."""
    subject = ask.entry.subject("subject")
    found = ask.number(subject)
    if found is None:
        yield ask.open(subject) if ask.entry.flag("if_given") else ask.lacks(subject)
        return
    least = ask.limit("least")
    most = ask.limit("most") if ask.entry.text("most") else None
    if found < least or (most is not None and found > most):
        upper = "以上" if most is None else f"至{spelt_number(subject, most)}"
        yield ask.fails(subject, spelt_number(subject, least) + upper)


@shape("above_nought")
def above_nought(ask: Ask) -> Iterator[Told]:
    """An area is not nothing."""
    subject = ask.entry.subject("subject")
    found = ask.number(subject)
    if found is None:
        yield ask.open(subject)
    elif found <= 0:
        yield ask.fails(subject, "大于0")


@shape("not_later")
def not_later(ask: Ask) -> Iterator[Told]:
    """One day is no later than another; the same day is in time. Of several papers, one in time will do."""
    left, right = ask.entry.subject("left"), ask.entry.subject("right")
    first, last = dates(ask.row, left), dates(ask.row, right)
    if not first or not last:
        yield ask.open(right if first else left)
    elif min(first) > max(last):
        if len(first) < papers(ask.row, left):
            yield ask.open(left)
        else:
            yield ask.fails(left, f"不晚于{spelt(right, max(last))}")


@shape("fits")
def fits(ask: Ask) -> Iterator[Told]:
    """A word is one of those that another word allows."""
    subject, by = ask.entry.subject("subject"), ask.entry.subject("by")
    said, ground = values(ask.row, subject), values(ask.row, by)
    if not said or not ground:
        yield ask.open(by if said else subject)
        return
    allowed = ask.entry.items("allowed").get(str(ground[0]))
    if allowed is None:
        yield ask.open(by)
    elif not {_key(one) for one in said} <= set(texts(allowed)):
        yield ask.fails(subject, "、".join(word_of(one) for one in texts(allowed)))


def _key(value: object) -> str:
    return value.value if isinstance(value, Word) else str(value)


@shape("same")
def same(ask: Ask) -> Iterator[Told]:
    """Two words are the same, as far as both are there."""
    left, right = ask.entry.subject("left"), ask.entry.subject("right")
    one, other = values(ask.row, left), values(ask.row, right)
    if not one or not other:
        yield ask.open(right if one else left)
    elif one != other:
        yield ask.fails(left, "、".join(spelt(right, each) for each in other))


@shape("differ")
def differ(ask: Ask) -> Iterator[Told]:
    """Two texts are not the same, as for the two persons of a return."""
    left, right = ask.entry.subject("left"), ask.entry.subject("right")
    one, other = values(ask.row, left), values(ask.row, right)
    if not one or not other:
        yield ask.open(right if one else left)
    elif one == other:
        yield ask.fails(left, f"与{right.label}不是同一人")


@shape("empty")
def empty(ask: Ask) -> Iterator[Told]:
    """What contradicts the ground is not filled in."""
    for subject in ask.entry.subjects("subjects"):
        if values(ask.row, subject):
            yield ask.fails(subject, "空")


@shape("evidence")
def evidence(ask: Ask) -> Iterator[Told]:
    """Of each kind at least so many pieces; too few are a gap, never a no."""
    held = Counter(one.kind for one in ask.row.evidence)
    for kind, least in ask.entry.items("least").items():
        word = EvidenceKind(kind)
        if held[word] < int(str(least)):
            short = ask.lacks(Subject.EVIDENCE, f"{word.label}至少{least}件")
            yield short if short.why.value == "unkept" else _counted(short, word, held[word])


def _counted(short: Told, word: EvidenceKind, found: int) -> Told:
    return Told(short.why, short.subject, f"{word.label}{found}件", short.should)
