// Draws the words around a case with the places of one side marked in them. Everything a document
// says becomes text nodes; no markup is ever built from it.
"use strict";
const caseMarks = (() => {
  const PARTS = ["core", "item", "channel", "period", "part_of"];

  function make(name, look, ...children) {
    const element = document.createElement(name);
    if (look) element.className = look;
    element.append(...children);
    return element;
  }

  // Text with unseen characters written out; ``unseen`` matches one of them.
  function putText(parent, text, unseen) {
    let last = 0;
    for (const found of text.matchAll(unseen)) {
      parent.append(text.slice(last, found.index));
      const code = found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
      parent.append(make("span", "unseen", `U+${code}`));
      last = found.index + found[0].length;
    }
    parent.append(text.slice(last));
    return parent;
  }

  // A side's places as [part, start, end) of the words, cut to them; ``lost`` lie outside.
  function sideToPlaces(side, from, length) {
    const all = side.place ? [["core", ...side.place]] : [];
    for (const [part, place] of Object.entries(side.marks ?? {})) all.push([part, ...place]);
    const inside = [];
    const lost = [];
    for (const [part, start, end] of all) {
      const low = Math.max(0, start - from);
      const high = Math.min(length, end - from);
      if (low < high) inside.push([part, low, high]);
      else lost.push(part);
    }
    inside.sort((one, two) => PARTS.indexOf(one[0]) - PARTS.indexOf(two[0]));
    return { inside, lost };
  }

  // Flat pieces, however places overlap: each carries the look of all that cover it, and the
  // names of those that begin in it.
  function wordsToElement(text, from, side, { names, wrong, unseen }) {
    const points = Array.from(text);
    const { inside, lost } = sideToPlaces(side, from, points.length);
    const edges = new Set([0, points.length]);
    for (const [, start, end] of inside) edges.add(start).add(end);
    const cuts = [...edges].sort((one, two) => one - two);
    const words = make("p", "words");
    for (let at = 0; at + 1 < cuts.length; at += 1) {
      const piece = points.slice(cuts[at], cuts[at + 1]).join("");
      const covering = inside.filter(([, low, high]) => low <= cuts[at] && cuts[at] < high);
      if (!covering.length) {
        putText(words, piece, unseen);
        continue;
      }
      const looks = covering.map(([part]) => (wrong.has(part) ? `${part} wrong` : part));
      const mark = putText(make("mark", `k ${looks.join(" ")}`), piece, unseen);
      const begun = covering.filter(([, low]) => low === cuts[at]).map(([part]) => part);
      const named = begun.filter((part) => part !== "core" || covering.length === 1);
      const label = named.map((part) => (wrong.has(part) ? "≠ " : "") + names[part]).join(" + ");
      if (label) mark.dataset.name = label;
      words.append(mark);
    }
    return { words, lost };
  }

  return { make, putText, wordsToElement };
})();
