// The search of a register that has no server: from a word to its stems, to where they are, to the texts (ADR 0020).
// Every file of the index is a script, so that it also works in a folder. Whatever is found is put into the page as
// text, never as markup.
"use strict";
(() => {
  const WORD = /[\p{L}\p{N}_]+(?:\/[\p{L}\p{N}_]+)*/gu;
  const LONGEST = 60, ON_A_PAGE = 20, SHOWN = 3, READ = 200, SUGGESTED = 5;

  // --- words, as store/search.py has them ---

  function fold(text) {
    // By capitals, for some letters are two in them.
    return text.toUpperCase().toLowerCase().replace(/ς/g, "σ").replace(/й/g, "\0").normalize("NFD")
      .replace(/\p{Mn}/gu, "").normalize("NFC").replace(/\0/g, "й");
  }
  const words = (text) => (fold(text).match(WORD) || []).map((word) => Array.from(word).slice(0, LONGEST).join(""));

  // What is asked for: phrases in quotes, and what was typed together; a star begins a word.
  function asked(query) {
    const found = [];
    for (const [, phrase, word] of query.matchAll(/"([^"]*)"?|(\S+)/gu)) {
      const given = words(phrase || word || "");
      if (given.length) found.push({ given, begins: Boolean(word) && word.endsWith("*") });
    }
    return found;
  }

  // --- files of the index ---

  const base = new URL("../../find/", document.currentScript.src);
  const begun = new Map(), waiting = new Map();
  let together = "";

  // What belongs together lies in one folder, which the index names; texts are the same in all.
  const shard = (name) => load(name === "index" || name.startsWith("t/") ? name : together + name);

  function load(name) {
    if (!begun.has(name)) {
      begun.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        waiting.set(name, resolve);
        script.onload = () => script.remove();
        script.onerror = () => { begun.delete(name); script.remove(); reject(new Error(name)); };
        script.src = new URL(`${name}.js`, base);
        document.head.append(script);
      }));
    }
    return begun.get(name);
  }
  window.plenariaShard = (name, data) => waiting.get(name)?.(data);

  // --- where stems are: `at(n)` is the newest page not newer than number n, with its passages ---

  function read(numbers) {
    const pages = [], places = [];
    let page = 0, at = 0;
    while (at < numbers.length) {
      page = at ? page - numbers[at] : numbers[at];
      const here = [];
      let place = 0;
      const end = at + 2 + numbers[at + 1];
      for (at += 2; at < end; at += 1) here.push(place += numbers[at]);
      pages.push(page);
      places.push(here.length ? here : null);
    }
    return { pages, places };
  }

  class List {
    constructor(entry) {
      this.parts = [{ top: entry.c[0], read: read(entry.c) }, ...(entry.m || []).map(([top, file]) => ({ top, file }))];
    }
    async at(number) {
      let part = this.parts.findLastIndex((each) => each.top >= number);
      for (part = Math.max(part, 0); part < this.parts.length; part += 1) {
        const { pages, places } = await this.part(part);
        let low = 0, high = pages.length;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (pages[middle] > number) low = middle + 1; else high = middle;
        }
        if (low < pages.length) return { page: pages[low], places: places[low] };
      }
      return null;
    }
    async part(at) {
      const part = this.parts[at];
      part.read ||= read(await shard(`m/${part.file}`));
      return part.read;
    }
  }

  class Either {
    constructor(lists) { this.lists = lists; }
    async at(number) {
      const found = (await Promise.all(this.lists.map((each) => each.at(number)))).filter(Boolean);
      if (!found.length) return null;
      const page = Math.max(...found.map((each) => each.page));
      const here = found.filter((each) => each.page === page);
      const places = here.some((each) => !each.places) ? null
        : [...new Set(here.flatMap((each) => each.places))].sort((one, other) => one - other);
      return { page, places };
    }
  }

  class Both {
    constructor(lists) { this.lists = lists; }
    async at(number) {
      while (number >= 0) {
        const found = [];
        for (const list of this.lists) {
          const next = await list.at(number);
          if (!next) return null;
          number = next.page;
          found.push(next);
        }
        if (found.every((each) => each.page === number)) {
          const [first, ...others] = found.map((each) => each.places).filter(Boolean);
          const places = first ? first.filter((each) => others.every((some) => some.includes(each))) : null;
          if (!places || places.length) return { page: number, places };
          number -= 1;
        }
      }
      return null;
    }
  }

  // --- a query ---

  const byStem = (stem, language) => `${stem}.${language}`;

  async function entry(stem, language, file) {
    return (await shard(`p/${file}`))[byStem(stem, language)];
  }

  // The stems of a word, or of all words that begin so; and the words that may have been meant instead.
  async function known(index, word, begins) {
    const first = Math.max(index.words.findLastIndex((each) => each <= word), 0);
    const here = index.words.length ? await shard(`w/${first}`) : {};
    if (!begins) {
      const found = here[word] || likely(index, here, word);
      return found.length ? { stems: found } : { stems: [], instead: near(here, word) };
    }
    const stems = new Map();
    for (let at = first; at < index.words.length && (at === first || index.words[at].startsWith(word)); at += 1) {
      for (const [each, found] of Object.entries(await shard(`w/${at}`))) {
        if (!each.startsWith(word)) continue;
        for (const stem of found) if (stem[0].startsWith(word)) stems.set(byStem(stem[0], stem[1]), stem);
      }
    }
    return { stems: [...stems.values()] };
  }

  // The stems of a form that no text has: those that are left when a usual ending is taken off, the shortest one.
  function likely(index, here, word) {
    const stems = new Map(Object.values(here).flat().map((each) => [byStem(each[0], each[1]), each])), found = [];
    for (const [language, endings] of Object.entries(index.endings)) {
      for (const [ending, tail] of endings) {
        if (word.length - ending.length < 3 || !word.endsWith(ending)) continue;
        const stem = stems.get(byStem(word.slice(0, word.length - ending.length) + tail, language));
        if (stem) { found.push(stem); break; }
      }
    }
    return found;
  }

  function near(here, word) {
    const common = (other) => { let at = 0; while (at < word.length && word[at] === other[at]) at += 1; return at; };
    const found = Object.entries(here).map(([other, stems]) => [common(other), stems.reduce((sum, each) => sum + each[3], 0), other]);
    const most = Math.max(0, ...found.map(([shared]) => shared));
    if (most < 3) return [];
    return found.filter(([shared]) => shared === most).sort((one, other) => other[1] - one[1]).slice(0, SUGGESTED).map(([, , other]) => other);
  }

  async function prepare(index, wanted) {
    const terms = asked(wanted.q), instead = new Map(), inLanguage = new Map();
    const languages = wanted.language ? [wanted.language] : index.languages;
    for (const language of languages) inLanguage.set(language, { lists: [], phrases: [], forms: new Set() });
    for (const { given, begins } of terms) {
      const found = await Promise.all(given.map((word, at) => known(index, word, begins && at === given.length - 1)));
      found.forEach((each, at) => { if (each.instead) instead.set(given[at], each.instead); });
      for (const [language, here] of inLanguage) {
        const phrase = [];
        for (const { stems } of found) {
          const mine = stems.filter((each) => each[1] === language);
          const entries = await Promise.all(mine.map((each) => entry(each[0], language, each[2])));
          const forms = new Set(entries.flatMap((each) => each.f));
          here.lists.push(entries.length ? new Either(entries.map((each) => new List(each))) : null);
          forms.forEach((each) => here.forms.add(each));
          phrase.push(forms);
        }
        if (phrase.length > 1) here.phrases.push(phrase);
      }
    }
    for (const [language, here] of inLanguage) {
      if (wanted.kind) here.lists.push(await token(index, `=k:${wanted.kind}`, language));
      if (wanted.part) here.lists.push(await token(index, `=p:${wanted.part}`, language));
      if (wanted.body) here.lists.push(await token(index, `=b:${wanted.body}`, ""));
      // Words, kinds and parts are of a language already; bodies and years are not.
      if (!terms.length && !wanted.kind && !wanted.part) here.lists.push(await token(index, "=l", language));
      if (here.lists.includes(null)) inLanguage.delete(language);
      else here.list = new Both(here.lists);
    }
    return { inLanguage, instead };
  }

  async function token(index, name, language) {
    const file = index.tokens[byStem(name, language)];
    return file === undefined ? null : new List(await entry(name, language, file));
  }

  // The numbers of the pages of these years, from the newest.
  function between(index, since, until) {
    const after = index.years.find(([year]) => until && year > until);
    const from = index.years.find(([year]) => !since || year >= since);
    return [after ? after[1] - 1 : index.pages - 1, from ? from[1] : index.pages];
  }

  async function* search(index, { inLanguage }, [newest, oldest]) {
    let number = newest, unread = 0;
    const block = async (page) => (await shard(`u/${Math.floor(page / index.block)}`))[page % index.block];
    while (number >= oldest) {
      const found = [];
      for (const [language, here] of inLanguage) {
        const next = await here.list.at(number);
        if (next && next.page >= oldest) found.push({ ...next, language, here });
      }
      if (!found.length) return;
      const page = Math.max(...found.map((each) => each.page));
      const path = await block(page), hits = [];
      for (const each of found.filter((one) => one.page === page)) {
        const text = await shard(`t/${path}${each.language}`);
        const all = each.places || text.passages.map((_, at) => at);
        const places = all.filter((at) => each.here.phrases.every((phrase) => has(text.passages[at][3], phrase)));
        if (places.length) hits.push({ ...each, text, places });
      }
      if (hits.length) { unread = 0; yield { path, hits }; } else if ((unread += 1) % READ === 0) yield null;
      number = page - 1;
    }
  }

  function has(text, phrase) {
    const here = words(text);
    return here.some((_, at) => phrase.every((forms, next) => forms.has(here[at + next])));
  }

  // --- the page ---

  const form = document.querySelector("form.search");
  const results = document.getElementById("results"), said = document.getElementById("said");
  const language = document.documentElement.lang;
  const root = new URL(form.dataset.root, document.baseURI), ending = form.dataset.ending;
  const FILTERS = ["body", "part", "kind", "language", "since", "until"];
  const text = (name) => document.getElementById(`say-${name}`).content.textContent;
  const choose = (texts, first) => texts[language] || texts[first] || texts.en || Object.values(texts)[0] || "";
  const part = (name) => document.getElementById(name).content.firstElementChild.cloneNode(true);

  function row(index, { path, hits }) {
    const mine = hits.find((each) => each.language === language) || hits[0], about = mine.text;
    const made = part("hit"), link = made.querySelector("a");
    // Minutes are read in the language in which the words were found.
    const address = `${path}${about.minutes && mine.language !== language ? `in/${mine.language}/` : ""}${ending}`;
    const called = about.vote ? `: ${text("vote").replace("{}", about.vote)}` : about.minutes ? `: ${text("minutes")}` : "";
    link.href = new URL(address, root);
    link.textContent = choose(about.titles, about.language) + called;
    const day = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(about.on));
    const number = about.number && text("number").replace("{}", about.number);
    made.querySelector("p").textContent = [choose(index.bodies[about.body] || {}, about.language), number, day].filter(Boolean).join(" · ");
    for (const at of mine.places.filter((each) => about.passages[each][0] !== "title").slice(0, SHOWN)) {
      made.querySelector(".what").append(place(about.passages[at], mine, address));
    }
    return made;
  }

  function place([, , fragment, words_], { language: of, here }, address) {
    const made = part("place"), link = made.querySelector("a"), shown = made.querySelector("span");
    if (fragment) {
      link.href = new URL(`${address}#${fragment}`, root);
      link.textContent = fragment.slice(1);
    } else link.remove();
    shown.lang = of;
    let end = 0;
    for (const match of words_.matchAll(WORD)) {
      if (!words(match[0]).some((each) => here.forms.has(each))) continue;
      shown.append(words_.slice(end, match.index));
      const mark = document.createElement("mark");
      mark.textContent = match[0];
      shown.append(mark);
      end = match.index + match[0].length;
    }
    shown.append(words_.slice(end));
    return made;
  }

  function suggest(wanted, instead) {
    for (const [word, others] of instead) {
      if (!others.length) continue;
      const made = part("instead");
      made.querySelector("b").textContent = word;
      for (const other of others) {
        const link = document.createElement("a"), to = new URL(location.href);
        to.searchParams.set("q", wanted.q.split(/\s+/).map((each) => (words(each)[0] === word ? other : each)).join(" "));
        link.href = to;
        link.textContent = other;
        made.append(" ", link);
      }
      results.before(made);
    }
  }

  async function run() {
    const given = new URLSearchParams(location.search), wanted = {};
    for (const name of ["q", ...FILTERS]) {
      wanted[name] = (given.get(name) || "").slice(0, 200);
      const control = form.elements.namedItem(name);
      if (control && wanted[name]) control.value = wanted[name];
    }
    if (!Object.values(wanted).some(Boolean)) return;
    if (wanted.q) document.title = `${wanted.q} · ${document.title}`;
    const narrowed = form.querySelector("details");
    if (narrowed && FILTERS.some((name) => wanted[name])) narrowed.open = true;
    said.textContent = text("busy");
    results.ariaBusy = "true";
    const index = await shard("index");
    together = index.in;
    const prepared = await prepare(index, wanted);
    suggest(wanted, prepared.instead);
    const found = search(index, prepared, between(index, Number(wanted.since), Number(wanted.until)));
    const older = document.getElementById("older");
    let count = 0;
    const more = async (again) => {
      older.hidden = true;
      said.textContent = text("busy");
      results.ariaBusy = "true";
      let next = null, shown = 0;
      try {
        while (shown < ON_A_PAGE) {
          next = await found.next();
          if (next.done || next.value === null) break;
          const made = row(index, next.value);
          results.append(made);
          if (again && !shown) made.querySelector("a").focus();
          shown += 1;
        }
      } catch (error) { said.textContent = text("lost"); throw error; }
      count += shown;
      older.hidden = next.done;
      said.textContent = count ? "" : next.done ? text("nothing") : "";
      results.ariaBusy = "false";
    };
    older.addEventListener("click", () => more(true));
    await more(false);
  }

  window.plenariaSearch = { fold, words, asked };
  run().catch(() => { said.textContent = text("lost"); });
})();
