"""An invented report: who publishes it, in which forms, and every figure as it is printed.

The tables are consistent by construction; whatever breaks them is a noise. Prose stands in
``prose``, the drawing of tables in ``drawing``.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from eval.layouts.cells import CellTruth, Number, blank, marked, stated
from eval.layouts.figures import Figures, profile_to_figures, random_to_profile
from eval.layouts.labels import FormLabels, FormName, load_labels

# Invented names; none is a division of China.
PLACES = ("岚溪", "云泊", "青渡", "松麓", "栖梧", "临澜", "归禾", "汀岸", "望霁", "长洹", "砂月")
BOROUGHS = ("北栎", "朝汐", "杏川", "柳埠头", "石桐", "新荻")
BODIES = ("公共资源交易中心", "水务局", "农业农村局", "文化广电和旅游局", "医疗保障局", "统计局")

# The forms of table 1 and of tables 2 and 3, by how often they are drawn.
FORM_MIX: tuple[tuple[tuple[FormName, FormName], int], ...] = (
    (("f2021", "f2021"), 60),
    (("f2019", "f2019"), 24),
    (("f2021", "f2019"), 9),
    (("f2019", "f2021"), 7),
)


@dataclass(frozen=True, slots=True)
class Truth:
    """A report before it is drawn.

    Attributes:
        published: ISO date of publication.
        figures: the number behind every cell, printed or not.
        cells: every cell as it is printed.
    """

    agency: str
    short_name: str
    place: str
    year: int
    published: str
    profile: str
    first: FormLabels
    others: FormLabels
    figures: Figures
    cells: dict[str, CellTruth]

    @property
    def title(self) -> str:
        return f"{self.agency}{self.year}年政府信息公开工作年度报告"


@dataclass(frozen=True, slots=True)
class Printing:
    """How one agency writes its numbers."""

    thousands: bool
    plus_sign: bool
    yuan: bool
    padded_decimals: bool


def random_to_truth(
    rng: Random,
    *,
    forms: tuple[FormName, FormName] | None = None,
    separators: bool = True,
    empties: bool = True,
) -> Truth:
    """A report.

    Args:
        forms: the forms of table 1 and of tables 2 and 3; drawn when not given.
        separators: whether thousands may be set off by commas.
        empties: whether a few cells may be blank or carry a slash, as agencies leave them.
    """
    mixes, weights = zip(*FORM_MIX, strict=True)
    names = forms or rng.choices(mixes, weights)[0]
    first, others = (load_labels()[name] for name in names)
    profile = random_to_profile(rng)
    figures = profile_to_figures(rng, profile, first=first, others=others)
    printing = Printing(
        thousands=separators and rng.random() < 0.12,
        plus_sign=rng.random() < 0.4,
        yuan=rng.random() < 0.5,
        padded_decimals=rng.random() < 0.2,
    )
    cells = {
        cell: stated(figure, figure_to_raw(cell, figure, printing))
        for cell, figure in figures.items()
    }
    if empties and rng.random() < 0.15:
        _leave_out(rng, figures, cells)
    agency, short_name, place = _name(rng, profile.name)
    newest_form_is_2021 = "f2021" in names
    year = rng.randint(2021, 2025) if newest_form_is_2021 else rng.randint(2019, 2020)
    published = f"{year + 1}-{rng.choice(('01', '02', '03'))}-{rng.randint(4, 28):02d}"
    return Truth(
        agency, short_name, place, year, published, profile.name, first, others, figures, cells
    )


def figure_to_raw(cell: str, figure: Number, printing: Printing) -> str:
    """The figure as the agency prints it."""
    if cell.endswith("items_change") and figure > 0 and printing.plus_sign:
        return f"+{figure}"
    if cell.endswith("total_amount"):
        suffix = "元" if printing.yuan and figure else ""
        return _plain(figure, printing) + suffix
    return _plain(figure, printing)


def _plain(figure: Number, printing: Printing) -> str:
    if isinstance(figure, int):
        return f"{figure:,}" if printing.thousands else str(figure)
    if figure == int(figure) and not printing.padded_decimals:
        return str(int(figure))
    text = f"{figure:.2f}" if round(figure, 2) == figure else f"{figure:.6f}".rstrip("0")
    if not printing.padded_decimals:
        text = text.rstrip("0").rstrip(".")
    whole, _, fraction = text.partition(".")
    whole = f"{int(whole):,}" if printing.thousands else whole
    return f"{whole}.{fraction}" if fraction else whole


def _leave_out(rng: Random, figures: Figures, cells: dict[str, CellTruth]) -> None:
    """A row that does not apply to the agency carries slashes, or a few zeros are not written."""
    if rng.random() < 0.5:
        mark = rng.choice(("/", "/", "-", "—"))
        for cell in cells:
            if cell.startswith("t1.art20_1.rules.") and figures[cell] == 0:
                cells[cell] = marked(mark, figures[cell])
        return
    zeros = [cell for cell, figure in figures.items() if figure == 0 and cell.startswith("t2.")]
    for cell in rng.sample(zeros, min(len(zeros), rng.randint(1, 6))):
        cells[cell] = blank(0)


def _name(rng: Random, profile: str) -> tuple[str, str, str]:
    place = rng.choice(PLACES)
    if profile == "province":
        return f"{place}省人民政府", "全省", f"{place}省"
    if profile == "city":
        return f"{place}市人民政府", "全市", f"{place}市"
    county = rng.choice(("县", "区", "市"))
    if profile == "county":
        return f"{place}{county}人民政府", f"全{county}", f"{place}{county}"
    if profile == "town":
        borough = rng.choice(BOROUGHS) + rng.choice(("镇", "乡", "街道办事处"))
        office = "" if borough.endswith("办事处") else "人民政府"
        return f"{place}{county}{borough}{office}", "本机关", f"{place}{county}"
    return f"{place}市{rng.choice(BODIES)}", rng.choice(("我局", "本单位", "中心")), f"{place}市"
