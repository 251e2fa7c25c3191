// The index that docs/search-index.md describes: read by byte ranges, or by pieces where a host
// gives no ranges and where the page was opened from a disk.
"use strict";
(() => {
  const { words, bare, fold, inflate } = backfile;
  const PACK = 2 ** 24;
  const kept = new Map();
  const once = (key, make) => {
    if (!kept.has(key)) {
      const made = make();
      kept.set(key, made);
      made.catch(() => kept.delete(key));
    }
    return kept.get(key);
  };

  // --- bytes -------------------------------------------------------------------------------------
  let root;
  const isOnDisk = location.protocol === "file:";
  let inPieces = isOnDisk;
  // A host without ranges is asked for pieces from then on, on each page of the session.
  const NOTE = "backfile.pieces";
  const noted = (value) => {
    try {
      if (value === undefined) return sessionStorage.getItem(NOTE) === root.href;
      if (value) sessionStorage.setItem(NOTE, root.href);
      else sessionStorage.removeItem(NOTE);
    } catch {
      // Storage is shut: the next page finds out anew.
    }
    return false;
  };
  const waiting = new Map();
  // A piece is a script that calls this: scripts load from a disk too.
  backfile.piece = (name, data) => waiting.get(name)?.(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)));
  // The manifest's stamp is a part of the address: a browser that keeps pieces of an older index does
  // not mix them with new ones.
  const piece = (name) =>
    once(`piece ${name}`, async () => {
      const stamp = name === "manifest" ? "" : `?${(await manifest()).stamp}`;
      return loaded(name, `search/pieces/${name}.js${stamp}`);
    });
  const loaded = (name, path) =>
    new Promise((take, fail) => {
      const script = document.createElement("script");
      waiting.set(name, take);
      script.onerror = () => fail(new Error(name));
      script.onload = () => script.remove();
      script.src = new URL(path, root).href;
      document.head.append(script);
    });
  const get = async (path, more) => {
    const answer = await fetch(new URL(`search/${path}`, root), more);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer;
  };
  // What names the stamp is asked for anew whatever the host says of caches: a story that was
  // withdrawn must not be found by an index that the browser kept.
  const manifest = () => once("manifest", async () => {
    if (isOnDisk) return JSON.parse(new TextDecoder().decode(await piece("manifest")));
    const known = await (await get("manifest.json", { cache: "no-cache" })).json();
    if (noted() && known.pieces) inPieces = true;
    else noted(false);
    return known;
  });
  class NoRanges extends Error {}
  const joined = (parts) => {
    const found = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      found.set(part, at);
      at += part.length;
    }
    return found;
  };
  const range = async (name, from, to) => {
    const { stamp } = await manifest();
    const pack = Math.floor(from / PACK);
    const first = from - pack * PACK;
    const last = to - pack * PACK - 1;
    let answer;
    try {
      // Past the browser's cache: there, parts of one file wait for each other. What was read is kept
      // here, and what a session reads is little.
      answer = await get(`${name}-${pack}.bin?${stamp}`, { cache: "no-store", headers: { Range: `bytes=${first}-${last}` } });
    } catch (problem) {
      throw new NoRanges(problem.message);
    }
    if (answer.status !== 206) {
      answer.body?.cancel();
      throw new NoRanges(name);
    }
    const data = new Uint8Array(await answer.arrayBuffer());
    if (data.length !== last - first + 1) throw new NoRanges(name);
    return data;
  };
  const fromPieces = async (name, from, to) => {
    const { pieces, sizes } = await manifest();
    const size = pieces?.[name];
    if (!size) throw new NoRanges(name);
    const numbers = Array.from({ length: Math.ceil(Math.min(to, sizes[name]) / size) - Math.floor(from / size) }, (_, at) => Math.floor(from / size) + at);
    const whole = joined(await Promise.all(numbers.map((number) => piece(`${name}-${number}`))));
    return whole.slice(from - numbers[0] * size, to - numbers[0] * size);
  };
  const read = (name, from, to) =>
    once(`${name} ${from} ${to}`, async () => {
      if (to <= from) return new Uint8Array();
      const { pieces } = await manifest();
      if (inPieces) return fromPieces(name, from, to);
      const border = (Math.floor(from / PACK) + 1) * PACK;
      try {
        if (to <= border) return await range(name, from, to);
        return joined(await Promise.all([range(name, from, border), range(name, border, to)]));
      } catch (problem) {
        if (!(problem instanceof NoRanges)) throw problem;
        inPieces = true;
        if (pieces) noted(true);
        return fromPieces(name, from, to);
      }
    });
  const whole = async (name) => {
    const { sizes, stamp } = await manifest();
    if (inPieces) return fromPieces(name, 0, sizes[name]);
    return new Uint8Array(await (await get(`${name}-0.bin?${stamp}`)).arrayBuffer());
  };
  const decoder = new TextDecoder();
  const text = (data) => decoder.decode(data);
  const json = (data) => JSON.parse(text(inflate(data)));
  const numbers = (data) => {
    let count = 0;
    for (let at = 0; at < data.length; at++) if (data[at] < 128) count++;
    const found = new Float64Array(count);
    for (let at = 0, n = 0; n < count; n++) {
      let value = data[at] & 127;
      for (let times = 128; data[at++] > 127; times *= 128) value += (data[at] & 127) * times;
      found[n] = value;
    }
    return found;
  };

  // --- what every search needs -------------------------------------------------------------------
  const head = () => once("head", async () => {
    const { stories, numbers: size } = await manifest();
    const known = json(await whole("head"));
    known.live = stories;
    known.stories = size;
    known.gone ||= [];
    // Which of equal stories comes first: those that came late stand before the one that is named.
    known.order = [];
    known.rank = new Uint32Array(size);
    const late = known.late || [];
    let next = 0;
    for (let story = 0; story <= size - late.length; story++) {
      for (; next < late.length && late[next][0] === story; next++) known.order.push(late[next][1]);
      if (story < size - late.length) known.order.push(story);
    }
    known.order.forEach((story, place) => (known.rank[story] = place));
    known.starts = [0];
    for (const size of known.blocks) known.starts.push(known.starts.at(-1) + size);
    // Of each story: the run of equal values that it stands in.
    known.run = new Uint32Array(size);
    known.begins = [];
    for (let run = 0, at = 0; run * 6 < known.runs.length; run++) {
      known.begins.push(at);
      known.run.fill(run, at, (at += known.runs[run * 6]));
    }
    known.of = (run, column) => known.runs[run * 6 + column];
    return known;
  });
  const YEAR = 1, CERTAIN = 2;
  const COLUMN = { language: 3, type: 4, section: 5 };

  // --- the dictionary ----------------------------------------------------------------------------
  // Python sorts by code point, JavaScript by UTF-16 unit: compare as Python does.
  const compare = (one, other) => {
    const [a, b] = [Array.from(one), Array.from(other)];
    for (let at = 0; at < Math.min(a.length, b.length); at++) {
      const gap = a[at].codePointAt(0) - b[at].codePointAt(0);
      if (gap) return gap;
    }
    return a.length - b.length;
  };
  const block = async (key) => {
    const { keys, starts } = await head();
    if (!keys.length) return new Map();
    let low = 0;
    let high = keys.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (compare(keys[middle], key) <= 0) low = middle;
      else high = middle - 1;
    }
    return once(`block ${low}`, async () => entries(inflate(await read("terms", starts[low], starts[low + 1]))));
  };
  const entries = (data) => {
    const found = new Map();
    let at = 0;
    const next = () => {
      let value = 0;
      for (let times = 1; ; times *= 128) {
        value += (data[at] & 127) * times;
        if (data[at++] < 128) return value;
      }
    };
    const bytes = (length) => data.subarray(at, (at += length));
    const told = (before) => {
      const same = next();
      const rest = bytes(next());
      const key = new Uint8Array(same + rest.length);
      key.set(before.subarray(0, same));
      key.set(rest, same);
      return key;
    };
    for (let before = new Uint8Array(); at < data.length; ) {
      before = told(before);
      const stems = Array.from({ length: next() }, () => text(told(before)));
      const entry = { stems, df: next() };
      if (entry.df > 16) [entry.offset, entry.length, entry.top] = [next(), next(), next()];
      else if (entry.df) entry.inline = bytes(next());
      found.set(text(before), entry);
    }
    return found;
  };
  const entryOf = async (key) => (await block(key)).get(key);
  // What a typed word stands for: itself and its stems, where stories hold it; else the longest
  // known term that it begins with.
  const termsOf = (word) => once(`terms ${word}`, async () => {
    const known = await entryOf(word);
    if (known) return known.df ? [word, ...known.stems] : known.stems;
    const plain = bare(word);
    for (let length = plain.length; length >= Math.max(3, Math.ceil(plain.length * 0.55)); length--) {
      const start = plain.slice(0, length);
      if ((await entryOf(start))?.df) return [start];
    }
    return [];
  });
  const bitmap = (data) => {
    const found = new Uint32Array(data.length * 8);
    let count = 0;
    for (let at = 0; at < data.length; at++) for (let bits = data[at], bit = 0; bits; bits >>= 1, bit++) if (bits & 1) found[count++] = at * 8 + bit;
    return found.subarray(0, count);
  };
  const summed = (gaps) => {
    let story = -1;
    return gaps.map((gap) => (story += gap));
  };
  const stories = (data) => {
    const kind = data[0];
    const told = kind > 1 ? inflate(data.subarray(1)) : data.subarray(1);
    return kind & 1 ? bitmap(told) : summed(numbers(told));
  };
  // The stories that hold a term, and their weights; of a frequent term the best alone have one.
  const postings = async (key, onlyBest) => {
    const entry = await entryOf(key);
    if (!entry?.df) return { df: 0, stories: [], weights: [], rest: 0, others: [] };
    const { df, offset, top, length } = entry;
    const data = entry.inline || (await read("lists", offset, offset + (onlyBest ? top : length)));
    const told = numbers(entry.inline ? data : data.subarray(0, top));
    const weights = told.map((number) => number & 15);
    const found = summed(told.map((number) => Math.floor(number / 16)));
    const isCut = !entry.inline && top < length;
    return { df, stories: found, weights, rest: isCut ? Math.max(1, Math.min(...weights) - 1) : 0, others: isCut && !onlyBest ? stories(data.subarray(top)) : [] };
  };

  // --- scores: one number for every story, 0 where it does not answer ----------------------------
  const rarity = (df, count) => Math.round(100 * Math.log(1 + count / (df + 0.5)));
  const scoresOf = async (word, headline, onlyBest) => {
    const { stories: count, live } = await head();
    const found = new Int32Array(count);
    let usual = 0;
    const terms = await termsOf(word);
    for (const { df, stories, weights, rest, others } of await Promise.all(terms.map((term) => postings(headline ? `headline:${term}` : term, onlyBest)))) {
      const rare = rarity(df, live);
      const least = rest * rare;
      usual = Math.max(usual, least);
      for (let at = 0; at < others.length; at++) if (found[others[at]] < least) found[others[at]] = least;
      for (let at = 0; at < stories.length; at++) found[stories[at]] = Math.max(found[stories[at]], weights[at] * rare);
    }
    return { found, usual };
  };
  const sum = (word) => {
    let crc = -1;
    for (const byte of new TextEncoder().encode(word)) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc >>> 0;
  };
  const pairOf = (first, second) => {
    const [a, b] = [sum(first), sum(second)];
    let mixed = (Math.imul(a, 0x9e3779b1) + b) >>> 0;
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) >>> 0;
    mixed = (mixed ^ (mixed >>> 13)) >>> 0;
    const other = Math.imul(a, 0xc2b2ae35) ^ Math.imul(b, 0x27d4eb2f);
    return mixed * 256 + ((other ^ (other >>> 16)) & 255);
  };
  const bucketOf = async (pair, rest) => {
    const at = Math.floor(pair / rest) * 4;
    const ends = new DataView((await read("places", at, at + 8)).slice().buffer);
    return read("pairs", ends.getUint32(0, true), ends.getUint32(4, true));
  };
  const together = async (first, second) => {
    const { pairs } = await head();
    const pair = pairOf(first, second);
    const rest = 2 ** (40 - pairs);
    const told = numbers(await bucketOf(pair, rest));
    for (let at = 1, tag = 0, base = told[0]; at < told.length; ) {
      tag += told[at];
      const df = told[at + 1];
      const isHere = tag === pair % rest;
      if (df <= 16) {
        if (isHere) return summed(told.slice(at + 2, at + 2 + df));
        at += 2 + df;
      } else {
        if (isHere) return stories(await read("pairlists", base, base + told[at + 2]));
        base += told[at + 2];
        at += 3;
      }
    }
    return [];
  };
  const phraseScores = async (clause) => {
    const { stories: count } = await head();
    const [pairs, each] = await Promise.all([
      Promise.all(clause.words.slice(1).map((word, at) => together(clause.words[at], word))),
      Promise.all(clause.words.map((word) => scoresOf(word, clause.headline, !clause.headline))),
    ]);
    const met = new Uint8Array(count);
    for (const pair of pairs) for (const story of pair) met[story]++;
    const found = new Int32Array(count);
    for (const story of pairs[0]) {
      if (met[story] < pairs.length) continue;
      if (clause.headline && each.some((one) => !one.found[story])) continue;
      for (const one of each) found[story] += one.found[story] || one.usual || 1;
    }
    return found;
  };
  const clauseScores = async (clause) => (clause.phrase ? phraseScores(clause) : (await scoresOf(clause.words[0], clause.headline)).found);
  // While somebody types, what a search will ask for first is fetched: the block of each word, 1 KB,
  // and of words side by side in a phrase their bucket, 3 KB. The last word may not be whole yet.
  const warm = async ({ clauses }) => {
    const { pairs } = await head();
    const last = clauses.at(-1);
    const ways = clauses.flatMap((clause) => {
      const known = clause.phrase ? clause.words.slice(1, clause === last ? -1 : undefined) : [];
      return [...clause.words.map(block), ...known.map((word, at) => bucketOf(pairOf(clause.words[at], word), 2 ** (40 - pairs)))];
    });
    await Promise.all(ways);
  };
  // What a pair cannot tell: words in a row of three and more, and a phrase within the headline.
  const isToCheck = (clause) => clause.phrase && (clause.headline || clause.words.length > 2);

  // --- filters -----------------------------------------------------------------------------------
  const primary = (language) => language.split("-")[0];
  const fits = async (filter) => {
    const known = await head();
    const found = new Uint8Array(known.stories);
    if (filter.field === "type" || filter.field === "language") {
      const wanted = known[filter.field].map((name) => fold(name) === filter.value || (filter.field === "language" && primary(fold(name)) === filter.value));
      known.begins.forEach((at, run) => wanted[known.of(run, COLUMN[filter.field])] && found.fill(1, at, at + known.of(run, 0)));
      return found;
    }
    const { stories, others } = await postings(`${filter.field}:${filter.value}`);
    for (const some of [stories, others]) for (let at = 0; at < some.length; at++) found[some[at]] = 1;
    return found;
  };
  // Days of some years' stories whose year is certain, and of all whose year is not.
  const days = { first: null, last: null };
  const loadDays = async (years) => {
    const known = await head();
    days.first ||= new Int32Array(known.stories);
    days.last ||= new Int32Array(known.stories);
    await Promise.all(known.days.map(([year, from, to]) => years(year) && once(`days ${year}`, async () => {
      const told = numbers(inflate(await read("days", from, to)));
      let at = 0;
      let day = 0;
      const half = told.length / 2;
      known.begins.forEach((begin, run) => {
        if (year ? known.of(run, CERTAIN) && known.of(run, YEAR) === year : !known.of(run, CERTAIN) && known.of(run, YEAR)) {
          for (let story = begin; story < begin + known.of(run, 0); story++, at++) {
            day += told[at] % 2 ? -(told[at] + 1) / 2 : told[at] / 2;
            days.first[story] = day;
            days.last[story] = day + told[half + at];
          }
        }
      });
    })));
  };
  const yearOf = (day) => {
    const date = new Date((day - 719163) * 86400000);
    return date.getUTCFullYear();
  };
  const inSpan = async (query) => {
    const known = await head();
    const from = query.after || 1;
    const to = query.before || 3652059;
    const [low, high] = [yearOf(from), yearOf(to)];
    await loadDays((year) => !year || year === low || year === high);
    const found = new Uint8Array(known.stories);
    known.begins.forEach((begin, run) => {
      const year = known.of(run, YEAR);
      const end = begin + known.of(run, 0);
      if (!year || (known.of(run, CERTAIN) && (year < low || year > high))) return;
      if (known.of(run, CERTAIN) && year > low && year < high) found.fill(1, begin, end);
      else for (let story = begin; story < end; story++) found[story] = query.sure ? days.first[story] >= from && days.last[story] <= to : days.last[story] >= from && days.first[story] <= to;
    });
    return found;
  };

  // --- a query's answer --------------------------------------------------------------------------
  const answerTo = async (query) => {
    const { stories: count, gone, order, rank } = await head();
    const groups = [[]];
    for (const clause of query.clauses.filter((clause) => !clause.excluded)) {
      groups.at(-1).push(clause);
      if (!clause.orNext) groups.push([]);
    }
    const asked = groups.filter((group) => group.length);
    const [scored, dropped, filtered, spanned] = await Promise.all([
      Promise.all(asked.map((group) => Promise.all(group.map(clauseScores)))),
      Promise.all(query.clauses.filter((clause) => clause.excluded).map(clauseScores)),
      Promise.all(query.filters.map(fits)),
      query.after || query.before ? inSpan(query) : null,
    ]);
    const scores = new Int32Array(count).fill(1);
    for (const story of gone) scores[story] = 0;
    for (const group of scored) {
      for (let story = 0; story < count; story++) {
        let best = 0;
        for (const one of group) if (one[story] > best) best = one[story];
        scores[story] = best && scores[story] ? scores[story] + best : 0;
      }
    }
    for (const one of dropped) for (let story = 0; story < count; story++) if (one[story]) scores[story] = 0;
    query.filters.forEach((filter, at) => {
      for (let story = 0; story < count; story++) if (Boolean(filtered[at][story]) === filter.excluded) scores[story] = 0;
    });
    if (spanned) for (let story = 0; story < count; story++) if (!spanned[story]) scores[story] = 0;
    const found = scores.reduce((sum, score) => sum + (score > 0), 0);
    return { scores, found, order, rank, toCheck: query.clauses.filter((clause, at, all) => isToCheck(clause) && !clause.excluded && !clause.orNext && !all[at - 1]?.orNext) };
  };
  // The best first; equal ones by their place, which is newest year first.
  const FEW = 100;
  const greatest = (keys, many) => {
    const heap = keys.slice(0, many).sort();
    for (let at = many; at < keys.length; at++) {
      const key = keys[at];
      if (key <= heap[0]) continue;
      let place = 0;
      for (let child = 1; child < many; child = place * 2 + 1) {
        if (child + 1 < many && heap[child + 1] < heap[child]) child++;
        if (heap[child] >= key) break;
        heap[place] = heap[child];
        place = child;
      }
      heap[place] = key;
    }
    return heap.sort();
  };
  function* byScore({ scores, found, order, rank }) {
    const keys = new Float64Array(found);
    for (let story = 0, at = 0; story < scores.length; story++) if (scores[story]) keys[at++] = scores[story] * PACK + (PACK - 1 - rank[story]);
    let some = greatest(keys, Math.min(found, FEW));
    for (let at = 0; at < found; at++) {
      if (at === FEW) some = keys.sort();
      yield order[PACK - 1 - (some[some.length - 1 - at] % PACK)];
    }
  }
  // By date, year after year, so that only the days of years that are shown are read.
  async function* byDay({ scores }, oldest) {
    const known = await head();
    const years = new Map([[0, []]]);
    known.begins.forEach((begin, run) => {
      for (let story = begin; story < begin + known.of(run, 0); story++) {
        if (!scores[story]) continue;
        const year = known.of(run, YEAR);
        if (!years.has(year)) years.set(year, []);
        years.get(year).push(story);
      }
    });
    const order = [...years.keys()].filter(Boolean).sort((a, b) => (oldest ? a - b : b - a));
    for (const year of order) {
      await loadDays((other) => !other || other === year);
      const middle = (story) => {
        const [first, last] = [days.first[story], days.last[story]];
        return first === 1 ? last : last === 3652059 ? first : Math.floor((first + last) / 2);
      };
      yield* years.get(year).sort((a, b) => (oldest ? middle(a) - middle(b) : middle(b) - middle(a)) || known.rank[a] - known.rank[b]);
    }
    yield* years.get(0).sort((a, b) => known.rank[a] - known.rank[b]);
  }
  async function* ordered(answer, sort) {
    if (sort === "new" || sort === "old") yield* byDay(answer, sort === "old");
    else yield* byScore(answer);
  }
  const counts = async (scores) => {
    const known = await head();
    const found = { year: {}, language: {}, type: {}, section: {} };
    known.begins.forEach((begin, run) => {
      let here = 0;
      for (let story = begin; story < begin + known.of(run, 0); story++) if (scores[story]) here++;
      if (!here) return;
      const year = known.of(run, CERTAIN) ? known.of(run, YEAR) : 0;
      found.year[year] = (found.year[year] || 0) + here;
      for (const [name, column] of Object.entries(COLUMN)) {
        const told = known[name][known.of(run, column)] || "";
        const value = name === "language" ? primary(told) : told;
        if (value) found[name][value] = (found[name][value] || 0) + here;
      }
    });
    return found;
  };
  const people = async (scores) => {
    const [told, names] = await Promise.all([once("people", async () => numbers(inflate(await whole("people")))), once("names", async () => json(await whole("names")))]);
    const found = new Map();
    for (let story = 0, at = scores.length; story < scores.length; story++) {
      const end = at + told[story];
      for (; at < end; at++) if (scores[story]) found.set(names[told[at]], (found.get(names[told[at]]) || 0) + 1);
    }
    return [...found].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
  };

  // --- what is shown -----------------------------------------------------------------------------
  const SLOT = 1024, SPOT = 11;
  const slot = (story) => once(`slot ${story}`, async () => {
    const data = await read("heads", story * SLOT, (story + 1) * SLOT);
    const number = (from, to) => data.slice(from, to).reduceRight((sum, byte) => sum * 256 + byte, 0);
    const [place, head, tail] = [number(0, 5), number(5, 8), number(8, SPOT)];
    const isHere = head <= SLOT - SPOT;
    const begin = isHere ? place : place + head;
    return { told: isHere ? data.subarray(SPOT, SPOT + head) : await read("texts", place, begin), begin, end: begin + tail };
  });
  const shown = async (story) => {
    const [address, headline, date, byline, section, standfirst, beginning] = json((await slot(story)).told);
    return { address, headline, date, byline, section, standfirst, text: beginning };
  };
  const rest = async (story) => {
    const { begin, end } = await slot(story);
    return end > begin ? text(inflate(await read("texts", begin, end))) : "";
  };
  // Whole texts in pieces would be too much to look a phrase up in, but for a disk.
  const isCut = () => inPieces && !isOnDisk;
  // How many rests of texts may be read for the words under a hit: a piece of them is 11 KB, and a search
  // on a host without ranges is to stay within 100.
  const rests = async () => (isCut() ? ((await manifest()).stories > 5000 ? 0 : 2) : Infinity);
  // Cutting a text into words takes long: it is looked at for plain words first, as asking.py does.
  const isPlain = /^[\x00-\x7f]*$/;
  const sideBySide = (text, phrase) => {
    if (phrase.every((word) => isPlain.test(word))) {
      const shape = new RegExp(phrase.map((word) => [...word].join("['’]?")).join("['’]?[\\p{L}\\p{N}_]{0,2}[^\\p{L}\\p{N}]+"), "u");
      if (!shape.test(fold(text))) return false;
    }
    return ` ${words(text).join(" ")} `.includes(` ${phrase.join(" ")} `);
  };
  const isRight = async (story, toCheck) => {
    if (!toCheck.length || isCut()) return true;
    const row = await shown(story);
    for (const clause of toCheck) {
      if (isCut()) return true;
      const near = clause.headline ? [row.headline] : [row.headline, row.standfirst, row.byline, row.text];
      if (near.some((text) => sideBySide(text, clause.words))) continue;
      if (clause.headline || !sideBySide(row.text + (await rest(story)), clause.words)) return false;
    }
    return true;
  };
  // Says of what stands between two spaces whether it was asked for, in any form.
  const marker = async (query) => {
    const asked = query.clauses.filter((clause) => !clause.excluded).flatMap((clause) => clause.words);
    const terms = new Set((await Promise.all(asked.map(termsOf))).flat());
    const blocks = await Promise.all([...terms, ...asked].map(block));
    const isArabic = /[ء-ي]/;
    const isOne = (word) => {
      if (terms.has(word) || asked.includes(word)) return true;
      for (const known of blocks) if (known.has(word)) return known.get(word).stems.some((stem) => terms.has(stem));
      const plain = isArabic.test(word) ? bare(word) : "";
      return plain !== "" && [...terms].some((term) => plain.startsWith(term) && plain.length - term.length < 4);
    };
    const told = new Map();
    return (run) => {
      if (!told.has(run)) told.set(run, words(run).some(isOne));
      return told.get(run);
    };
  };
  Object.assign(backfile, {
    at: (place) => (root = place),
    answerTo, warm, ordered, counts, people, shown, rest, isRight, marker,
    isCut, rests,
  });
})();
