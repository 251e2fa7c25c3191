// Locks a form for the newsroom before it leaves this browser. Without this the form works too.
"use strict";
(() => {
  const form = document.querySelector("form[data-key]");
  const lock = self.BackfileLock;
  if (!form || !lock) return;
  const { key, endpoint, language, email, spoken } = form.dataset;
  const say = JSON.parse(spoken);
  const told = form.querySelector("[data-told]");
  const files = form.querySelector("[type=file]");
  const most = { files: Number(form.dataset.mostFiles), bytes: Number(form.dataset.mostBytes) };
  const utf8 = new TextEncoder();
  const keep = form.querySelector("[data-save]");

  // The sizes and the form of the bytes are those of participate/padding.py and seal.py.
  const SMALLEST = 4096, LARGEST = 1 << 24;
  const MAGIC = "backfile submission 1\n";
  const OURS = new Set(["token", "language", "website", "agreed", "files", "phrase", "act", "sure"]);

  // Half characters would not be read at the desk: they become U+FFFD on the way.
  const plain = (text) => new TextDecoder().decode(utf8.encode(text.trim().replace(/\r\n?/g, "\n")));

  const joined = (pieces) => {
    const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
    let bucket = SMALLEST;
    while (bucket < size) bucket *= 2;
    if (bucket > LARGEST) throw new Error("said_files");
    const all = new Uint8Array(bucket);
    let at = 0;
    for (const piece of pieces) {
      all.set(piece, at);
      at += piece.length;
    }
    return all;
  };

  const packed = async () => {
    const data = new FormData(form);
    const said = {};
    for (const [name, value] of data) {
      if (typeof value === "string" && !OURS.has(name) && value.trim()) said[name] = plain(value);
    }
    const { story = null, ...answers } = said;
    const chosen = files ? [...files.files] : [];
    if (chosen.length > most.files || chosen.reduce((sum, file) => sum + file.size, 0) > most.bytes) throw new Error("said_files");
    const bytes = await Promise.all(chosen.map(async (file) => new Uint8Array(await file.arrayBuffer())));
    const head = {
      form: form.dataset.form,
      said: answers,
      language,
      story,
      agreed: data.getAll("agreed"),
      attachments: chosen.map((file) => ({ name: file.name.slice(-200), type: file.type, size: file.size })),
    };
    return joined([utf8.encode(MAGIC + JSON.stringify(head) + "\n"), ...bytes]);
  };

  const sealed = async () => {
    const encrypter = new lock.Encrypter();
    for (const one of key.split(" ")) encrypter.addRecipient(one);
    return encrypter.encrypt(await packed());
  };

  // Milliseconds after which an answer is no longer waited for: a slow line needs minutes for files.
  const WAIT = 600_000;

  // The receipt phrase: participate/receipts.py.
  const CONSONANTS = "bdfghjklmnprstvz", VOWELS = "aiou";
  const checked = (bytes) => {
    let crc = 0xffff;
    for (const byte of bytes) {
      crc ^= byte << 8;
      for (let bit = 0; bit < 8; bit++) crc = ((crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff) >>> 0;
    }
    return [...bytes, crc >> 8, crc & 255];
  };
  const phrased = (chance) => {
    const bytes = checked(chance);
    const words = [];
    for (let at = 0; at < bytes.length; at += 2) {
      const n = (bytes[at] << 8) | bytes[at + 1];
      words.push(CONSONANTS[n >> 12] + VOWELS[(n >> 10) & 3] + CONSONANTS[(n >> 6) & 15] + VOWELS[(n >> 4) & 3] + CONSONANTS[n & 15]);
    }
    return words.join("-");
  };
  const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  // Work that costs a sender a second, and whoever sends by the thousand much more.
  const worked = async ({ token, bits }) => {
    for (let proof = 0; ; proof++) {
      const found = lock.sha256(utf8.encode(token + ":" + proof));
      if (((found[0] << 24) | (found[1] << 16) | (found[2] << 8) | found[3]) >>> (32 - bits) === 0) return String(proof);
      if (proof % 1500 === 1499) await new Promise((go) => setTimeout(go));
    }
  };

  const asked = async (way, body) => {
    const answer = await fetch(endpoint + way, { method: body ? "POST" : "GET", body, credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", signal: AbortSignal.timeout?.(WAIT) });
    // What is no JSON was not said by a desk: none stands there, or what stands before it failed.
    const found = await answer.json().catch(() => {
      throw new Error(answer.status < 500 || answer.status === 501 ? "said_nobody" : "said_failed");
    });
    if (!answer.ok) throw new Error("said_" + found.said);
    return found;
  };

  const send = async (data, parts) => {
    // A form that was open for long, or a network that failed half way: once more, with the same
    // bytes, which are kept once.
    for (let again = 0; ; again++) {
      try {
        const challenge = await asked("challenge");
        const body = new FormData();
        for (const [name, value] of Object.entries({ token: challenge.token, proof: await worked(challenge), ...parts })) body.set(name, value);
        body.set("sealed", new Blob([data], { type: "application/octet-stream" }), "sealed");
        told.textContent = say.sending;
        return await asked("sealed", body);
      } catch (failed) {
        const isNetworks = failed instanceof TypeError;
        if (again || !(isNetworks || ["said_stale", "said_spent"].includes(failed.message))) throw failed;
      }
    }
  };

  const element = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text, ...more });
  const shown = (title, ...pieces) => {
    const heading = element("h1", title, { tabIndex: -1 });
    const box = element("div", "", { className: "text" });
    box.append(heading, ...pieces);
    document.querySelector("main").replaceChildren(box);
    heading.focus();
  };
  const way = (name) => endpoint + "receipt?language=" + encodeURIComponent(language) + (name ? "#" + name : "");

  const busy = (words) => {
    for (const button of form.querySelectorAll("button")) button.disabled = Boolean(words);
    if (words) told.textContent = words;
  };
  const failed = (error) => {
    busy("");
    told.textContent = say[error.message] ?? say.said_failed;
    if (keep) keep.hidden = false;
  };

  form.addEventListener("submit", async (event) => {
    // To look up or erase nothing needs to be locked.
    if (event.submitter?.name === "act" && event.submitter.value !== "add") return;
    event.preventDefault();
    const added = form.querySelector("[data-added]");
    if (added && !added.value.trim()) {
      told.textContent = say.said_missing;
      added.focus();
      return;
    }
    busy(say.working);
    try {
      const data = await sealed();
      const phrase = form.querySelector("[name=phrase]");
      if (phrase) {
        await send(data, { phrase: phrase.value });
        shown(say.added_title, element("p", say.added_text));
        return;
      }
      const receipt = phrased(crypto.getRandomValues(new Uint8Array(16)));
      await send(data, { receipt: hex(lock.sha256(utf8.encode("backfile receipt\n" + receipt))) });
      const link = element("p", "");
      link.append(element("a", say.receipt, { href: way(), rel: "noreferrer" }));
      shown(say.received, element("p", say.received_text), element("p", receipt, { className: "phrase", lang: "zxx" }), element("p", say.received_use), link);
    } catch (error) {
      failed(error);
    }
  });

  // A file that the editors alone can open: for a site without a desk, a network that fails, and
  // whoever would rather hand it over by a safer way.
  keep?.addEventListener("click", async () => {
    if (!form.reportValidity()) return;
    busy(say.working);
    try {
      const link = element("a", "", { href: URL.createObjectURL(new Blob([await sealed()], { type: "application/octet-stream" })) });
      link.download = form.dataset.form + "-" + hex(crypto.getRandomValues(new Uint8Array(4))) + ".age";
      document.body.append(link);
      link.click();
      link.remove();
      busy("");
      told.textContent = email ? say.saved.replace("{email}", email) : say.saved_apart;
    } catch (error) {
      failed(error);
    }
  });
  if (keep && keep.dataset.save !== "late") keep.hidden = false;
  form.hidden = false;
  // A copy on a disk has no desk beside it: what cannot work is not offered.
  if (location.protocol === "file:" && keep && !/^https?:/.test(endpoint)) {
    keep.hidden = false;
    for (const button of form.querySelectorAll("[type=submit]")) button.hidden = true;
    if (endpoint) told.textContent = say.said_nobody;
  }
  const box = form.querySelector("[data-files]");
  if (box) box.hidden = false;

  // A story's page leads here with its own path, and other languages keep it.
  for (const other of document.querySelectorAll(".languages a")) other.search ||= location.search;
  const story = new URLSearchParams(location.search).get("story");
  const field = form.querySelector("[name=story]");
  if (story && field && !field.value && /^[\w\-./%]+$/.test(story) && !story.includes("//")) field.value = new URL("../" + story, location.href).href.split("?")[0];
})();
