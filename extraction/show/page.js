// Leads from a number of the tables, a figure or a statement to its place in the text and back.
// Everything shown is already in the page; the script only marks, scrolls and copies text, and
// never builds markup from it.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const pane = byId("text");
  const inspector = byId("inspector");
  const facts = inspector.querySelector(".facts");
  const sketch = inspector.querySelector(".sketch");
  const actions = inspector.querySelector(".actions");
  const hint = inspector.querySelector(".hint");
  const sheets = byId("sheets");
  const LISTED = "td > .v, .pick";
  const PARTS = ["item", "channel", "period"];
  const STATEMENT = "#statements .entry > .pick";
  const CHOICE = ["is-chosen", "is-hit", "is-told", "is-near", "is-member"].concat(
    PARTS.map((part) => `at-${part}`),
  );
  const LIGHT = ["is-lit", "is-read", ...PARTS.map((part) => `on-${part}`)];
  let chosen = null;
  let lit = null;
  let left = null;

  const words = (value) => (value ? value.split(" ") : []);
  const marksOf = (places) => words(places).flatMap((place) => marks.get(place) ?? []);

  // Elements by the places that they name: pieces of the text, and what leads to them.
  function byPlace(elements) {
    const found = new Map();
    for (const element of elements) {
      for (const place of words(element.dataset.places)) {
        if (!found.has(place)) found.set(place, []);
        found.get(place).push(element);
      }
    }
    return found;
  }
  const marks = byPlace(document.querySelectorAll(".frozen [data-places]"));
  const owners = byPlace(document.querySelectorAll("#top [data-places], .left [data-places]"));

  // What leads to a piece of the text, the innermost first.
  const ownersOf = (mark) =>
    words(mark.dataset.places).reverse().flatMap((place) => owners.get(place) ?? []);

  function clear(names) {
    for (const name of names) {
      for (const element of document.querySelectorAll(`.${name}`)) element.classList.remove(name);
    }
  }

  function put(elements, name) {
    for (const element of elements) element.classList.add(name);
  }

  // Item, channel and period of a claim, by their position.
  function putParts(entry, kind) {
    words(entry.dataset.parts).forEach((place, at) => put(marksOf(place), `${kind}-${PARTS[at]}`));
  }

  // The text scrolls in its own pane where there is room for one, else with the page.
  function scrollToText(element) {
    const at = element.getBoundingClientRect();
    if (getComputedStyle(pane).overflowY === "auto") {
      const frame = pane.getBoundingClientRect();
      pane.scrollTop += at.top - frame.top - pane.clientHeight / 3;
    } else {
      scrollTo({ top: at.top + scrollY - innerHeight / 4 });
    }
  }

  function scrollToFigure(element) {
    const closed = element.closest("details:not([open])");
    if (closed) closed.open = true;
    element.scrollIntoView({ block: "center", inline: "nearest" });
  }

  function drawSketch(element) {
    sketch.replaceChildren();
    const { page, box } = element.dataset;
    const sheet = page && box && sheets && sheets.querySelector(`svg[data-page="${Number(page)}"]`);
    sketch.hidden = !sheet;
    if (!sheet) return;
    const [x0, top, x1, bottom] = box.split(" ").map(Number);
    const drawn = sheet.cloneNode(true);
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const margin = 6;
    rect.setAttribute("class", "box");
    rect.setAttribute("x", x0 - margin);
    rect.setAttribute("y", top - margin);
    rect.setAttribute("width", x1 - x0 + 2 * margin);
    rect.setAttribute("height", bottom - top + 2 * margin);
    drawn.append(rect);
    const label = inspector.dataset.pageLabel.replace("#", page);
    drawn.setAttribute("aria-label", label);
    sketch.append(drawn, label);
    if (sheets.dataset.note) sketch.append(document.createElement("br"), sheets.dataset.note);
  }

  // A cell's note says all; an entry shows its facts itself, and its note adds the rest.
  function linesOf(element) {
    const note = element.title ? element.title.split("\n") : [];
    if (!element.matches(".pick")) return note;
    const path = [".family", ".indicator"]
      .map((kind) => element.closest(kind)?.firstElementChild)
      .filter((heading) => heading?.matches("h3, h4"))
      .map((heading) => heading.firstChild.textContent.trim());
    const shown = [...element.querySelectorAll(".fact")].map((each) => each.textContent);
    return [path.join(" › "), ...shown, ...note];
  }

  function inspect(element) {
    facts.replaceChildren(
      ...linesOf(element).map((line) => {
        const paragraph = document.createElement("p");
        paragraph.textContent = line;
        return paragraph;
      }),
    );
    drawSketch(element);
    for (const part of [facts, actions]) part.hidden = false;
    hint.hidden = true;
    inspector.classList.add("is-open");
  }

  function choose(element) {
    clear(CHOICE);
    chosen = element;
    element.classList.add("is-chosen");
    const found = marksOf(element.dataset.places);
    // a statement is one stretch: the figures inside of it are not what was chosen
    put(found, element.matches(STATEMENT) ? "is-told" : "is-hit");
    put(marksOf(element.dataset.near), "is-near");
    putParts(element, "at");
    if (element.matches(LISTED)) inspect(element);
    return found[0] ?? marksOf(element.dataset.near)[0];
  }

  function close() {
    clear(CHOICE);
    for (const part of [facts, sketch, actions]) part.hidden = true;
    hint.hidden = false;
    inspector.classList.remove("is-open");
    chosen = null;
  }

  // Under the pointer or the focus: an entry with its pieces of the text, from either side.
  function light(element) {
    const owner = element && (element.matches(".frozen *") ? ownersOf(element)[0] : element);
    if (owner === lit) return;
    clear(LIGHT);
    lit = owner ?? null;
    if (!owner) return;
    owner.classList.add("is-lit");
    put(marksOf(owner.dataset.places), owner.matches(STATEMENT) ? "is-read" : "is-lit");
    putParts(owner, "on");
  }

  function goToText(element, focus) {
    const mark = choose(element);
    if (!mark) return;
    scrollToText(mark);
    if (focus) mark.focus({ preventScroll: true });
  }

  function goToFigure(element, focus) {
    const mark = choose(element);
    scrollToFigure(element);
    if (focus) element.focus({ preventScroll: true });
    if (mark && getComputedStyle(pane).overflowY === "auto") scrollToText(mark);
  }

  // Back to what was chosen where the mark is part of it; a mark that led there leads on.
  function backFrom(mark) {
    const found = ownersOf(mark);
    const at = found.indexOf(chosen);
    const next = at < 0 ? 0 : mark === left ? (at + 1) % found.length : at;
    left = mark;
    if (found.length) goToFigure(found[next], true);
  }

  function showMembers(button) {
    close();
    const cells = words(button.dataset.cells).map(byId).filter(Boolean);
    put(cells, "is-member");
    for (const cell of cells) put(marksOf(cell.dataset.places), "is-near");
    if (cells.length) scrollToFigure(cells[0]);
  }

  // A click by keyboard has no detail: the focus then follows, so that Enter leads there and back.
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const target = event.target.closest("a, button");
    if (!target) return;
    const byKeyboard = event.detail === 0;
    if (target.matches(`a:is(${LISTED})`) || target.matches("td > .v, #top [data-places]")) {
      left = null;
      goToText(target, byKeyboard);
    } else if (target.matches(".m")) {
      backFrom(target);
    } else if (target.matches("[data-of]")) {
      left = null;
      goToText(byId(target.dataset.of), byKeyboard);
    } else if (target.matches(".term")) {
      goToFigure(byId(target.getAttribute("href").slice(1)), true);
    } else if (target.matches("[data-cells]")) {
      showMembers(target);
    } else if (target.matches("[data-go]")) {
      const place = byId(target.getAttribute("href").slice(1));
      if (!place) return;
      clear(["is-hit"]);
      if (place.matches(".rows")) place.classList.add("is-hit");
      scrollToText(place);
    } else if (target.id === "back") {
      if (chosen) goToFigure(chosen, true);
    } else if (target.id === "close") {
      close();
    } else {
      return;
    }
    event.preventDefault();
  });

  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const found = event.target.closest?.(".frozen [data-places], .left [data-places]");
      light(found ?? null);
    });
  }

  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen) {
      const last = chosen;
      close();
      last.focus();
      return;
    }
    const step = steps[event.key];
    const here = document.activeElement;
    if (!step || !here.matches(LISTED) || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = here.matches(".pick") ? neighbour(here, step) : cellBeside(here, step);
    event.preventDefault();
    if (next && next !== here) goToFigure(next, true);
  });

  // Lists are walked up and down, in the order of the page.
  function neighbour(here, step) {
    const all = [...here.closest("section").querySelectorAll(".pick")];
    return step[0] ? all[all.indexOf(here) + step[0]] : null;
  }

  function cellBeside(here, step) {
    const rows = [...here.closest("table").rows]
      .map((row) => [...row.querySelectorAll("td > .v")])
      .filter((row) => row.length);
    const row = rows.findIndex((cells) => cells.includes(here));
    const cells = rows[row + step[0]];
    return cells && cells[Math.min(rows[row].indexOf(here) + step[1], cells.length - 1)];
  }

  const asked = location.hash.length > 1 && byId(decodeURIComponent(location.hash.slice(1)));
  if (asked && asked.matches(LISTED)) goToFigure(asked, false);
})();
