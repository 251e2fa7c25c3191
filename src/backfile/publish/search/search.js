// The search page: what is typed, chosen and shown. The index is read by search/index.js, which is
// fetched with the first search. Nothing that comes from the archive is ever read as HTML.
"use strict";
(() => {
  const form = document.querySelector("form[data-search]");
  if (!form) return;
  const root = new URL(form.dataset.root || "../", location.href);
  const say = JSON.parse(form.dataset.words || "{}");
  const input = form.querySelector("input[type=search]");
  const list = document.getElementById("results");
  const status = document.getElementById("result-count");
  const hint = document.getElementById("search-hint");
  const pages = document.getElementById("more-results").parentElement;
  const more = document.getElementById("more-results");
  const PAGE = 10;
  const PAUSE = 150; // milliseconds between two keys of whoever types 80 words a minute
  const MOST_LOOKED_THROUGH = 8;
  const CHOICES = { section: "section", year: "year", type: "type", lang: "language" };
  const phrase = (key, values) => (say[key] || key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  // Digits stay western in every language, as on all pages.
  const figure = (number) => number.toLocaleString(`${document.documentElement.lang || "en"}-u-nu-latn`);
  const element = (tag, facts) => Object.assign(document.createElement(tag), facts);

  let reader;
  const index = () =>
    (reader ||= new Promise((take, fail) => {
      if (backfile.answerTo) return take();
      const script = element("script", { src: new URL(form.dataset.index || "search/index.js", root).href, onload: take, onerror: () => fail(new Error("index.js")) });
      document.head.append(script);
    }).then(() => backfile.at(root)));

  // --- a result ----------------------------------------------------------------------------------
  const RUN = /[\p{L}\p{N}\p{M}'’]+/gu;
  const runsOf = (text, isAsked) => Array.from(text.matchAll(RUN), (run) => ({ at: run.index, end: run.index + run[0].length, hit: isAsked(run[0]) }));
  const write = (target, text, runs, from, to) => {
    let at = from;
    for (const run of runs.filter((run) => run.hit && run.at >= from && run.end <= to)) {
      target.append(text.slice(at, run.at), element("mark", { textContent: text.slice(run.at, run.end) }));
      at = run.end;
    }
    target.append(text.slice(at, to));
  };
  // Of a text the place where most of the words stand near each other; null where none does.
  const cited = (text, isAsked) => {
    const runs = runsOf(text, isAsked);
    const hits = runs.flatMap((run, at) => (run.hit ? [at] : []));
    if (!hits.length) return null;
    const within = (first) => new Set(hits.filter((at) => at >= first && at < first + 26).map((at) => text.slice(runs[at].at, runs[at].end).toLowerCase())).size;
    const best = hits.reduce((one, other) => (within(other) > within(one) ? other : one));
    const first = Math.max(0, best - 8);
    return { runs, from: first ? runs[first].at : 0, to: runs[Math.min(runs.length - 1, first + 34)].end };
  };
  const MOST_WORDS = 2; // with more, one of them stands near the beginning: the rest is not read
  const cite = (target, text, isAsked) => {
    const found = cited(text, isAsked);
    if (!found) return false;
    target.textContent = found.from ? "… " : "";
    write(target, text, found.runs, found.from, found.to);
    if (found.to < text.length) target.append(" …");
    return true;
  };
  const item = (row, isAsked) => {
    // Its facts stand on the side where its headline begins.
    const entry = element("li", { dir: "auto" });
    const link = element("a", { href: new URL(row.address, root).href });
    const headline = row.headline || row.address;
    write(link, headline, runsOf(headline, isAsked), 0, headline.length);
    const heading = element("h3", {});
    heading.append(link);
    const facts = element("p", { className: "facts" });
    for (const fact of [row.date, row.byline, row.section].filter(Boolean)) {
      facts.append(facts.firstChild ? "\u00a0· " : "", element("bdi", { textContent: fact }));
    }
    const words = element("p", { className: "snippet", dir: "auto", textContent: row.standfirst || `${row.text.slice(0, 200)}${row.text ? " …" : ""}` });
    entry.append(heading, facts, words);
    // The rest of a text is read once the results stand.
    const isCited = [row.text, row.standfirst].some((text) => cite(words, text, isAsked));
    return { entry, later: isCited ? null : async (story) => cite(words, await backfile.rest(story), isAsked) };
  };

  // --- a search ----------------------------------------------------------------------------------
  const typed = (without) => {
    const given = new FormData(form);
    return ["q", ...Object.keys(CHOICES), "by", "series"].filter((name) => name !== without).map((name) => {
      const value = String(given.get(name) || "").trim();
      return name === "q" || !value ? value : `${name}:"${value.replaceAll('"', "")}"`;
    }).join(" ").trim();
  };
  const answerWithout = async (name) => backfile.answerTo(backfile.parse(typed(name)));
  const label = (option, count) => {
    option.dataset.said ||= option.textContent;
    option.textContent = count === undefined ? option.dataset.said : `${option.dataset.said} (${figure(count)})`;
    option.disabled = count === 0 && !option.selected;
  };
  const countChoices = async (answer, mine) => {
    for (const [name, field] of Object.entries(CHOICES)) {
      const select = form.elements.namedItem(name);
      if (!select) continue;
      const counts = (await backfile.counts((select.value ? await answerWithout(name) : answer).scores))[field];
      const folded = new Map(Object.entries(counts).map(([value, count]) => [backfile.fold(value), count]));
      if (mine !== turn) return;
      for (const option of select.options) if (option.value) label(option, folded.get(backfile.fold(option.value)) || 0);
    }
  };
  const countPeople = async () => {
    const select = form.elements.namedItem("by");
    if (!select) return;
    await index();
    const found = new Map(await backfile.people((await answerWithout("by")).scores));
    for (const option of select.options) if (option.value) label(option, found.get(option.value) || 0);
    // Who wrote most of what was found, and is not among those that the page names.
    for (const [name, count] of [...found].slice(0, 100)) {
      if ([...select.options].some((option) => option.value === name)) continue;
      const option = element("option", { value: name, textContent: name });
      select.append(option);
      label(option, count);
    }
  };
  const uncounted = () => {
    for (const select of form.querySelectorAll("select")) for (const option of select.options) if (option.value && option.dataset.said) label(option);
  };

  // What is not the answer itself is worked out when the answer has been painted; a page that is not
  // looked at is never painted.
  const painted = () => new Promise((take) => (document.hidden ? take() : requestAnimationFrame(() => setTimeout(take))));

  let turn = 0;
  const show = async (state) => {
    const { answer, query, stories, isAsked, mine } = state;
    const chosen = state.left;
    let looked = 0;
    while (chosen.length < PAGE && looked < PAGE + MOST_LOOKED_THROUGH) {
      const few = [];
      // Texts are looked through many at a time, so that the network is not waited for each time.
      const many = looked ? PAGE + MOST_LOOKED_THROUGH - looked : PAGE - chosen.length;
      while (few.length < many) {
        const { value, done } = await stories.next();
        if (done) {
          state.ended = true;
          break;
        }
        few.push(value);
      }
      if (!few.length) break;
      looked += few.length;
      const right = await Promise.all(few.map((story) => backfile.isRight(story, answer.toCheck)));
      chosen.push(...few.filter((_, at) => right[at]));
    }
    // What was looked through beyond a page is shown with the next.
    state.left = chosen.splice(PAGE);
    const rows = await Promise.all(chosen.map(backfile.shown));
    if (mine !== turn) return;
    state.shown += rows.length;
    const items = rows.map((row) => item(row, isAsked));
    list.append(...items.map(({ entry }) => entry));
    const isRead = query.clauses.length && query.clauses.length <= MOST_WORDS;
    const lacking = items.flatMap(({ later }, at) => (isRead && later ? [() => later(chosen[at])] : []));
    state.later = async () => {
      const many = await backfile.rests();
      return Promise.all(lacking.slice(0, many).map((read) => read().catch(() => {})));
    };
    const isExact = !answer.toCheck.length || (state.ended && !backfile.isCut());
    const total = answer.toCheck.length && isExact ? state.shown + state.left.length : answer.found;
    const n = figure(total);
    status.textContent = total && (state.shown || !state.ended) ? phrase(isExact ? "count" : "at_most", { n }) : phrase("none", {});
    more.hidden = (state.ended && !state.left.length) || (!answer.toCheck.length && state.shown >= answer.found);
    more.onclick = () => {
      const last = list.lastElementChild;
      show(state).then(() => last?.nextElementSibling?.querySelector("a")?.focus()).then(() => state.later()).catch(failed);
    };
  };
  const failed = (problem) => {
    // The browser's own words ("Failed to fetch") would tell a reader nothing.
    const isUnread = backfile.Unreadable && problem instanceof backfile.Unreadable;
    status.textContent = isUnread ? phrase("unreadable", { value: problem.message }) : phrase(location.protocol === "file:" ? "disk" : "failed", {});
    if (!isUnread) console.warn(problem);
  };
  const run = async () => {
    const mine = ++turn;
    const shared = new URLSearchParams([...new FormData(form)].filter(([name, value]) => value && (name !== "sort" || value !== "best")));
    if (location.protocol !== "file:") history.replaceState(null, "", shared.size ? `?${shared}` : location.pathname);
    const text = typed();
    try {
      if (text) await index();
      if (mine !== turn) return;
      list.replaceChildren();
      status.textContent = hint.textContent = "";
      more.hidden = true;
      for (const way of pages.querySelectorAll("a")) way.remove();
      if (!text) return uncounted();
      const query = backfile.parse(text);
      if (query.unknown.length) hint.textContent = phrase("unknown", { name: query.unknown.join(":, ") });
      else if (query.dated.length) hint.textContent = phrase("dated", { way: query.dated.join(" ") });
      const [answer, isAsked] = await Promise.all([backfile.answerTo(query), backfile.marker(query)]);
      if (mine !== turn) return;
      const state = { answer, query, isAsked, mine, stories: backfile.ordered(answer, shared.get("sort")), shown: 0, left: [], ended: false };
      await show(state);
      form.dispatchEvent(new Event("shown"));
      await Promise.all([painted().then(() => countChoices(answer, mine)), state.later?.()]);
      form.dispatchEvent(new Event("searched"));
      if (form.elements.namedItem("by")?.value) await countPeople();
    } catch (problem) {
      if (mine === turn) failed(problem);
    }
  };

  // --- the page ----------------------------------------------------------------------------------
  for (const [name, value] of new URLSearchParams(location.search)) {
    const control = form.elements.namedItem(name);
    if (!(control instanceof Element)) continue;
    if (control.tagName === "SELECT" && value && ![...control.options].some((option) => option.value === value)) control.append(element("option", { value, textContent: value }));
    control.value = value;
  }
  let pause = 0;
  const warm = async () => {
    await index();
    await backfile.warm(backfile.parse(typed()));
  };
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(run, PAUSE);
    warm().catch(() => {}); // whatever is wrong, the search itself will say it
  });
  input.addEventListener("focus", () => warm().catch(() => {}), { once: true });
  form.elements.namedItem("by")?.addEventListener("focus", () => countPeople().catch(() => {}));
  form.addEventListener("change", run);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    run();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, select, textarea");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      input.focus();
      input.select();
    }
    if (event.key === "Escape" && list.contains(event.target)) input.focus();
  });
  input.addEventListener("keydown", (event) => {
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
    (next ? next.querySelector("a") : event.key === "ArrowUp" ? input : more.hidden ? here.querySelector("a") : more).focus();
  });
  run();
})();
