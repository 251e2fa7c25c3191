// Raw DEFLATE (RFC 1951) undone at once. The browser's own DecompressionStream takes some milliseconds
// for each of the twenty small parts that a search reads; this takes a tenth of one.
"use strict";
(() => {
  // Section 3.2.5: the least length and distance of each code, and how many bits more follow.
  const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  const LENGTH_BITS = LENGTHS.map((_, at) => (at < 8 || at > 27 ? 0 : (at >> 2) - 1));
  const DISTANCE_BITS = Array.from({ length: 30 }, (_, at) => (at < 4 ? 0 : (at >> 1) - 1));
  const DISTANCES = DISTANCE_BITS.reduce((all, bits) => [...all, all.at(-1) + 2 ** bits], [1]);
  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  const MOST = 1 << 26; // bytes; nothing that we read is larger
  // A code (section 3.2.2) as how many words have each length, and what they mean, in order.
  const code = (sizes) => {
    const counts = new Uint16Array(16);
    for (const size of sizes) counts[size]++;
    counts[0] = 0;
    const begins = new Uint16Array(16);
    for (let size = 1; size < 15; size++) begins[size + 1] = begins[size] + counts[size];
    const means = new Uint16Array(sizes.length);
    sizes.forEach((size, meaning) => size && (means[begins[size]++] = meaning));
    return { counts, means };
  };
  const fixed = () => [
    code(Array.from({ length: 288 }, (_, at) => (at < 144 ? 8 : at < 256 ? 9 : at < 280 ? 7 : 8))),
    code(new Array(30).fill(5)),
  ];

  backfile.inflate = (data) => {
    let made = new Uint8Array(data.length * 4 + 64);
    let size = 0;
    let at = 0;
    let held = 0;
    let holds = 0;
    const bits = (count) => {
      while (holds < count) {
        if (at >= data.length) throw new Error("cut off");
        held |= data[at++] << holds;
        holds += 8;
      }
      const value = held & ((1 << count) - 1);
      held >>>= count;
      holds -= count;
      return value;
    };
    const next = ({ counts, means }) => {
      for (let word = 0, first = 0, place = 0, length = 1; length < 16; length++) {
        word |= bits(1);
        const count = counts[length];
        if (word - count < first) return means[place + word - first];
        place += count;
        first = (first + count) << 1;
        word <<= 1;
      }
      throw new Error("no such code");
    };
    const room = (more) => {
      if (size + more <= made.length) return;
      if (size + more > MOST) throw new Error("too long");
      const larger = new Uint8Array((size + more) * 2);
      larger.set(made.subarray(0, size));
      made = larger;
    };
    const codes = () => {
      const [lengths, distances, orders] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
      const sizes = new Array(19).fill(0);
      for (let n = 0; n < orders; n++) sizes[ORDER[n]] = bits(3);
      const how = code(sizes);
      const told = [];
      while (told.length < lengths + distances) {
        const meaning = next(how);
        if (meaning < 16) told.push(meaning);
        else {
          const value = meaning === 16 ? told.at(-1) : 0;
          const times = meaning === 16 ? 3 + bits(2) : meaning === 17 ? 3 + bits(3) : 11 + bits(7);
          for (let n = 0; n < times; n++) told.push(value);
        }
      }
      return [code(told.slice(0, lengths)), code(told.slice(lengths, lengths + distances))];
    };
    const stored = () => {
      held = holds = 0; // what is left of the byte means nothing
      const length = data[at] | (data[at + 1] << 8);
      at += 4;
      room(length);
      made.set(data.subarray(at, at + length), size);
      at += length;
      size += length;
    };
    const block = ([letters, ways]) => {
      for (;;) {
        let meaning = next(letters);
        if (meaning === 256) return;
        if (meaning < 256) {
          room(1);
          made[size++] = meaning;
          continue;
        }
        meaning -= 257;
        const length = LENGTHS[meaning] + bits(LENGTH_BITS[meaning]);
        const way = next(ways);
        const back = DISTANCES[way] + bits(DISTANCE_BITS[way]);
        room(length);
        for (let end = size + length; size < end; size++) made[size] = made[size - back];
      }
    };
    for (let isLast = 0; !isLast; ) {
      isLast = bits(1);
      const kind = bits(2);
      if (!kind) stored();
      else block(kind === 1 ? fixed() : codes());
    }
    return made.subarray(0, size);
  };
})();
