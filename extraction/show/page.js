// Leads from a number in the tables to its place in the text and back. Everything shown is already
// in the page; the script only marks, scrolls and copies text, and never builds markup from it.
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
  const marks = new Map();
  for (const mark of document.querySelectorAll(".m[data-places]")) {
    for (const place of mark.dataset.places.split(" ")) {
      marks.set(place, [...(marks.get(place) ?? []), mark]);
    }
  }
  let chosen = null;

  const words = (value) => (value ? value.split(" ") : []);
  const marksOf = (places) => words(places).flatMap((place) => marks.get(place) ?? []);

  function clear(names) {
    for (const name of names) {
      for (const element of document.querySelectorAll(`.${name}`)) element.classList.remove(name);
    }
  }

  function put(elements, name) {
    for (const element of elements) element.classList.add(name);
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

  function inspect(element) {
    facts.replaceChildren(
      ...element.title.split("\n").map((line) => {
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
    clear(["is-chosen", "is-hit", "is-near", "is-member"]);
    chosen = element;
    element.classList.add("is-chosen");
    put(marksOf(element.dataset.places), "is-hit");
    put(marksOf(element.dataset.near), "is-near");
    if (element.classList.contains("v")) inspect(element);
    return marksOf(element.dataset.places)[0] ?? marksOf(element.dataset.near)[0];
  }

  function close() {
    clear(["is-chosen", "is-hit", "is-near", "is-member"]);
    for (const part of [facts, sketch, actions]) part.hidden = true;
    hint.hidden = false;
    inspector.classList.remove("is-open");
    chosen = null;
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

  function backFrom(mark) {
    const owner = byId(mark.getAttribute("href").slice(1));
    const places = words(mark.dataset.places);
    const stays = chosen && words(chosen.dataset.places).some((place) => places.includes(place));
    const target = stays ? chosen : owner;
    if (target) goToFigure(target, true);
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
    if (target.matches("td > .v") || target.matches("#top [data-places]")) {
      goToText(target, byKeyboard);
    } else if (target.matches(".m")) {
      backFrom(target);
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
    if (!step || !here.matches("td > .v") || event.altKey || event.ctrlKey || event.metaKey) return;
    const rows = [...here.closest("table").rows]
      .map((row) => [...row.querySelectorAll("td > .v")])
      .filter((row) => row.length);
    const row = rows.findIndex((cells) => cells.includes(here));
    const cells = rows[row + step[0]];
    const next = cells && cells[Math.min(rows[row].indexOf(here) + step[1], cells.length - 1)];
    event.preventDefault();
    if (next && next !== here) goToFigure(next, true);
  });

  const asked = location.hash.length > 1 && byId(decodeURIComponent(location.hash.slice(1)));
  if (asked && asked.matches("td > .v")) goToFigure(asked, false);
})();
