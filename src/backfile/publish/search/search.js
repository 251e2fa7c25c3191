// Search without a server. Reads the index files that docs/search-index.md describes, or asks the
// server's API where the page names one. Nothing that comes from the archive is ever read as HTML.
"use strict";
(() => {
  const form = document.querySelector("form[data-search]");
  if (!form) return;
  const root = new URL(form.dataset.root || "../", location.href);
  const api = form.dataset.api;
  const say = JSON.parse(form.dataset.words || "{}");
  const input = form.querySelector("input[type=search]");
  const list = document.getElementById("results");
  const status = document.getElementById("result-count");
  const more = document.getElementById("more-results");
  const PAGE = 10;
  const MOST_CHECKED = 40; // stories read through for an exact phrase

  // --- words: the same folding as backfile.text.fold and backfile.query.terms --------------------
  const ARABIC = { "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ی": "ي" };
  const UNSPACED = "\\u0e00-\\u0e7f\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff";
  const WORD = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+(?:['’](?:(?![${UNSPACED}])[\\p{L}\\p{N}])+)*`, "gu");
  const fold = (text) =>
    text
      .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "")
      .normalize("NFKD")
      .replace(/[\p{M}\u0640]/gu, "")
      .toLowerCase()
      .replace(/ß/g, "ss")
      .replace(/ς/g, "σ")
      .replace(/[أإآٱىئؤةکی]/g, (letter) => ARABIC[letter])
      .replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660)
      .replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6f0);
  const words = (text) =>
    (fold(text).match(WORD) || []).flatMap((run) => {
      if (!new RegExp(`^[${UNSPACED}]`).test(run)) return [run.replace(/['’](?:s|t|d|ll|re|ve|m)?$/, "").replace(/['’]/g, "").slice(0, 40)];
      return Array.from({ length: Math.max(1, run.length - 1) }, (_, at) => run.slice(at, at + 2));
    });

  // --- the query language of backfile.query.language ---------------------------------------------
  const FIELDS = { by: "contributor", author: "contributor", section: "section", tag: "tag", type: "type", lang: "language", language: "language" };
  const day = (text, end) => {
    const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text);
    if (!found) throw new Error(text);
    const [, year, month, date] = found.map(Number);
    const at = end ? Date.UTC(year, date ? month - 1 : month || 12, date || 0) : Date.UTC(year, (month || 1) - 1, date || 1);
    return Math.round(at / 86400000) + 719163; // days as Python's ordinals
  };
  const parse = (text) => {
    const query = { clauses: [], filters: [], after: 0, before: 0, sure: false };
    for (const [, minus, named, quoted, bare] of text.slice(0, 1000).matchAll(/(-)?(?:([\p{L}\p{N}_]+):)?(?:"([^"]*)"?|([^\s"]+))/gu)) {
      const name = (named || "").toLowerCase();
      const value = quoted || bare || "";
      const excluded = Boolean(minus);
      if (bare === "OR" && !name) {
        if (query.clauses.length) query.clauses.at(-1).orNext = true;
      } else if (Object.hasOwn(FIELDS, name) && value) query.filters.push({ field: FIELDS[name], value: fold(value), excluded });
      else if (name === "sure" && value) query.sure = /^(yes|true|1)$/i.test(value);
      else if (name === "year" && /^\d{4}(\.\.\d{4})?$/.test(value)) {
        query.after = day(value.slice(0, 4));
        query.before = day(value.slice(-4), true);
      } else if (name === "after" && value) query.after = day(value);
      else if (name === "before" && value) query.before = day(value, true);
      else {
        const found = words(["", "headline"].includes(name) ? value : `${name} ${value}`);
        if (found.length) query.clauses.push({ words: found, phrase: quoted !== undefined || found.length > 1, headline: name === "headline", excluded });
      }
    }
    if (query.clauses.length) query.clauses.at(-1).orNext = false;
    return query;
  };

  // --- the index ---------------------------------------------------------------------------------
  const kept = new Map();
  const load = (path) => {
    if (!kept.has(path)) {
      const wanted = fetch(new URL(`search/${path}`, root)).then((answer) => {
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
        return answer.json();
      });
      wanted.catch(() => kept.delete(path));
      kept.set(path, wanted);
    }
    return kept.get(path);
  };
  const manifest = () => load("manifest.json");
  const fileOf = async (key) => {
    const { terms } = await manifest();
    let low = 0;
    let high = terms.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (compare(terms[middle], key) <= 0) low = middle;
      else high = middle - 1;
    }
    return terms.length ? load(`t/${low}.json`) : { f: {}, p: {} };
  };
  // Python sorts by code point, JavaScript by UTF-16 unit: compare as Python does.
  const compare = (one, other) => {
    const [a, b] = [Array.from(one), Array.from(other)];
    for (let at = 0; at < Math.min(a.length, b.length); at++) {
      const gap = a[at].codePointAt(0) - b[at].codePointAt(0);
      if (gap) return gap;
    }
    return a.length - b.length;
  };
  const postings = async (key) => {
    const { p } = await fileOf(key);
    const flat = Object.hasOwn(p, key) ? p[key] : null;
    const found = new Map();
    for (let at = 0, story = -1; flat && at < flat.length; at += 2) {
      story += flat[at];
      found.set(story, flat[at + 1]);
    }
    return found;
  };
  const bare = (word) => word.replace(/^(?:(?:و|ف)?(?:ب|ك)?ال|(?:و|ف)?لل|و(?=.{4}))(?=.{3})/u, "");
  const stemsOf = async (word) => {
    const { f, p } = await fileOf(word);
    if (Object.hasOwn(f, word)) return [word, ...f[word].split(" ")];
    if (Object.hasOwn(p, word)) return [word];
    // No story holds this form: the longest known stem that it begins with stands for it.
    const plain = bare(word);
    for (let length = plain.length; length >= Math.max(3, Math.ceil(plain.length * 0.55)); length--) {
      const stem = plain.slice(0, length);
      if (Object.hasOwn((await fileOf(stem)).p, stem)) return [stem];
    }
    return [word];
  };
  const scored = async (word, headline, count) => {
    const total = new Map();
    for (const stem of await stemsOf(word)) {
      const found = await postings(headline ? `headline:${stem}` : stem);
      const rarity = Math.log(1 + count / (found.size + 0.5));
      for (const [story, weight] of found) total.set(story, Math.max(total.get(story) || 0, weight * rarity));
    }
    return total;
  };
  const both = (one, other) => {
    const met = new Map();
    for (const [story, score] of one) if (other.has(story)) met.set(story, score + other.get(story));
    return met;
  };
  const clauseHits = async (clause, count) => {
    const each = await Promise.all(clause.words.map((word) => scored(word, clause.headline, count)));
    return each.reduce(both);
  };
  const filterHits = async (filter, columns) => {
    if (filter.field === "contributor" || filter.field === "tag" || filter.field === "section") return new Set((await postings(`${filter.field}:${filter.value}`)).keys());
    const names = columns[`${filter.field}s`].map(fold);
    const fits = names.map((name) => name === filter.value || (filter.field === "language" && name.split("-")[0] === filter.value));
    return new Set(columns[filter.field].flatMap((name, story) => (fits[name] ? [story] : [])));
  };
  const days = (columns) => {
    if (!columns.from) {
      let at = 0;
      columns.from = columns.first.map((gap) => (at += gap));
      columns.to = columns.from.map((from, story) => from + (columns.wide[story] || 0));
    }
    return columns;
  };
  const inSpan = (query, columns, story) => {
    const from = columns.from[story];
    const to = columns.to[story];
    if (!from && !to) return false;
    if (query.sure) return (!query.after || from >= query.after) && (!query.before || to <= query.before);
    return (!query.after || to >= query.after) && (!query.before || from <= query.before);
  };

  const find = async (query) => {
    const { stories: count } = await manifest();
    let hits = null;
    const wanted = query.clauses.filter((clause) => !clause.excluded);
    for (let at = 0; at < wanted.length; at++) {
      let found = await clauseHits(wanted[at], count);
      while (wanted[at].orNext && at + 1 < wanted.length) {
        for (const [story, score] of await clauseHits(wanted[++at], count)) found.set(story, Math.max(score, found.get(story) || 0));
      }
      hits = hits ? both(hits, found) : found;
    }
    const columns = days(await load("columns.json"));
    hits ||= new Map(Array.from({ length: count }, (_, story) => [story, 0]));
    const drop = (test) => { for (const story of hits.keys()) if (!test(story)) hits.delete(story); };
    for (const clause of query.clauses.filter((clause) => clause.excluded)) {
      const found = await clauseHits(clause, count);
      drop((story) => !found.has(story));
    }
    for (const filter of query.filters) {
      const found = await filterHits(filter, columns);
      drop((story) => found.has(story) !== filter.excluded);
    }
    if (query.after || query.before) drop((story) => inSpan(query, columns, story));
    return { hits, columns };
  };
  const ordered = ({ hits, columns }, sort) => {
    const stories = [...hits.keys()];
    const byDay = (a, b) => columns.to[b] - columns.to[a] || a - b;
    if (sort === "new") return stories.sort(byDay);
    if (sort === "old") return stories.sort((a, b) => (columns.from[a] || Infinity) - (columns.from[b] || Infinity) || a - b);
    return stories.sort((a, b) => hits.get(b) - hits.get(a) || byDay(a, b));
  };
  const rowOf = async (story) => {
    const { rows } = await manifest();
    return (await load(`r/${Math.floor(story / rows)}.json`))[story % rows];
  };

  // --- a story's own words, for phrases and for the line under a hit -----------------------------
  const texts = new Map();
  const textOf = (address) => {
    if (!texts.has(address)) {
      texts.set(address, fetch(new URL(address, root))
        .then((answer) => (answer.ok ? answer.text() : ""))
        .then((html) => {
          const page = new DOMParser().parseFromString(html, "text/html");
          const parts = page.querySelectorAll("[data-text]");
          return Array.from(parts, (part) => ({ headline: part.tagName === "H1", text: part.textContent.replace(/\s+/g, " ").trim() }));
        }));
    }
    return texts.get(address);
  };
  const sideBySide = (text, phrase) => ` ${words(text).join(" ")} `.includes(` ${phrase.join(" ")} `);
  const withPhrases = async (stories, query) => {
    const phrases = query.clauses.filter((clause) => clause.phrase && !clause.excluded && !clause.orNext && clause.words.length > 1);
    if (!phrases.length) return { stories, checked: true };
    const looked = stories.slice(0, MOST_CHECKED);
    const fits = await Promise.all(looked.map(async (story) => {
      const parts = await textOf((await rowOf(story))[0]);
      return phrases.every((clause) => parts.some((part) => sideBySide(part.text, clause.words)));
    }));
    return { stories: looked.filter((_, at) => fits[at]), checked: stories.length <= MOST_CHECKED };
  };
  // The line under a hit: from the body, else from the standfirst; the headline stands above it.
  const marked = async (target, parts, query) => {
    const stems = new Set();
    const forms = [];
    for (const word of query.clauses.filter((clause) => !clause.excluded).flatMap((clause) => clause.words)) {
      for (const stem of await stemsOf(word)) stems.add(stem);
      forms.push((await fileOf(word)).f);
    }
    const fits = (word) => stems.has(word) || forms.some((table) => Object.hasOwn(table, word) && table[word].split(" ").some((stem) => stems.has(stem)));
    for (const part of parts.filter((part) => !part.headline).reverse()) if (cited(target, part.text, fits)) return;
  };
  const cited = (target, text, fits) => {
    const runs = Array.from(text.matchAll(/[\p{L}\p{N}\p{M}'’]+/gu), (run) => ({ at: run.index, text: run[0], hit: words(run[0]).some(fits) }));
    const first = runs.findIndex((run) => run.hit);
    if (first < 0) return false;
    const from = runs[Math.max(0, first - 9)].at;
    const shown = runs.filter((run) => run.at >= from).slice(0, 34);
    let at = from;
    target.textContent = from ? "… " : "";
    for (const run of shown) {
      target.append(text.slice(at, run.at));
      if (run.hit) target.append(Object.assign(document.createElement("mark"), { textContent: run.text }));
      else target.append(run.text);
      at = run.at + run.text.length;
    }
    target.append(" …");
    return true;
  };

  // --- the page ----------------------------------------------------------------------------------
  const counted = (total, checked) => (say.count || "{n}").replace("{n}", checked ? total.toLocaleString() : `${total.toLocaleString()}+`);
  const item = (row) => {
    const [address, headline, date, byline, section, standfirst] = row;
    const entry = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: new URL(address, root).href, textContent: headline || address });
    const heading = document.createElement("h3");
    heading.append(link);
    const facts = Object.assign(document.createElement("p"), { className: "facts", textContent: [date, byline, section].filter(Boolean).join(" · ") });
    const words = Object.assign(document.createElement("p"), { className: "snippet", textContent: standfirst });
    for (const part of [heading, facts, words]) part.dir = "auto";
    entry.append(heading, facts, words);
    return { entry, words, address };
  };
  let turn = 0;
  const show = async (stories, from, query, mine) => {
    const rows = await Promise.all(stories.slice(from, from + PAGE).map(rowOf));
    if (mine !== turn) return;
    for (const row of rows) {
      const { entry, words, address } = item(row);
      list.append(entry);
      if (query.clauses.length) textOf(address).then((parts) => marked(words, parts, query)).catch(() => {});
    }
    more.hidden = from + PAGE >= stories.length;
    more.onclick = () => {
      const last = list.lastElementChild;
      show(stories, from + PAGE, query, mine).then(() => last?.nextElementSibling?.querySelector("a")?.focus());
    };
  };
  const run = async () => {
    const mine = ++turn;
    const typed = new FormData(form);
    const text = ["q", "section", "type", "lang", "year"].map((name) => {
      const value = String(typed.get(name) || "").trim();
      return name === "q" || !value ? value : `${name}:"${value.replaceAll('"', "")}"`;
    }).join(" ").trim();
    const shared = new URLSearchParams([...typed].filter(([, value]) => value));
    history.replaceState(null, "", shared.size ? `?${shared}` : location.pathname);
    list.replaceChildren();
    more.hidden = true;
    status.textContent = "";
    if (!text) return;
    try {
      const query = parse(text);
      const found = await find(query);
      const { stories, checked } = await withPhrases(ordered(found, typed.get("sort")), query);
      if (mine !== turn) return;
      status.textContent = stories.length ? counted(stories.length, checked) : say.none || "0";
      await show(stories, 0, query, mine);
    } catch (problem) {
      // From a disk the browser's own words ("Failed to fetch") would tell a reader nothing.
      const why = location.protocol === "file:" ? "" : ` (${problem.message})`;
      if (mine === turn) status.textContent = `${say.failed || "✗"}${why}`;
    }
  };
  if (api) return; // the server answers: the form works as it is
  for (const [name, value] of new URLSearchParams(location.search)) {
    const control = form.elements.namedItem(name);
    if (control) control.value = value;
  }
  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(run, 180);
  });
  form.addEventListener("change", run);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && list.firstElementChild) {
      event.preventDefault();
      list.querySelector("a").focus();
    }
  });
  list.addEventListener("keydown", (event) => {
    const here = event.target.closest("li");
    const next = { ArrowDown: here?.nextElementSibling, ArrowUp: here?.previousElementSibling }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    (next ? next.querySelector("a") : input).focus();
  });
  run();
})();
