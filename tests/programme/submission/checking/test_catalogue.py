"""The law and the program say the same of the checks: none is without words, clause, shape, or the number it names."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, get_args, get_type_hints

import pytest

from weipian.policy import load, names
from weipian.programme.submission.checking.asking import OF_SETS, OWN
from weipian.programme.submission.checking.catalogue import checks_of
from weipian.programme.submission.checking.law import Entry, entry_of, law_on, texts
from weipian.programme.submission.checking.row import Row
from weipian.programme.submission.checking.rules import check_of
from weipian.terms.checking import Subject, Trait
from weipian.terms.determination import Handling, Nature
from weipian.terms.errors import PolicyError
from weipian.terms.evidence import EvidenceKind
from weipian.terms.messages import catalogue
from weipian.terms.words import Category, Conclusion, Determination

pytestmark = pytest.mark.requirement("C4", "A1", "A4")
POLICY = load("ziyuan-2023")
ENTRIES = law_on(POLICY, date(2023, 9, 24)).entries
KEYS = ("within", "share", "over", "least", "most", "uncovered", "usual", "longer", "since")
SUBJECTS = ("subject", "subjects", "left", "right", "whole", "parts", "by")
WORDS = {word.value for words in (Category, Determination, Conclusion, Nature, Trait, Handling) for word in words}


def test_there_are_at_least_sixty() -> None:
    assert len(ENTRIES) == len({entry.code for entry in ENTRIES}) >= 60


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_a_check_has_words_clause_shape_and_numbers(entry: Entry) -> None:
    text = catalogue()[f"check_{entry.code}"]
    assert all(re.search(r"[\u4e00-\u9fff]", part) for part in text.values())
    assert entry.value.clause
    assert entry.code in OF_SETS if entry.shape == "special" and entry.code not in OWN else check_of(entry)
    assert (entry.some | entry.every | entry.never) <= WORDS
    table = entry.value.table
    for name in SUBJECTS:
        assert all(Subject(one) for one in texts(table.get(name, ())))
    for name in KEYS:
        if isinstance(table.get(name), str):
            assert POLICY.has(str(table[name])), table[name]
    if entry.shape == "evidence":
        assert {EvidenceKind(kind) for kind in entry.items("least")}


def test_no_message_and_no_function_is_left_over() -> None:
    every = {entry.code for entry in ENTRIES}
    special = {entry.code for entry in ENTRIES if entry.shape == "special"}
    assert {code.removeprefix("check_") for code in catalogue() if code.startswith("check_")} - {
        "without_shape"
    } == every
    assert set(OWN) | set(OF_SETS) == special


@pytest.mark.parametrize(("name", "word"), [("shape", ""), ("level", "重"), ("left", "filed.areas")])
def test_a_check_that_a_pack_misspells_is_refused_in_plain_words(name: str, word: str) -> None:
    entry = next(entry for entry in ENTRIES if entry.shape == "at_most")
    table = {key: value for key, value in entry.table.items() if key != name} | ({name: word} if word else {})
    with pytest.raises(PolicyError) as refused:
        entry_of(replace(entry.value, content=table))
    assert entry.code in str(refused.value)
    assert "请" in refused.value.message


def test_a_shape_that_the_program_has_not_is_refused() -> None:
    with pytest.raises(PolicyError, match="倒立"):
        check_of(replace(ENTRIES[0], shape="倒立"))


@pytest.mark.parametrize("subject", Subject)
def test_a_subject_is_a_cell_of_a_row(subject: Subject) -> None:
    if subject in (Subject.OVERLAPS, Subject.PARTS):  # of all rows together
        return
    kind: Any = Row
    for name in subject.value.split("."):
        if not is_dataclass(kind):  # a mark
            return
        assert name in {field.name for field in fields(kind)} | {"decided"}, subject
        kind = _inner(get_type_hints(kind).get(name))


def _inner(hint: Any) -> Any:
    """The class within Optional or tuple."""
    return next((one for one in (hint, *get_args(hint)) if isinstance(one, type) and is_dataclass(one)), None)


@pytest.mark.parametrize("name", [name for name in names() if name in ("ziyuan-2023", "demo-2023")])
def test_the_catalogue_lists_them_all_for_people(name: str) -> None:
    listed = checks_of(load(name))
    assert len(listed) == len(ENTRIES)
    for one in listed:
        said = f"{one.of_which}{one.gist}{one.message}{one.mend}"
        assert not re.search(r"[a-z_]{3,}", said.replace("weipian split 地块编号 --by township", "")), one
        assert one.level in ("拦住上报", "提示核对")
