"""Words are read as people write them, and refused in Chinese."""

from __future__ import annotations

import pytest

from weipian.terms.errors import InputError
from weipian.terms.words import Answer, Category, Determination, GateName, LayerKind, Measure, Outcome, Sure, Word

LISTS: list[type[Word]] = [Answer, Category, Determination, GateName, LayerKind, Measure, Outcome, Sure]


@pytest.mark.parametrize("words", LISTS)
def test_every_spelling_of_a_word_reads_back_to_it(words: type[Word]) -> None:
    for word in words:
        for spelling in (word.value, word.label, word.value.upper(), f" {word.label} ", *word.aliases):
            assert words.read(spelling) is word


@pytest.mark.parametrize("words", LISTS)
def test_no_two_words_share_a_spelling(words: type[Word]) -> None:
    spellings = [s for word in words for s in {word.value.lower(), word.label.lower(), *map(str.lower, word.aliases)}]
    assert len(spellings) == len(set(spellings))


def test_full_width_brackets_are_the_same_as_half_width() -> None:
    assert Determination.read("农业项目破坏耕地（基本农田）") is Determination.UNLAWFUL_FARMING


def test_an_unknown_word_is_refused_with_the_allowed_ones() -> None:
    with pytest.raises(InputError) as caught:
        Category.read("新增违建", where="图斑.csv 第3行「category」")
    assert caught.value.code == "unknown_word"
    assert "新增非农建设类" in str(caught.value)
    assert str(caught.value).startswith("图斑.csv 第3行「category」：「新增违建」不是可用的词")
