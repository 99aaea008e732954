// Search in a copy of the site without Python: words are read as musnad.arabic.light reads them, and looked up in the
// printed index (musnad.newsstand.search_plan). Its files are scripts: a page opened from a disk may load nothing else.

const T = $TABLES;
const sets = { rooted: new Set(T.rooted), whole: new Set(T.whole), short: new Set(T.short), common: new Set(T.common) };

// --- words, as in musnad.arabic.normal and musnad.arabic.light ---

const HAMZA = "\u0654";
const read = new Map();

function isMark(code, char) {
  return T.marks.some(([first, last]) => first <= code && code <= last) && /[\p{Mn}\p{Me}\u06dd\u06de\u06e5\u06e6\u06e9]/u.test(char);
}

function letter(char) {
  if (read.has(char)) return read.get(char);
  read.set(char, char);
  const found = reading(char);
  read.set(char, found);
  return found;
}

function reading(char) {
  const code = char.codePointAt(0);
  if (char === HAMZA) return char;
  if (char === "\u0640" || char === "\u0674" || isMark(code, char) || /\p{Cf}/u.test(char)) return "";
  if (/[\s\u001c-\u001f\u0085]/u.test(char) && char !== "\ufeff") return " ";
  if (char in T.letters) return letters(T.letters[char]);
  const parts = char.normalize("NFKD");
  if (parts[0] === " ") return code >= 0xfb50 && parts[1] >= "\u064b" && parts[1] <= "\u0652" ? "" : char;
  const folded = parts.toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ");
  return folded === char ? char : letters(folded);
}

const letters = (text) => [...text].map(letter).join("");

function normal(text) {
  return letters(text).replace(/[\u0648\u064a]\u0654|\u0654| [ \u0654]+/g, (found) =>
    found[0] === " " ? " " : found === HAMZA ? "" : "\u0621");
}

const spelled = (text) => (normal(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => [...word].slice(0, 40).join(""));
const once = (list) => [...new Set(list)];

function readings(word) {
  if (/^[a-z]+$/.test(word)) return [english(word)];
  if (!/^[\u0621-\u064a]+$/.test(word)) return [word];
  const sure = known(word);
  if (sure.length) return sure;
  for (const [article, least] of T.articles) {
    if (word.startsWith(article) && word.length - article.length >= least) return withoutArticle(article, word.slice(article.length));
  }
  return withParticles(word);
}

const known = (word) => (sets.whole.has(word) ? [word] : ended(word).filter((stem) => sets.rooted.has(stem)));

function withoutArticle(article, rest) {
  if (!article.endsWith("لل")) return ended(bare(rest));
  const sure = known("ل" + rest);
  return sure.length ? sure : once([...ended(bare(rest)), ...ended("ل" + rest)]);
}

function bare(word) {
  while (word.startsWith("ال") && word.length >= 4 && !sets.whole.has(word)) word = word.slice(2);
  return word;
}

function withParticles(word) {
  const found = [...ended(word)];
  let particles = T.joining + T.prepositions;
  while (word && particles.includes(word[0]) && (word.length >= 4 || sets.short.has(word.slice(1)))) {
    particles = T.joining.includes(word[0]) ? T.prepositions : "";
    word = word.slice(1);
    const sure = known(word);
    if (sure.length) return sure;
    found.push(...ended(bare(word)));
  }
  return once(found);
}

function ended(word) {
  if (sets.whole.has(word)) return [word];
  const found = [cut(withoutPronoun(word))];
  if (word.endsWith("نا") || word.endsWith("ك")) found.push(cut(word));
  return once(found);
}

function cut(word) {
  while (!sets.whole.has(word)) {
    const shorter = shortened(word);
    if (shorter === word) break;
    word = shorter;
  }
  return word;
}

function withoutPronoun(word) {
  for (const pronoun of T.pronouns) {
    if (!word.endsWith(pronoun)) continue;
    const rest = word.slice(0, -pronoun.length);
    if (sets.short.has(rest) || (rest.length >= 3 && (rest.at(-1) !== "ا" || rest.length >= 5))) return rest;
  }
  return word;
}

function shortened(word) {
  for (const [ending, least] of T.endings) {
    if (!word.endsWith(ending) || word.length - ending.length < least) continue;
    if (ending === "ين" && word.length === 5 && word[0] === "ت") continue;
    return word.slice(0, -ending.length);
  }
  return word;
}

function english(word) {
  if (word.length <= 3 || word === "news") return word;
  if (word.endsWith("ies") && word.length > 4) word = word.slice(0, -3) + "y";
  else if (word.endsWith("sses")) word = word.slice(0, -2);
  else if (word.endsWith("s") && !/(ss|us|is)$/.test(word)) word = word.slice(0, -1);
  for (const ending of ["ing", "ed"]) {
    const rest = word.slice(0, -ending.length);
    if (word.endsWith(ending) && rest.length >= 3) {
      word = rest.at(-1) === rest.at(-2) && !"lsz".includes(rest.at(-1)) ? rest.slice(0, -1) : rest;
      break;
    }
  }
  if (word.endsWith("e") && word.length > 3) word = word.slice(0, -1);
  return word.endsWith("y") && word.length > 3 ? word.slice(0, -1) + "i" : word;
}

// --- the question ---

function asked(text) {
  text = text.slice(0, 300);
  const terms = [], without = [];
  let phrases = false;
  const take = (part, into) => {
    for (const word of spelled(part)) if (!sets.common.has(word)) into.push(readings(word));
  };
  const rest = text.replace(/(^|\s)?([-\u2212\u2013])?(?:«([^«»]*)»|[“„]([^“”„]*)[”“]|"([^"]*)"|‹([^‹›]*)›)/g, (_, before, dash, ...parts) => {
    const words = parts.slice(0, 4).find((part) => part !== undefined);
    if (!dash) { take(words, terms); phrases = true; }
    return " ";
  });
  const kept = rest.replace(/(^|\s)[-\u2212\u2013](?=[\p{L}\p{N}])(\S+)/gu, (_, before, word) => { take(word, without); return " "; });
  take(kept, terms);
  return { terms: terms.slice(0, 12), without: without.slice(0, 12), phrases };
}

// --- the index ---

const place = document.querySelector(".found[data-index]");
const waiting = new Map();
const held = new Map();

window.musnadFind = (name, data) => { held.set(name, data); };

function load(name) {
  if (!waiting.has(name)) {
    waiting.set(name, new Promise((done) => {
      const script = document.createElement("script");
      script.src = `${place.dataset.index}${name}.js`;
      script.onload = () => done(held.get(name) ?? null);
      script.onerror = () => done(null);
      document.head.append(script);
    }));
  }
  return waiting.get(name);
}

function shardOf(lexeme, shards) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(lexeme)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % shards;
}

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

function numbers(told) {
  const found = [];
  let last = -1;
  for (let at = 0; at < told.length; at++) {
    let gap = DIGITS.indexOf(told[at]);
    if (gap === 63) { gap = DIGITS.indexOf(told[at + 1]) * 64 + DIGITS.indexOf(told[at + 2]); at += 2; }
    last += gap + 1;
    found.push(last);
  }
  return found;
}

// What the newest shelves have comes first; each unit says where its words are and from which place on it counts.
function units(count, kind) {
  const last = count[kind] ?? 0, full = Math.floor(last / count.shelf), found = [];
  for (let part = Math.ceil(last / count.part) - 1; part * count.part >= full * count.shelf && part >= 0; part--) {
    found.push({ kind, first: part * count.part + 1, file: () => `${kind}/${part}.words` });
  }
  for (let shelf = full - 1; shelf >= 0; shelf--) {
    found.push({ kind, first: shelf * count.shelf + 1, file: (lexeme) => `${kind}/shelf-${shelf}/${shardOf(lexeme, count.shards)}` });
  }
  return found;
}

async function weights(unit, stems) {
  const found = new Map();
  for (const stem of stems) {
    const words = await load(unit.file(stem));
    if (!words || !Object.hasOwn(words, stem)) continue;
    words[stem].split(".").forEach((told, field) => {
      for (const number of numbers(told)) found.set(number, Math.max(found.get(number) ?? 0, 3 - field));
    });
  }
  return found;
}

async function matches(unit, question, marks) {
  const groups = [...question.terms, ...marks.map((mark) => [mark])];
  const maps = await Promise.all(groups.map((stems) => weights(unit, stems)));
  const none = await Promise.all(question.without.map((stems) => weights(unit, stems)));
  const count = question.terms.length, found = [];
  for (const number of maps[0].keys()) {
    if (!maps.every((map) => map.has(number)) || none.some((map) => map.has(number))) continue;
    const each = maps.slice(0, count).map((map) => map.get(number));
    const mean = each.reduce((sum, weight) => sum + weight, 0) / count;
    found.push({ kind: unit.kind, place: unit.first + number, score: mean + (Math.min(...each) === 3 ? 1 : 0) });
  }
  return found;
}

// --- the page ---

const AT_ONCE = 8, PAGE = 10, ENOUGH = 200;

function element(name, ...inside) {
  const made = document.createElement(name);
  made.append(...inside);
  return made;
}

function marked(text, stems) {
  const pieces = [];
  let done = 0;
  for (const found of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640\u200c\u200d]*/gu)) {
    if (!spelled(found[0]).some((word) => readings(word).some((stem) => stems.has(stem)))) continue;
    pieces.push(text.slice(done, found.index), element("mark", found[0]));
    done = found.index + found[0].length;
  }
  return [...pieces, text.slice(done)];
}

function shownResult(result, doc, stems, words) {
  const [, path, title, lead, day, section, codes] = doc;
  const link = element("a", ...marked(title, stems));
  link.href = new URL(path, new URL(place.dataset.root + "../", location.href)).href;
  if (location.protocol === "file:") link.href += link.href.endsWith("/") ? "index.html" : "";
  const meta = element("p");
  meta.className = "card-meta";
  if (codes[0]) {
    const chip = element("span", words.codes[codes[0]] ?? codes[0]);
    chip.className = `chip state is-${codes[0]}`;
    meta.append(chip);
  }
  meta.append(element("span", words.sections[section] ?? words.kinds[result.kind]));
  if (result.kind === "story") {
    const [year, month, date] = day.split("-").map(Number);
    const written = `${date} ${words.months[month - 1]} ${year}`;
    const time = element("time", written.replace(/[0-9]/g, (digit) => words.digits[digit]));
    time.dateTime = day;
    meta.append(time);
  }
  const text = element("p", ...marked(lead, stems));
  text.className = "result-text";
  const item = element("li", element("h2", link), ...(lead ? [text] : []), meta);
  item.className = `result is-${result.kind}`;
  return item;
}

class Search {
  constructor(count, question, given, words) {
    Object.assign(this, { count, question, given, words, found: [], shown: 0 });
    const kinds = given.get("kind") ? [given.get("kind")] : ["story", "claim", "source"];
    const every = kinds.map((kind) => units(count, kind));
    // The newest of each kind first.
    this.rest = Array.from({ length: Math.max(...every.map((list) => list.length)) }, (_, at) => every.map((list) => list[at])).flat().filter(Boolean);
    this.marks = [["section", "#n"], ["standing", "#d"]].filter(([name]) => given.get(name)).map(([name, letter]) => letter + given.get(name));
    this.stems = new Set(question.terms.flat());
    this.list = element("ol");
    this.list.className = "results";
  }

  async look() {
    let taken = 0;
    while (this.rest.length && taken < 4 * AT_ONCE && this.found.length < ENOUGH + this.shown) {
      const some = this.rest.splice(0, AT_ONCE);
      taken += some.length;
      for (const list of await Promise.all(some.map((unit) => matches(unit, this.question, this.marks)))) this.found.push(...list);
    }
    const order = (each) => each.score * (0.5 + 0.5 * 2 ** (-((this.count[each.kind] ?? 0) - each.place) / 1000));
    const ready = this.found.slice(this.shown).sort((one, other) => order(other) - order(one) || other.place - one.place);
    this.found = [...this.found.slice(0, this.shown), ...ready];
  }

  async docOf(each) {
    const part = Math.floor((each.place - 1) / this.count.part);
    const docs = await load(`${each.kind}/${part}`);
    return docs?.find(([offset]) => offset === (each.place - 1) % this.count.part);
  }

  wanted(day) {
    return (!this.given.get("from") || day >= this.given.get("from")) && (!this.given.get("to") || day <= this.given.get("to"));
  }

  async more() {
    let added = 0;
    while (added < PAGE) {
      if (this.shown === this.found.length) {
        if (!this.rest.length) break;
        await this.look();
        if (this.shown === this.found.length) break;
      }
      const lot = this.found.slice(this.shown, this.shown + PAGE);
      const docs = await Promise.all(lot.map((each) => this.docOf(each)));
      for (const [at, doc] of docs.entries()) {
        if (added === PAGE) break;
        this.shown++;
        if (!doc || !this.wanted(doc[4])) continue;
        this.list.append(shownResult(lot[at], doc, this.stems, this.words));
        added++;
      }
    }
    return added;
  }
}

async function answer() {
  const given = new URLSearchParams(location.search), words = JSON.parse(place.dataset.words);
  const form = document.querySelector(".search-form");
  for (const [name, value] of given) if (form.elements[name]) form.elements[name].value = value;
  if (["kind", "section", "standing", "from", "to"].some((name) => given.get(name))) form.querySelector("details").open = true;
  const question = asked(given.get("q") ?? "");
  if (!(given.get("q") ?? "").trim()) return;
  const say = (text) => { const note = element("p", text); note.className = "note"; note.role = "status"; return note; };
  if (!question.terms.length) { place.replaceChildren(say(question.without.length ? words.only_excluded : words.all_common)); return; }
  place.replaceChildren(say(words.looking));
  const count = await load("count");
  if (!count) { place.replaceChildren(say(words.nothing)); return; }
  const search = new Search(count, question, given, words);
  await search.more();
  const button = element("button", words.older);
  button.type = "button";
  const settle = () => { button.hidden = !search.rest.length && search.shown === search.found.length; };
  button.addEventListener("click", async () => { button.disabled = true; await search.more(); button.disabled = false; settle(); });
  settle();
  const notes = question.phrases ? [say(words.of_copy)] : [];
  const nothing = search.list.children.length ? [] : [say(words.nothing)];
  place.replaceChildren(...notes, ...nothing, search.list, button);
}

if (place) answer();
// For the test that holds these readings and Python's together.
window.musnadReads = (text) => spelled(text).map((word) => [word, readings(word)]);
