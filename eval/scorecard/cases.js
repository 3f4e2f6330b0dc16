// Looks cases up: by what they are about, what went wrong, where, and free text. The choice stands
// in the page's address, so that it can be passed on; cases are drawn a few at a time.
(() => {
  const { make, putText, wordsToElement } = caseMarks;
  const byId = (id) => document.getElementById(id);
  const form = byId("case-filters");
  if (!form) return;
  const data = JSON.parse(byId("case-data").textContent);
  const { texts, names } = data;
  const unseen = new RegExp(data.unseen, "gu");
  const CHUNK = 40;
  // Filters without a field: one document, and one place in it.
  const ONLY = ["document", "key"];
  const fields = [...form.elements].filter((field) => field.name);
  const list = byId("case-list");
  const more = byId("case-more");
  const count = byId("case-count");
  let only = {};
  let shown = [];
  let drawn = 0;

  // A change shows by its sign before it shows by its colour.
  const SIGNS = { broken: "▼", fixed: "▲", still_wrong: "=" };
  const changeOf = (code) => `${SIGNS[code]} ${nameOf("change", code)}`;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const nameOf = (kind, code) => names[kind][code] ?? code;
  const number = (value) => value.toLocaleString("en");
  const textOf = (element, text) => putText(element, text, unseen);
  const documentOf = (entry) => data.documents[entry.document];

  function entryToHaystack(entry) {
    const sides = [entry.gold, ...entry.answers.map((answer) => answer && answer.side)];
    const says = sides.flatMap((side) => (side ? Object.values(side.says) : []));
    const about = [documentOf(entry)[0], entry.key, entry.title, entry.text ?? ""];
    return [...about, ...says].join("\n").toLowerCase();
  }
  const haystacks = data.cases.map(entryToHaystack);

  const tests = {
    change: (entry, value) => entry.change === value,
    label: (entry, value) => entry.label === value,
    class: (entry, value) => entry.answers.some((each) => each && each.classes.includes(value)),
    metric: (entry, value) => entry.costs.includes(value),
    document: (entry, value) => documentOf(entry)[0] === value,
    key: (entry, value) => entry.key === value,
  };
  data.strata.forEach((stratum, at) => {
    tests[stratum] = (entry, value) => documentOf(entry)[1][at] === value;
  });

  function choice() {
    const chosen = { ...only };
    for (const field of fields) if (field.value) chosen[field.name] = field.value;
    return chosen;
  }

  function isWanted(entry, at, chosen) {
    return Object.entries(chosen).every(([name, value]) => {
      if (name !== "q") return tests[name](entry, value);
      const words = value.toLowerCase().split(/\s+/);
      return words.every((word) => haystacks[at].includes(word));
    });
  }

  function apply() {
    const chosen = choice();
    shown = data.cases.filter((entry, at) => isWanted(entry, at, chosen));
    drawn = 0;
    list.replaceChildren();
    drawMore();
    return chosen;
  }

  function tellCount() {
    const values = { drawn: number(drawn), shown: number(shown.length) };
    count.replaceChildren(fill(texts.count, { ...values, all: number(data.cases.length) }));
    const place = Object.values(only).join(" · ");
    if (!place) return;
    const button = make("button", "only");
    button.type = "button";
    textOf(button, `${fill(texts.only, { place })} ✕`);
    button.addEventListener("click", () => {
      only = {};
      keepChoice(apply());
      fields[0].focus();
    });
    count.append(" ", button);
  }

  function drawMore() {
    const next = shown.slice(drawn, drawn + CHUNK);
    let change = drawn ? shown[drawn - 1].change : undefined;
    for (const entry of next) {
      if (entry.change !== change) {
        change = entry.change;
        const sum = shown.filter((each) => each.change === change).length;
        list.append(make("h3", "", `${changeOf(change)}: ${number(sum)}`));
      }
      list.append(entryToArticle(entry));
    }
    if (!shown.length) list.append(make("p", "quiet", texts.nothing));
    drawn += next.length;
    more.hidden = drawn >= shown.length;
    more.textContent = fill(texts.more, { count: Math.min(CHUNK, shown.length - drawn) });
    tellCount();
    return list.querySelectorAll("article")[drawn - next.length];
  }

  const addressOf = (filters) => `#${new URLSearchParams(filters)}`;

  function headOf(entry) {
    const [document, values] = documentOf(entry);
    const head = make("header", "");
    if (entry.change) {
      head.append(make("span", `tag is-${entry.change}`, changeOf(entry.change)));
    }
    head.append(make("strong", "", nameOf("label", entry.label)));
    if (entry.title) head.append(textOf(make("bdi", "title"), entry.title));
    const from = make("a", "from");
    from.href = addressOf({ document });
    from.append(textOf(make("bdi", ""), document));
    head.append(from);
    data.strata.forEach((stratum, at) => {
      const value = data.values[stratum][values[at]];
      if (value) head.append(textOf(make("bdi", "quiet"), value));
    });
    const link = make("a", "link", texts.link);
    link.href = addressOf({ document, key: entry.key });
    head.append(link);
    return head;
  }

  function entryToArticle(entry) {
    const article = make("article", "case");
    const sides = make("div", `sides of-${entry.answers.length + 1}`);
    const wrong = new Set(entry.answers.flatMap((each) => (each ? each.classes : [])));
    sides.append(sideToSection(entry, entry.gold, 0, [], wrong, texts.nothing_marked));
    entry.answers.forEach((answer, at) => {
      if (!answer) {
        const right = make("p", "verdict is-better", `✓ ${texts.right}`);
        sides.append(make("section", "side", make("h4", "", data.sides[at + 1]), right));
        return;
      }
      const { side, classes } = answer;
      const own = new Set(classes);
      sides.append(sideToSection(entry, side, at + 1, classes, own, texts.nothing_found));
    });
    article.append(headOf(entry), sides);
    return article;
  }

  function sideToSection(entry, side, at, classes, wrong, nothing) {
    const heading = make("h4", "", data.sides[at]);
    for (const each of classes) heading.append(" ", make("span", "tag", nameOf("class", each)));
    const section = make("section", at ? "side" : "side is-gold", heading);
    if (!side) {
      section.append(make("p", "quiet", nothing));
      return section;
    }
    if (entry.text !== undefined && side.place) {
      const core = side.says.kind ?? nameOf("label", entry.label);
      const looks = { names: { ...names.part, core }, wrong, unseen };
      const { words, lost } = wordsToElement(entry.text, entry.from, side, looks);
      section.append(words);
      for (const part of lost) {
        const told = fill(texts.outside, { part: looks.names[part] });
        section.append(make("p", "quiet", told));
      }
    } else if (side.place) {
      const [start, end] = side.place;
      section.append(make("p", "quiet", fill(texts.unknown_place, { start, end })));
    }
    const facts = make("dl", "says");
    for (const [name, value] of Object.entries(side.says)) {
      const isWrong = wrong.has(name);
      const said = make("dt", "", `${isWrong ? "≠ " : ""}${nameOf("says", name)}`);
      facts.append(make("div", isWrong ? "wrong" : "", said, textOf(make("dd", ""), value)));
    }
    if (facts.children.length) section.append(facts);
    return section;
  }

  function keepChoice(chosen) {
    const address = Object.keys(chosen).length ? addressOf(chosen) : "#cases";
    history.replaceState(null, "", address);
  }

  // Whether the address named a choice; what it names beside the known filters is left alone.
  function takeChoice() {
    const hash = location.hash.slice(1);
    if (!hash.includes("=")) return false;
    const asked = new URLSearchParams(hash);
    for (const field of fields) field.value = asked.get(field.name) ?? "";
    only = {};
    for (const name of ONLY) if (asked.has(name)) only[name] = asked.get(name);
    return true;
  }

  form.hidden = false;
  form.addEventListener("input", () => keepChoice(apply()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    only = {};
    setTimeout(() => keepChoice(apply()));
  });
  more.addEventListener("click", (event) => {
    const first = drawMore();
    if (event.detail === 0 && first) first.querySelector("a").focus();
  });
  addEventListener("hashchange", () => {
    if (!takeChoice()) return;
    apply();
    byId("cases").scrollIntoView();
  });
  const isAsked = takeChoice();
  apply();
  if (isAsked) byId("cases").scrollIntoView();
})();
