"""Pages written for the browser, and what is asked of them there."""

from __future__ import annotations

from pathlib import Path

from extraction.document import Document
from extraction.record.model import ReportRecord
from extraction.show import record_to_html
from tests.browser.tab import Tab

IN_SIGHT = """(() => {
  const e = document.querySelector(%r).getClientRects()[0];
  const seen = document.elementFromPoint(e.x + e.width / 2, e.y + e.height / 2);
  return seen !== null && seen.closest(%r) !== null;
})()"""

# Text whose contrast with the ground behind it is below 4.5 : 1.
CONTRAST = """(() => {
  const parse = (color) => color.match(/[\\d.]+/g).map(Number);
  const linear = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = (color) => [0.2126, 0.7152, 0.0722]
    .reduce((sum, share, i) => sum + share * linear(color[i] / 255), 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const weak = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const element = walker.currentNode.parentElement;
    if (!text || !element.checkVisibility() || element.closest("script, svg")) continue;
    const ink = light(parse(getComputedStyle(element).color));
    const paper = light(ground(element));
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    if (ratio < 4.5) weak.push([element.className, text.slice(0, 12), ratio.toFixed(2)]);
  }
  return weak.slice(0, 8);
})()"""


def save(
    folder: Path,
    made: tuple[ReportRecord, str],
    *,
    lang: str = "zh",
    document: Document | None = None,
) -> Path:
    path = folder / "page.html"
    source = record_to_html(*made, lang=lang, document=document)  # type: ignore[arg-type]
    path.write_text(source, encoding="utf-8")
    return path


def in_sight(tab: Tab, selector: str) -> bool:
    """Whether the middle of the element's first line is what one sees there."""
    return bool(tab.evaluate(IN_SIGHT % (selector, selector)))
