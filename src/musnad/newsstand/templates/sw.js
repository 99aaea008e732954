{% if page.told %}
// Keeps the pages that were read last, the front and the latest stories, for when there is no line. Where there is one, a
// page always comes from the site: nothing old is shown for new. What is named by its content is kept as it is.
const TOLD = {{ page.told|tojson }};

{% raw %}
// Where the site stands: a mirror may be in a folder of another site.
const ROOT = new URL("./", location.href);
const PAGES = `musnad pages ${ROOT.pathname}`;
const FILES = `musnad files ${ROOT.pathname}`;
const LANGS = Object.keys(TOLD.editions);
const QUARTER = 15 * 60 * 1000;
const KEPT_AT = "x-kept-at", TITLE = "x-title";

addEventListener("install", (event) => event.waitUntil(prepare()));
addEventListener("activate", (event) => {
  const over = takeOver();
  event.waitUntil(over);
  // Not waited for: a browser holds back every page until a worker has begun, and the line may be slow.
  over.then(keepOpen).catch(() => {});
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request.url);
  if (request.method !== "GET" || request.headers.has("range") || path === null) return;
  if (TOLD.live.some((prefix) => path.startsWith(prefix))) return;
  if (request.mode === "navigate") event.respondWith(page(event, path));
  else if (/^(assets|media)\//.test(path)) event.respondWith(file(event, path));
  else if (isLatest(path)) event.respondWith(latest(event, path));
});

// The path below the site's root, as it is written; null for what is elsewhere.
function pathOf(address) {
  const url = new URL(address);
  return url.origin === ROOT.origin && url.pathname.startsWith(ROOT.pathname) ? url.pathname.slice(ROOT.pathname.length) : null;
}

const addressOf = (path) => new URL(path, ROOT).href;
const langOf = (path) => LANGS.find((lang) => path === lang || path.startsWith(`${lang}/`));
const isLatest = (path) => LANGS.some((lang) => path === `${lang}/latest.html`);
const isOffline = (path) => LANGS.some((lang) => path === `${lang}/offline.html`);

async function prepare() {
  const files = await caches.open(FILES);
  await files.addAll(TOLD.files.map(addressOf));
  for (const lang of LANGS) {
    await keep(`${lang}/offline.html`, await fetch(addressOf(`${lang}/offline.html`)));
  }
  await skipWaiting();
}

// Takes over the pages that are open, and lets go of editions that are no longer kept.
async function takeOver() {
  const pages = await caches.open(PAGES);
  for (const request of await pages.keys()) {
    if (!langOf(pathOf(request.url))) await pages.delete(request);
  }
  await clients.claim();
}

async function keepOpen() {
  for (const client of await clients.matchAll({ type: "window" })) {
    const path = pathOf(client.url);
    if (path !== null && langOf(path)) await fetch(client.url).then((answer) => kept(path, answer)).then(() => gathered(langOf(path))).catch(() => {});
  }
}

async function page(event, path) {
  if (isOffline(path)) return offlinePage(path);
  const asked = fetch(event.request);
  // An answer to a question is no page to keep.
  if (!new URL(event.request.url).search) event.waitUntil(asked.then((answer) => kept(path, answer.clone())).catch(() => {}));
  const late = new Promise((tell) => setTimeout(tell, TOLD.patience, null));
  const answer = await Promise.race([asked.catch(() => null), late]);
  if (answer && answer.status < 500) return answer;
  const held = await heldAt(path);
  if (held) return marked(held, path);
  try {
    return answer ?? (await asked);
  } catch {
    return instead(path);
  }
}

// Pages that nobody has kept: the root leads to the first edition, all others to the list of what there is.
async function instead(path) {
  const lang = langOf(path) ?? LANGS[0];
  if (path === "" && (await heldAt(`${lang}/`))) return Response.redirect(addressOf(`${lang}/`));
  return Response.redirect(addressOf(`${lang}/offline.html`));
}

// The headlines of the bar, and with them the latest stories, each quarter of an hour.
async function latest(event, path) {
  try {
    const answer = await fetch(event.request);
    event.waitUntil(kept(path, answer.clone()));
    return answer;
  } catch {
    return (await heldAt(path)) ?? Response.error();
  }
}

async function file(event, path) {
  const files = await caches.open(FILES);
  const held = await files.match(addressOf(path));
  if (held) return held;
  const answer = await fetch(event.request);
  const size = Number(answer.headers.get("content-length"));
  const light = size > 0 && size <= TOLD.bytes;
  if (answer.status === 200 && answer.type === "basic" && (light || path.startsWith("assets/"))) {
    const copy = answer.clone();
    event.waitUntil(files.put(addressOf(path), copy).then(() => trim(files, TOLD.most)).catch(() => {}));
  }
  return answer;
}

async function heldAt(path) {
  const pages = await caches.open(PAGES);
  return pages.match(addressOf(path));
}

// Keeps an answer, and sees that the latest stories of its edition are there as well.
async function kept(path, answer) {
  if (!langOf(path)) return;
  const before = isLatest(path) ? await heldAt(path) : null;
  if (answer.status === 404 || answer.status === 410) await (await caches.open(PAGES)).delete(addressOf(path));
  if (!(await keep(path, answer))) return;
  if (isLatest(path)) await gather(path, before);
  else if (path === `${langOf(path)}/`) await gathered(langOf(path));
}

const gathered = (lang) => fetch(addressOf(`${lang}/latest.html`)).then((list) => kept(`${lang}/latest.html`, list));

async function keep(path, answer) {
  const kind = answer.headers.get("content-type") ?? "";
  if (!answer.ok || answer.redirected || !kind.startsWith("text/html")) return false;
  const text = await answer.text();
  if (text.includes('http-equiv="refresh"')) return false;
  const title = /<title>([^<]*)/.exec(text)?.[1].split(" | ")[0] ?? path;
  const headers = { "content-type": "text/html; charset=utf-8", [KEPT_AT]: String(Date.now()), [TITLE]: encodeURIComponent(title) };
  const pages = await caches.open(PAGES);
  // Taken out and put in again: the last read is the last of the keys.
  await pages.delete(addressOf(path));
  await pages.put(addressOf(path), new Response(text, { headers }));
  await trim(pages, TOLD.pages);
  return true;
}

async function gather(path, before) {
  if (navigator.connection?.saveData || (before && Date.now() - Number(before.headers.get(KEPT_AT)) < QUARTER)) return;
  const text = await (await heldAt(path)).text();
  for (const [, link] of text.matchAll(/<li><a href="([^"]+)"/g)) {
    const story = pathOf(new URL(link.replaceAll("&amp;", "&"), addressOf(path)));
    if (story !== null && !(await heldAt(story))) await fetch(addressOf(story)).then((answer) => keep(story, answer));
  }
}

// The oldest go; the list of what is kept, the fronts and what this version draws with stay.
async function trim(cache, most) {
  const keys = await cache.keys();
  const staying = new Set(TOLD.files.map(addressOf));
  for (const lang of LANGS) for (const name of ["", "offline.html", "latest.html"]) staying.add(addressOf(`${lang}/${name}`));
  const going = keys.filter((request) => !staying.has(request.url));
  for (const request of going.slice(0, Math.max(0, keys.length - most))) await cache.delete(request);
}

// --- what is said of a kept page ---

const htmlOf = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function when(response, lang) {
  const { line, words } = TOLD.editions[lang];
  const form = new Intl.DateTimeFormat("en-u-nu-latn", {
    timeZone: line.zone, weekday: "short", day: "numeric", month: "numeric", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  });
  const at = new Date(Number(response.headers.get(KEPT_AT)));
  const parts = Object.fromEntries(form.formatToParts(at).map((part) => [part.type, part.value]));
  const names = {
    weekday: line.weekdays[["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].indexOf(parts.weekday)],
    day: parts.day, month: line.months[Number(parts.month) - 1], year: parts.year,
  };
  const filled = (text, with_) => text.replace(/\{(\w+)\}/g, (_, name) => with_[name]);
  const day = filled(line.pattern, names);
  const text = filled(words.kept_at, { day, time: `${parts.hour}:${parts.minute}` }).replace(/[0-9]/g, (digit) => line.digits[digit]);
  return `<time datetime="${at.toISOString()}">${htmlOf(text)}</time>`;
}

async function marked(held, path) {
  const lang = langOf(path);
  const { words } = TOLD.editions[lang];
  const text = await held.text();
  const claims = text.includes('id="claims-title"') || text.includes('class="ledger ') ? ` ${htmlOf(words.claims)}` : "";
  const note = `<aside class="kept" aria-label="${htmlOf(words.kept)}"><p><strong>${htmlOf(words.kept)}</strong> ${when(held, lang)}.${claims} <a href="">${htmlOf(words.again)}</a></p></aside>`;
  return html(text.replace('<header class="masthead">', (masthead) => note + masthead));
}

async function offlinePage(path) {
  const lang = langOf(path);
  const held = (await heldAt(path)) ?? (await fetch(addressOf(path)));
  const text = await held.text();
  const pages = await caches.open(PAGES);
  let list = "";
  for (const request of (await pages.keys()).reverse()) {
    const found = pathOf(request.url);
    if (langOf(found) !== lang || isOffline(found) || isLatest(found)) continue;
    const response = await pages.match(request);
    const title = decodeURIComponent(response.headers.get(TITLE));
    list += `<li><a href="${htmlOf(request.url)}">${title}</a> ${when(response, lang)}</li>`;
  }
  return html(list ? text.replace(/<p class="kept-none">[^<]*<\/p>/, () => `<ol class="kept-list">${list}</ol>`) : text);
}

const html = (text) => new Response(text, { headers: { "content-type": "text/html; charset=utf-8" } });
{% endraw %}
{% else %}
// This site keeps nothing on its readers' devices: what an earlier worker kept is removed, and so is the worker.
const ROOT = new URL("./", location.href);
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));
async function leave() {
  for (const name of await caches.keys()) {
    if (name === `musnad pages ${ROOT.pathname}` || name === `musnad files ${ROOT.pathname}`) await caches.delete(name);
  }
  await registration.unregister();
}
{% endif %}
