// Two conveniences; every page is whole without them.
"use strict";
(() => {
  // On this day: opens the day's stories; where nothing ran on it, those of the nearest day before.
  const section = document.querySelector("[data-days]");
  const nearest = (masks, date) => {
    for (let back = 0; back < 366; back++, date.setDate(date.getDate() - 1)) {
      if ((masks[date.getMonth()] >>> (date.getDate() - 1)) & 1) return date;
    }
    return null;
  };
  const show = async () => {
    const { days, parts, root } = section.dataset;
    // A leap year, so that 29 February has its turn when nothing nearer ran.
    const now = new Date();
    const day = nearest(days.split(" ").map((mask) => parseInt(mask, 16)), new Date(2024, now.getMonth(), now.getDate()));
    if (!day) return;
    const part = Math.floor(((day.getDate() - 1) * Number(parts)) / 31) + 1;
    const name = String(day.getMonth() + 1).padStart(2, "0") + (part > 1 ? "." + part : "") + ".html";
    const answer = await fetch(root + "day/" + name);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("d" + day.getDate());
    if (!found) return;
    const box = document.createElement("div");
    box.className = "a-day";
    const head = document.createElement(section.querySelector("h2") ? "h3" : "h2");
    head.textContent = found.querySelector("h2").textContent;
    const list = document.createElement("ol");
    list.className = "plain-list";
    for (const item of [...found.querySelectorAll("li")].slice(0, 5)) {
      const link = item.querySelector("a");
      link.setAttribute("href", root + link.getAttribute("href").replace(/^(\.\.\/)+/, ""));
      list.append(document.importNode(item, true));
    }
    box.append(head, list);
    const heading = section.querySelector("h2");
    if (heading) heading.after(box);
    else section.append(box);
  };
  // From a disk nothing can be fetched: the months stay.
  if (section) show().catch(() => {});

  // A citation in one click.
  const cite = document.querySelector("[data-copy]");
  if (cite && navigator.clipboard) {
    for (const text of cite.querySelectorAll("dd")) {
      const name = text.previousElementSibling;
      const button = document.createElement("button");
      const say = (words) => {
        button.textContent = words;
        button.setAttribute("aria-label", words + ": " + name.firstChild.textContent);
      };
      button.type = "button";
      button.lang = document.documentElement.lang;
      say(cite.dataset.copy);
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(text.textContent);
        say(cite.dataset.copied);
      });
      name.append(" ", button);
    }
  }
})();
