from __future__ import annotations

from typing import Any

from extraction.record.model import Claim
from tests.extraction.show.pages import by_id, page_of, words
from tests.extraction.show.spoken import claim, spoken, statement

Piece = tuple[str, str, str | None]


def pieces(tree: Any, look: str) -> list[Piece]:
    """Text, classes and target of the pieces of a look, in order."""
    found = tree.xpath(
        "//*[@class='frozen']//*[contains(concat(' ', @class, ' '), $look)]", look=f" {look} "
    )
    return [(each.text_content(), each.get("class"), each.get("href")) for each in found]


def covered_by(tree: Any, place: str) -> str:
    """The text of a place."""
    covering = tree.xpath(
        "//*[@class='frozen']//*[contains(concat(' ', @data-places, ' '), $id)]", id=f" {place} "
    )
    return "".join(each.text_content() for each in covering)


def quote_of(tree: Any, owner: str) -> str:
    return covered_by(tree, by_id(tree, owner).get("data-places"))


def parts_of(tree: Any, owner: str) -> list[str]:
    """Item, channel and period that are marked along; "" for what the claim has not."""
    places = by_id(tree, owner).get("data-parts").split(" ")
    return ["" if place == "-" else covered_by(tree, place) for place in places]


def only(**parts: Any) -> tuple[Any, str]:
    """The spoken report with no more than these parts."""
    bare: dict[str, Any] = {"claims": (), "statements": (), "contradictions": ()}
    return spoken(**{**bare, **parts})


def test_a_figure_is_a_link_to_its_entry() -> None:
    assert pieces(page_of(spoken()), "q")[0] == ("近1.2万条", "m q", "#claim-c0")


def test_item_channel_and_period_can_be_marked_and_are_no_links() -> None:
    tree = page_of(spoken())
    assert parts_of(tree, "claim-c1") == ["原创信息", "微信公众号", "全年"]
    assert parts_of(tree, "claim-c2") == ["政府信息公开申请", "", "2023年"]
    assert ("原创信息", "w", None) in pieces(tree, "w")


def test_a_part_that_is_evidence_too_stays_a_link() -> None:
    """The year's evidence and a claim's period may be the same characters."""
    record, text = spoken()
    period = record.claims[2]
    year = record.fields["year"].model_copy(
        update={"start": period.period_start, "end": period.period_end, "source": "text"}
    )
    fields = {**record.fields, "year": year}
    tree = page_of((record.model_copy(update={"fields": fields}), text))
    assert parts_of(tree, "claim-c2")[2] == "2023年"
    assert ("2023年", "m", "#f-year") in pieces(tree, "m")


def test_a_figure_in_a_statement_cuts_its_ground_and_leads_to_itself() -> None:
    tree = page_of(spoken())
    assert pieces(tree, "s-problem") == [
        ("更新不及时，有", "m s s-problem", "#said-p0"),
        ("3个", "m q s s-problem", "#claim-c6"),
        ("栏目", "m s s-problem", "#said-p0"),
        ("超过半年没有更新", "m s s-problem", "#said-p0"),
        ("专职人员不足", "m s s-problem", "#said-p1"),
    ]


def test_a_target_is_marked_in_its_commitment() -> None:
    assert ("不少于12期", "m g s s-commitment", "#target-p3-0") in pieces(page_of(spoken()), "g")


def test_figures_that_begin_together_are_cut_where_the_first_ends() -> None:
    tree = page_of(spoken())
    found = [piece for piece in pieces(tree, "q") if "行政" in piece[0]]
    assert found == [("行政复议", "m q", "#claim-c4"), ("行政诉讼", "m q", "#claim-c5")]
    assert quote_of(tree, "claim-c4") == "未发生行政复议"
    assert quote_of(tree, "claim-c5") == "未发生行政复议和行政诉讼"


def test_figures_that_cross_are_cut_in_three() -> None:
    _, text = spoken()
    first = claim(text, "c0", "2023年收到政府信息公开申请", 1)
    second = claim(text, "c1", "申请11件", 2)
    tree = page_of(only(claims=(first, second)))
    assert pieces(tree, "q") == [
        ("2023年收到政府信息公开", "m q", "#claim-c0"),
        ("申请", "m q", "#claim-c1"),
        ("11件", "m q", "#claim-c1"),
    ]


def test_figures_of_one_span_share_a_piece() -> None:
    _, text = spoken()
    pair = [claim(text, f"c{number}", "11件", 11) for number in range(2)]
    tree = page_of(only(claims=tuple(pair)))
    assert pieces(tree, "q") == [("11件", "m q", "#claim-c0")]
    assert quote_of(tree, "claim-c1") == "11件"


def test_statements_of_two_kinds_may_overlap() -> None:
    _, text = spoken()
    first = statement(text, "p0", "problem", "专职人员不足。针对更新慢的问题")
    second = statement(text, "p1", "measure_taken", "针对更新慢的问题，已安排专人维护")
    tree = page_of(only(statements=(first, second)))
    assert pieces(tree, "s") == [
        ("专职人员不足。", "m s s-problem", "#said-p0"),
        ("针对更新慢的问题", "m s s-problem s s-measure_taken", "#said-p1"),
        ("，已安排专人维护", "m s s-measure_taken", "#said-p1"),
    ]


def test_a_statement_begins_with_the_name_that_its_list_has() -> None:
    tree = page_of(spoken())
    labels = tree.xpath("//*[@class='frozen']//@data-label")
    assert labels == ["问 1", "问 2", "措 1", "诺 1"]
    assert words(by_id(tree, "said-p2").xpath("./*[@class='kind-mark']")[0]) == "措 1"


def test_the_tab_key_stops_once_at_each_place() -> None:
    tree = page_of(spoken())
    links = tree.xpath("//*[@class='frozen']//a[contains(@class, 's-problem')]")
    assert [(words(each), each.get("tabindex")) for each in links] == [
        ("更新不及时，有", None),
        ("3个", None),
        ("栏目", "-1"),
        ("超过半年没有更新", "-1"),
        ("专职人员不足", None),
    ]


def test_the_text_stays_whole_under_all_its_marks() -> None:
    made = spoken()
    frozen = page_of(made).xpath("//*[@class='frozen']")[0]
    assert frozen.text_content() == made[1]


def test_the_key_names_the_marks_that_the_report_has() -> None:
    key = page_of(spoken()).xpath("//*[@class='key']/li")
    assert [words(each) for each in key] == [
        "数字", "承诺的目标", "问题", "已采取的措施", "承诺",
    ]  # fmt: skip


def test_without_marks_there_is_no_key() -> None:
    assert not page_of(only()).xpath("//*[@class='key']")


def test_an_empty_part_is_no_mark() -> None:
    record, _ = spoken()
    empty: Claim = record.claims[0].model_copy(update={"item_start": 40, "item_end": 40})
    tree = page_of(only(claims=(empty,)))
    assert parts_of(tree, "claim-c0") == ["", "", "全年"]
