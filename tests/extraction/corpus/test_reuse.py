"""Text in several reports: shares of each report, and the sentences with all their places."""

from __future__ import annotations

from extraction.corpus.near import join_near, text_to_sketch
from tests.extraction.corpus.builder import record, views_of

ONE = "全年围绕财政资金主动公开各类信息并及时更新栏目"
TWO = "预算和决算按规定时限在门户网站上向社会公开"
THREE = "本年度组织开展河道巡查并公布巡查的全部结果"
OTHER = "沧浪县水利局"


def test_shares_tell_last_year_other_agencies_and_what_is_only_here() -> None:
    last = record(2022, text=f"{ONE}。")
    this = record(2023, text=f"{ONE}。{TWO}。{THREE}。")
    other = record(2023, OTHER, text=f"{TWO}。")
    with views_of(last, this, other) as views:
        share = views.reuse.shares[1]
    assert share.chars == len(ONE + TWO + THREE)
    assert (share.last_year, share.own) == (len(ONE), len(ONE))
    assert (share.others, share.only_here) == (len(TWO), len(THREE))


def test_a_sentence_with_other_numbers_is_the_same() -> None:
    texts = [f"全年共公开财政资金信息{count}条并及时更新栏目。" for count in (12, 305)]
    with views_of(record(2022, text=texts[0]), record(2023, text=texts[1])) as views:
        (found,) = views.reuse.texts
    assert (found.reports, found.agencies, found.is_exact) == (2, 1, True)
    assert (found.first_year, found.last_year) == (2022, 2023)


def test_a_sentence_with_one_word_exchanged_is_nearly_the_same() -> None:
    near = ONE.replace("及时", "按时")
    with views_of(record(2022, text=ONE), record(2023, OTHER, text=near)) as views:
        (found,) = views.reuse.texts
    assert (found.agencies, found.is_exact) == (2, False)


def test_other_sentences_of_the_same_kind_are_not() -> None:
    with views_of(record(2022, text=ONE), record(2023, text=TWO)) as views:
        assert not views.reuse.texts


def test_a_duplicate_of_the_same_year_is_not_reuse() -> None:
    with views_of(record(text=ONE, cells={}), record(text=f"{ONE}\n")) as views:
        assert not views.reuse.texts


def test_a_sentence_twice_in_one_report_is_not_reuse() -> None:
    with views_of(record(text=f"{ONE}。{ONE}。")) as views:
        assert not views.reuse.texts
        assert views.reuse.shares[0].only_here == 2 * len(ONE)


def test_groups_are_named_by_their_first_text() -> None:
    texts = [ONE, TWO, ONE.replace("及时", "按时"), THREE]
    groups = join_near(texts.__getitem__, len(texts))
    assert [groups.find(at) for at in range(4)] == [0, 1, 0, 3]


def test_a_text_shorter_than_a_shingle_has_a_sketch() -> None:
    assert len(text_to_sketch("三字")) == 1
