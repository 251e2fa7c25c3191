// Conveniences; every page is whole without them.
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
  // The stories come in a script of their month: scripts load from a disk too, where nothing can be
  // fetched.
  const month = (root, name) =>
    new Promise((take, fail) => {
      const script = document.createElement("script");
      globalThis.backfileDays = take;
      script.onerror = fail;
      script.onload = () => script.remove();
      script.src = `${root}day/${name}.js`;
      document.head.append(script);
    });
  const show = async () => {
    const { days, root } = section.dataset;
    // A leap year, so that 29 February has its turn when nothing nearer ran.
    const now = new Date();
    const day = nearest(days.split(" ").map((mask) => parseInt(mask, 16)), new Date(2024, now.getMonth(), now.getDate()));
    if (!day) return;
    const told = await month(root, String(day.getMonth() + 1).padStart(2, "0"));
    const [name, stories] = told[day.getDate()];
    const heading = section.querySelector("h2");
    const box = document.createElement("div");
    box.className = "a-day";
    const head = document.createElement(heading ? "h3" : "h2");
    head.textContent = name;
    const list = document.createElement("ol");
    list.className = "plain-list";
    for (const [path, headline, language, direction, year] of stories) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const when = document.createElement("span");
      item.dir = direction;
      link.href = root + path;
      if (language) link.lang = language;
      link.textContent = headline;
      when.className = "meta";
      when.textContent = year;
      item.append(link, " ", when);
      list.append(item);
    }
    box.append(head, list);
    if (heading) heading.after(box);
    else section.append(box);
  };
  // Without the script of the month, the months themselves stay.
  if (section) show().catch(() => {});

  // "/" leads to the search box, where it is no letter of what is being typed. The search page and
  // assistive technology have their own keys: the box itself says this one (aria-keyshortcuts).
  const find = document.getElementById("find");
  const isTyping = (target) => target.isContentEditable || target.closest?.("input, textarea, select, [role=textbox]");
  if (find && !document.querySelector("form[data-search]")) {
    find.setAttribute("aria-keyshortcuts", "/");
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.defaultPrevented || event.isComposing || isTyping(event.target)) return;
      if (!find.checkVisibility()) return;
      event.preventDefault();
      find.focus();
      find.select();
    });
  }

  // The site's own forms learn by their script which story they are about.
  for (const link of document.querySelectorAll("[data-here]")) link.href = link.dataset.here;

  // A prepared e-mail names the story from whose page its reader comes.
  const mail = document.querySelector("[data-mail]");
  const story = new URLSearchParams(location.search).get("story");
  if (mail && story && /^[\w\-./%]+$/.test(story) && !story.includes("//")) {
    const asked = encodeURIComponent(mail.dataset.mail);
    const address = new URL("../" + story, location.href).href.split("?")[0];
    mail.href = mail.href.replace(asked, asked + encodeURIComponent("\r\n" + address));
  }

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
