from __future__ import annotations

from pathlib import Path

import pytest
import tokenizers
from hypothesis import given
from hypothesis import strategies as st

from models.errors import DamagedModel, MissingModel
from models.tokenizer import Tokenizer, fold

MARKS = ["<s>", "<pad>", "</s>", "<unk>"]
PIECES = [
    *',.%()"-0123456789sm发布信息条的件公开全年',
    "信息",
    "公开",
    "文件",
    "发布",
    "…",
    "。",
    "<",
    ">",
]
_ALONE = r"[0-9\p{P}\p{S}]"


def make_tokenizer(pieces: list[str] = PIECES) -> tokenizers.Tokenizer:
    scored = [(mark, 0.0) for mark in MARKS]
    scored += [(piece, -5.0 if len(piece) > 1 else -9.0) for piece in pieces]
    made = tokenizers.Tokenizer(tokenizers.models.Unigram(scored, unk_id=3))
    splitters = tokenizers.pre_tokenizers
    made.pre_tokenizer = splitters.Sequence(
        [
            splitters.Split(" ", "removed"),
            splitters.Split(tokenizers.Regex(_ALONE), "isolated"),
        ]
    )
    return made


TOKENIZER = Tokenizer(make_tokenizer())


def cut(text: str) -> list[str]:
    pieces = TOKENIZER.text_to_pieces(text)
    return [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]


def test_a_text_is_cut_into_the_longest_likely_pieces() -> None:
    assert cut("全年公开信息12条。") == ["全", "年", "公开", "信息", "1", "2", "条", "。"]


def test_numbers_are_those_of_the_vocabulary() -> None:
    ids = TOKENIZER.text_to_pieces("信息").ids
    assert ids == (len(MARKS) + PIECES.index("信息"),)


def test_the_marks_have_their_numbers() -> None:
    assert (TOKENIZER.first, TOKENIZER.padding, TOKENIZER.last, TOKENIZER.unknown) == (0, 1, 2, 3)


def test_the_length_is_that_of_the_vocabulary() -> None:
    assert len(TOKENIZER) == len(MARKS) + len(PIECES)


@pytest.mark.parametrize("blank", [" ", "\n", "\r\n", "\t", "\u3000", "\xa0", "   ", "\x1c"])
def test_blanks_end_a_piece_and_belong_to_none(blank: str) -> None:
    pieces = TOKENIZER.text_to_pieces(f"{blank}信{blank}息公开{blank}")
    wide = len(blank)
    assert pieces.starts == (wide, 2 * wide + 1, 2 * wide + 2)
    assert pieces.ends == (wide + 1, 2 * wide + 2, 2 * wide + 4)


def test_offsets_count_astral_characters_as_one() -> None:
    pieces = TOKENIZER.text_to_pieces("😀𠮷信息👨‍👩‍👧12")
    assert pieces.starts == (0, 1, 2, 4, 5, 6, 7, 8, 9, 10)
    assert pieces.ends == (1, 2, 4, 5, 6, 7, 8, 9, 10, 11)


def test_each_unknown_character_is_a_piece() -> None:
    pieces = TOKENIZER.text_to_pieces("信息龘靐齉信息")
    assert pieces.ids[1:4] == (3, 3, 3)
    assert cut("信息龘靐齉信息") == ["信息", "龘", "靐", "齉", "信息"]


def test_wide_forms_are_looked_up_as_narrow_ones() -> None:
    assert TOKENIZER.text_to_pieces("，（１）％").ids == TOKENIZER.text_to_pieces(",(1)%").ids


def test_a_sign_of_several_letters_stays_one_character() -> None:
    assert fold("㎡…①㈠") == "m.1一"


def test_marks_written_in_a_text_are_not_the_marks() -> None:
    pieces = TOKENIZER.text_to_pieces("<s>信息</s>")
    assert not {TOKENIZER.first, TOKENIZER.last} & set(pieces.ids)
    assert pieces.starts[0] == 0


def test_a_lone_surrogate_is_an_unknown_character() -> None:
    assert TOKENIZER.text_to_pieces("信息\ud800").ids[-1] == TOKENIZER.unknown


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_a_text_without_characters_has_no_pieces(text: str) -> None:
    assert len(TOKENIZER.text_to_pieces(text)) == 0


@given(
    st.text(
        alphabet=st.characters() | st.sampled_from("信息公开发布文件0123456789条。 \n\u3000<s>")
    )
)
def test_pieces_are_in_order_and_leave_out_only_blanks(text: str) -> None:
    pieces = TOKENIZER.text_to_pieces(text)
    edges = [edge for pair in zip(pieces.starts, pieces.ends, strict=True) for edge in pair]
    assert edges == sorted(edges)
    assert all(start < end for start, end in zip(pieces.starts, pieces.ends, strict=True))
    assert "".join(cut(text)) == "".join(char for char in text if not char.isspace())


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_a_folder_is_read(tmp_path: Path) -> None:
    make_tokenizer().save(str(tmp_path / "tokenizer.json"))
    read = Tokenizer.from_folder(tmp_path)
    assert read.text_to_pieces("公开信息3件") == TOKENIZER.text_to_pieces("公开信息3件")


def test_a_folder_without_a_tokenizer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingModel):
        Tokenizer.from_folder(tmp_path)


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"model": null}'])
def test_a_damaged_tokenizer_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "tokenizer.json").write_text(content, encoding="utf-8")
    with pytest.raises(DamagedModel):
        Tokenizer.from_folder(tmp_path)


def test_a_vocabulary_without_marks_is_refused() -> None:
    bare = tokenizers.Tokenizer(tokenizers.models.Unigram([("<unk>", 0.0), ("信", -1.0)], unk_id=0))
    with pytest.raises(ValueError, match="<s>"):
        Tokenizer(bare)
