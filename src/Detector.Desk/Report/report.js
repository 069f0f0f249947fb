"use strict";
// The table and the evidence. Words of pages become text nodes, nothing else: the policy on top forbids making markup of them.
(() => {
  const rows = JSON.parse(document.getElementById("rows").textContent);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const ON_A_PAGE = 100;
  const state = { find: "", kind: "", status: "", site: "", sort: "probability", down: true, from: 0, at: 0 };
  const SVG = "http://www.w3.org/2000/svg";
  // As Names.Chance says it.
  const chance = (probability) => Math.min(Math.max(probability, 0.01), 0.99).toFixed(2);

  const make = (name, traits, ...inside) => {
    const at = document.createElement(name);
    for (const [key, value] of Object.entries(traits ?? {})) {
      if (value === undefined || value === null || value === false) continue;
      if (key === "on") for (const [event, does] of Object.entries(value)) at.addEventListener(event, does);
      else if (key === "class") at.className = value;
      else at.setAttribute(key, value === true ? "" : value);
    }
    at.append(...inside.flat(3).filter((one) => one !== null && one !== undefined && one !== false));
    return at;
  };
  const bar = (share, tone) => {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "weight");
    svg.setAttribute("viewBox", "0 0 100 6");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    for (const [kind, width] of [["track", 100], [tone, Math.max(0.5, share * 100)]]) {
      const rect = document.createElementNS(SVG, "rect");
      rect.setAttribute("class", kind);
      rect.setAttribute("width", width);
      rect.setAttribute("height", 6);
      svg.append(rect);
    }
    return svg;
  };
  const words = (kind) => kind.replaceAll("-", " ");
  const number = (value) => value.toLocaleString("en");
  const plural = (count, one) => `${number(count)} ${one}${count === 1 ? "" : "s"}`;

  // --- the table
  const collator = new Intl.Collator("en", { numeric: true });
  const columns = [
    ["title", "Page", (row) => row.title || row.address], ["site", "Site", (row) => row.site], ["kind", "Kind", (row) => row.kind], ["probability", "Probability", (row) => row.probability ?? -1],
    ["status", "Decision", (row) => row.status], ["network", "Network", (row) => row.network], ["says", "Strongest reason", null],
  ];
  const chosen = () => {
    const terms = state.find.toLowerCase().split(/\s+/).filter(Boolean);
    const some = rows.filter((row) => (!state.kind || row.kind === state.kind) && (!state.site || row.site === state.site) && (!state.status || (state.status === "open" ? !row.status : row.status === state.status))
      && terms.every((term) => row.title.toLowerCase().includes(term) || row.address.toLowerCase().includes(term) || row.says.toLowerCase().includes(term)));
    const value = columns.find(([name]) => name === state.sort)?.[2] ?? ((row) => row.id);
    const way = state.down ? -1 : 1;
    return some.sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      return (typeof x === "number" ? x - y : collator.compare(x, y)) * way || a.id - b.id;
    });
  };
  const counted = (field) => [...Map.groupBy(rows, (row) => row[field])].map(([name, some]) => [name, some.length]).filter(([name]) => name).sort((a, b) => b[1] - a[1]);

  const told = make("p", { class: "soft small", role: "status" });
  const body = make("tbody");
  const heads = columns.map(([name, title, value]) => make("th", { scope: "col", class: name === "probability" ? "number" : null },
    value ? make("button", { type: "button", on: { click: () => { state.down = state.sort === name ? !state.down : name === "probability"; state.sort = name; state.from = 0; draw(); } } }, title, make("span", { "aria-hidden": "true" })) : title));
  const pager = make("nav", { class: "turn", "aria-label": "Pages of the table" });
  const pick = (field, title, options) => make("label", { class: "field" }, title,
    make("select", { on: { change: (event) => { state[field] = event.target.value; state.from = 0; draw(); } } }, make("option", { value: "" }, "all"), options.map(([name, count]) => make("option", { value: name }, `${words(name)} (${number(count)})`))));
  const search = make("input", { type: "search", placeholder: "address, title, reason", on: { input: (event) => { state.find = event.target.value; state.from = 0; draw(); } } });
  const statuses = [["open", rows.filter((row) => !row.status).length], ...counted("status")];
  document.getElementById("table").append(
    make("div", { class: "stack" },
      make("div", { class: "row" }, make("label", { class: "field" }, "Search", search), pick("kind", "Kind", counted("kind")), pick("status", "Decision", statuses), pick("site", "Site", counted("site").slice(0, 500))),
      told,
      make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table of pages" }, make("table", { class: "rows" }, make("thead", null, make("tr", null, heads)), body)),
      pager));

  let list = [];
  const draw = () => {
    list = chosen();
    state.from = Math.max(0, Math.min(state.from, Math.floor(Math.max(0, list.length - 1) / ON_A_PAGE) * ON_A_PAGE));
    state.at = 0;
    told.textContent = list.length === 0 ? "No page passes this filter." : `${plural(list.length, "page")}, ${number(state.from + 1)} to ${number(Math.min(list.length, state.from + ON_A_PAGE))} shown. Keys: j k move, Enter opens, / searches.`;
    columns.forEach(([name], i) => {
      const sorted = name === state.sort;
      if (sorted) heads[i].setAttribute("aria-sort", state.down ? "descending" : "ascending"); else heads[i].removeAttribute("aria-sort");
      const arrow = heads[i].querySelector("span");
      if (arrow) arrow.textContent = sorted ? (state.down ? "↓" : "↑") : "";
    });
    body.replaceChildren(...list.slice(state.from, state.from + ON_A_PAGE).map((row) => make("tr", { "data-id": row.id },
      make("td", { class: "title", dir: "auto" }, row.chunk >= 0 ? make("button", { class: "open", type: "button", on: { click: () => open(row.id) } }, row.title || row.address) : (row.title || row.address), make("div", { class: "small soft mono" }, row.title ? row.address : "")),
      make("td", null, row.site), make("td", null, make("span", { class: `chip ${row.tone}` }, words(row.kind))), make("td", { class: "number" }, row.probability === undefined || row.probability === null ? "" : chance(row.probability)),
      make("td", null, row.status ? make("span", { class: `chip ${row.status_tone}` }, row.status) : ""), make("td", { class: "small" }, row.network), make("td", { class: "small" }, row.says))));
    const turn = (title, to, on) => make("button", { type: "button", disabled: !on, on: { click: () => { state.from = to; draw(); document.getElementById("pages").scrollIntoView(); } } }, title);
    pager.replaceChildren(...(list.length > ON_A_PAGE ? [turn("Earlier", state.from - ON_A_PAGE, state.from > 0), turn("Later", state.from + ON_A_PAGE, state.from + ON_A_PAGE < list.length)] : []));
  };
  const mark = (to) => {
    const all = [...body.children];
    if (all.length === 0) return;
    state.at = Math.max(0, Math.min(to, all.length - 1));
    all.forEach((row, i) => { if (i === state.at) row.setAttribute("aria-selected", "true"); else row.removeAttribute("aria-selected"); });
    all[state.at].scrollIntoView({ block: "nearest" });
    all[state.at].querySelector("button")?.focus({ preventScroll: true });
  };

  // --- the evidence
  const chunks = new Map();
  const load = (chunk) => {
    if (!chunks.has(chunk)) {
      const bytes = Uint8Array.from(atob(document.getElementById(`chunk-${chunk}`).textContent), (c) => c.charCodeAt(0));
      chunks.set(chunk, new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json());
    }
    return chunks.get(chunk);
  };
  const show = (number) => {
    for (const at of holder.querySelectorAll("mark.shown")) at.classList.remove("shown");
    const places = [...holder.querySelectorAll(".text mark")].filter((at) => at.dataset.reasons.split(",").includes(String(number)));
    for (const at of places) at.classList.add("shown");
    places[0]?.scrollIntoView({ block: "center" });
  };
  const reasons = (all, tone) => all.length === 0 ? make("p", { class: "soft" }, "nothing of weight") : make("ol", { class: "reasons" }, all.slice(0, 12).map((one) => make("li", null,
    make("span", { class: `amount ${tone}` }, one.amount),
    make("div", null, one.says, one.placed && make("sup", null, make("button", { type: "button", "aria-label": `To place ${one.number} in the text`, on: { click: () => show(one.number) } }, String(one.number))), one.quotes.map(([where, quote]) => make("q", null, make("span", { class: "small" }, `${where}: `), `“${quote}”`))),
    tone && bar(one.share, tone))));
  const text = (parts) => parts.length === 0 ? make("p", { class: "soft" }, "The run holds no text of this page.") : [
    make("p", { class: "legend" }, make("span", null, make("mark", { class: "towards" }, "speaks for flagging")), make("span", null, make("mark", { class: "away" }, "speaks against")), make("span", null, make("span", { class: "copied" }, "stands on another page too"))),
    make("div", { class: "text", tabindex: "0", role: "region", "aria-label": "Text of the page", dir: "auto" }, parts.map((part) => [
      part.cut && make("span", { class: "cut" }, ` [${plural(part.cut, "character")} left out] `),
      part.reasons ? [make("mark", { class: part.tone, "data-reasons": part.reasons.join(",") }, part.words), make("sup", null, part.reasons.join(","))] : part.copied ? make("span", { class: "copied" }, part.words) : part.words]))];
  const twin = (one) => make("section", { class: "stack" },
    make("div", null, make("h3", null, one.page && byId.get(one.page)?.chunk >= 0 ? make("button", { class: "open plain", type: "button", on: { click: () => open(one.page) } }, one.title || one.address) : (one.title || one.address)), make("p", { class: "soft small" }, make("span", { class: "mono" }, one.address), ` · ${one.says}`)),
    one.passages.map((passage) => make("div", null, make("p", { class: "soft small" }, passage.says), make("div", { class: "pair" },
      ["here", "there"].map((side) => make("div", { dir: "auto", tabindex: "0", role: "group", "aria-label": side }, make("span", { class: "side" }, side === "here" ? "Here" : "There"), passage[side] ?? "The index keeps no text of it."))))));
  const facts = (all) => make("dl", { class: "facts" }, all.map(([name, value]) => [make("dt", null, name), make("dd", { class: "mono" }, value)]));
  const card = (title, ...inside) => make("section", { class: "card" }, make("h2", null, title), inside);
  const late = (title, ...inside) => make("section", { class: "card late" }, make("h2", null, title), inside);

  const holder = make("div");
  const position = make("span", { class: "small soft" });
  const step = (by) => {
    const shown = list.filter((row) => row.chunk >= 0);
    const next = shown[shown.findIndex((row) => row.id === Number(dialog.dataset.id)) + by];
    if (next) open(next.id);
  };
  const dialog = make("dialog", { class: "file", "aria-label": "Evidence" }, make("div", { class: "bar-top" },
    make("button", { type: "button", on: { click: () => dialog.close() } }, "Close ", make("kbd", null, "Esc")), make("button", { type: "button", on: { click: () => step(-1) } }, "Before ", make("kbd", null, "k")), make("button", { type: "button", on: { click: () => step(1) } }, "Next ", make("kbd", null, "j")), position), holder);
  dialog.addEventListener("close", () => history.replaceState(null, "", location.pathname + location.search));
  document.getElementById("files").append(dialog);

  const open = async (id) => {
    const row = byId.get(id);
    if (!row || row.chunk < 0) return;
    // A key pressed while the evidence is unpacked goes on from here; what was passed by is not shown any more.
    dialog.dataset.id = id;
    const file = (await load(row.chunk)).find((one) => one.id === id);
    if (dialog.dataset.id !== String(id)) return;
    const shown = list.filter((one) => one.chunk >= 0);
    const place = shown.findIndex((one) => one.id === id);
    position.textContent = place < 0 ? "" : `${number(place + 1)} of ${number(shown.length)}`;
    holder.replaceChildren(make("article", { class: "case" },
      make("header", { class: "head" }, make("h1", { dir: "auto" }, row.title || row.address), make("p", { class: "address" }, row.address)),
      make("div", { class: "verdict" }, make("div", { class: "chips" }, file.chips.map(([name, tone]) => make("span", { class: `chip ${tone}` }, name))),
        row.probability !== undefined && row.probability !== null && make("div", null, make("div", { class: "small" }, make("strong", null, chance(row.probability)), make("span", { class: "soft" }, " chance that a moderator wants it")), bar(row.probability, row.tone === "alarm" ? "towards" : "neutral"))),
      make("div", { class: "holder" }, make("div", { class: "evidence" },
        make("div", { class: "stack" }, card("The page’s text", text(file.text)), file.twins.length > 0 && late("The same text elsewhere", file.twins.map(twin))),
        make("div", { class: "stack" },
          card("Speaks for flagging", reasons(file.for, "towards")), card("Speaks against", reasons(file.against, "away")), file.unweighed.length > 0 && card("Seen, and not weighed by the model", reasons(file.unweighed, "")),
          file.notes?.length > 0 && card("How sure, and why not surer", make("ul", { class: "reasons" }, file.notes.map((note) => make("li", null, make("span", { class: "amount" }, "·"), make("span", null, note))))),
          file.timeline.length > 0 && card("Who published when", make("ol", { class: "timeline" }, file.timeline.map((one) => make("li", { class: one.own ? "own" : null }, make("time", { datetime: one.day }, one.day), make("span", null, make("span", { class: "mono" }, one.address), make("span", { class: "soft" }, ` ${one.says}${one.own ? " (this page)" : ""}`)))))),
          late("Address and answer", facts(file.facts), file.headers.length > 0 && make("details", null, make("summary", null, plural(file.headers.length, "header")), facts(file.headers))),
          late("Verdicts and decisions", make("ul", { class: "decisions" }, file.past.map(([when, who, what, why]) => make("li", null, make("span", { class: "small soft" }, when), make("span", null, make("strong", null, who), ` ${what} ${why ?? ""}`))))))))));
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    history.replaceState(null, "", `#page-${id}`);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea")) return;
    if (dialog.open) {
      if (event.key === "j") step(1);
      else if (event.key === "k") step(-1);
      return;
    }
    if (event.key === "j") mark(body.querySelector("[aria-selected]") ? state.at + 1 : 0);
    else if (event.key === "k") mark(state.at - 1);
    else if (event.key === "/") { event.preventDefault(); search.focus(); }
  });

  const theme = document.getElementById("theme");
  theme.hidden = false;
  const dark = () => document.documentElement.classList.contains("dark") || (!document.documentElement.classList.contains("light") && matchMedia("(prefers-color-scheme: dark)").matches);
  const name = () => { theme.textContent = dark() ? "light" : "dark"; };
  theme.addEventListener("click", () => { const to = dark() ? "light" : "dark"; document.documentElement.className = to; name(); });
  name();

  draw();
  const wanted = /^#page-(\d+)$/.exec(location.hash);
  if (wanted) open(Number(wanted[1]));
})();
