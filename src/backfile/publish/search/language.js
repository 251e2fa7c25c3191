// Words and queries, cut and read just as backfile.text, backfile.query.terms and
// backfile.query.language do it: one query language, here and on the server.
"use strict";
const backfile = {};
(() => {
  const ARABIC = { "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ی": "ي" };
  const UNSPACED = "\\u0e00-\\u0e7f\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff";
  const LETTER = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`;
  const WORD = new RegExp(`[${UNSPACED}]+|${LETTER}(?:['’]${LETTER})*`, "gu");
  const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`);
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
      if (!IS_UNSPACED.test(run)) return [Array.from(run.replace(/['’](?:s|t|d|ll|re|ve|m)?$/, "").replace(/['’]/g, "")).slice(0, 40).join("")];
      return Array.from({ length: Math.max(1, run.length - 1) }, (_, at) => run.slice(at, at + 2));
    });
  const bare = (word) => word.replace(/^(?:(?:و|ف)?(?:ب|ك)?ال|(?:و|ف)?لل|و(?=.{4}))(?=.{3})/u, "");

  const FIELDS = { by: "contributor", author: "contributor", section: "section", tag: "tag", series: "series", type: "type", lang: "language", language: "language" };
  class Unreadable extends Error {}
  const ends = (name, text) => {
    const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
    const [, year, month, day] = (found || []).map(Number);
    const last = found && new Date(Date.UTC(2000, month || 12, 0)).setUTCFullYear(year, month || 12, 0);
    const most = found && new Date(last).getUTCDate();
    if (!found || year < 1 || (found[2] && (month < 1 || month > 12)) || (found[3] && (day < 1 || day > most))) throw new Unreadable(`${name}:${text}`);
    // Days as Python's ordinals: 1 is 0001-01-01.
    const ordinal = (at) => Math.round(at / 86400000) + 719163;
    const first = new Date(Date.UTC(2000, 0, 1)).setUTCFullYear(year, (month || 1) - 1, day || 1);
    return [ordinal(first), ordinal(day ? first : last)];
  };
  const between = (query, name, text) => {
    const [one, other = one] = text.split(/\.\.(.*)/s);
    if (one || !other) query.after = ends(name, one)[0];
    if (other || !one) query.before = ends(name, other)[1];
  };
  // What is typed like a date without a field, as the field that asks for it; "" for all else.
  const DAY = "(?:\\d{4}(?:-\\d\\d(?:-\\d\\d)?)?)";
  const LOOKS_DATED = new RegExp(`^(?:${DAY}?\\.\\.${DAY}?|\\d{4}(?:-\\d\\d){1,2})$`);
  const dateIn = (plain) => {
    const said = plain.replace(/[–—]/g, "..").replace(/^(\d{4})-(\d{4})$/, "$1..$2");
    if (!LOOKS_DATED.test(said) || said === "..") return "";
    try {
      between({}, "date", said);
      return `date:${said}`;
    } catch {
      return "";
    }
  };
  const DATES = {
    sure: (query, value) => (query.sure = /^(yes|true|1)$/i.test(value)),
    year: (query, value) => {
      if (!/^\d{4}(\.\.\d{4})?$/.test(value)) throw new Unreadable(`year:${value}`);
      between(query, "year", value);
    },
    date: (query, value) => between(query, "date", value),
    after: (query, value) => (query.after = ends("after", value)[0]),
    before: (query, value) => (query.before = ends("before", value)[1]),
  };
  const parse = (text) => {
    const query = { clauses: [], filters: [], unknown: [], dated: [], after: 0, before: 0, sure: false };
    if (Array.from(text).length > 1000) throw new Unreadable("…");
    for (const [, minus, named, quoted, plain] of text.matchAll(/(-)?(?:([\p{L}\p{N}_]+):)?(?:"([^"]*)"?|([^\s"]+))/gu)) {
      const name = (named || "").toLowerCase();
      const value = quoted || plain || "";
      const excluded = Boolean(minus);
      if (plain === "OR" && !name) {
        if (query.clauses.length) query.clauses.at(-1).orNext = true;
      } else if (Object.hasOwn(FIELDS, name) && value) query.filters.push({ field: FIELDS[name], value: fold(value).trim().replace(/\s+/g, " "), excluded });
      else if (Object.hasOwn(DATES, name) && value) DATES[name](query, value);
      else {
        const meant = plain && !name && dateIn(plain);
        if (meant && !query.dated.includes(meant)) query.dated.push(meant);
        const headline = name === "headline";
        if (name && !headline && value && !/^\p{N}+$/u.test(name) && !query.unknown.includes(name)) query.unknown.push(name);
        const found = words(name && !headline ? `${name} ${value}` : value);
        if (found.length) query.clauses.push({ words: found, phrase: found.length > 1, headline, excluded });
      }
    }
    if (query.clauses.length + query.filters.length > 32) throw new Unreadable("…");
    if (query.clauses.length) query.clauses.at(-1).orNext = false;
    return query;
  };
  Object.assign(backfile, { fold, words, bare, parse, Unreadable });
})();
