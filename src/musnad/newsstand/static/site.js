// What a page can do besides being read. Each part looks for its place on the page and leaves where there is none.

const root = document.documentElement;
const here = document.currentScript.src;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const KEY = "musnad-theme";

function theme() {
  const button = document.querySelector(".toggle");
  if (!button) return;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const tell = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    // Storage may be forbidden; the choice then holds for this page.
    try { localStorage.setItem(KEY, root.dataset.theme); } catch {}
    tell();
  });
  addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    if (event.newValue === "dark" || event.newValue === "light") root.dataset.theme = event.newValue;
    else delete root.dataset.theme;
    tell();
  });
  system.addEventListener("change", tell);
  tell();
}

function partsOf(now, zone, calendar) {
  const form = new Intl.DateTimeFormat(`en-u-nu-latn${calendar ? "-ca-" + calendar : ""}`, {
    timeZone: zone, weekday: "short", day: "numeric", month: "numeric", year: "numeric",
  });
  // A browser without the calendar silently takes another one.
  if (calendar && form.resolvedOptions().calendar !== calendar) return null;
  return Object.fromEntries(form.formatToParts(now).map((part) => [part.type, part.value]));
}

function written(line, pattern, months, parts) {
  const names = {
    weekday: line.weekdays[["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].indexOf(parts.weekday)],
    day: parseInt(parts.day, 10),
    month: months[parseInt(parts.month, 10) - 1],
    year: parseInt(parts.year, 10),
  };
  return pattern
    .replace(/\{(\w+)\}/g, (_, name) => names[name])
    .replace(/[0-9]/g, (digit) => line.digits[digit]);
}

function dateLine() {
  const place = document.querySelector(".today");
  if (!place) return;
  const line = JSON.parse(place.dataset.line);
  let shown = "";
  const write = () => {
    const now = new Date();
    const day = partsOf(now, line.zone);
    const iso = `${day.year}-${day.month.padStart(2, "0")}-${day.day.padStart(2, "0")}`;
    if (iso === shown) return;
    shown = iso;
    const time = document.createElement("time");
    time.dateTime = iso;
    time.textContent = written(line, line.pattern, line.months, day);
    place.replaceChildren(time);
    const hijri = line.hijriPattern && partsOf(now, line.zone, "islamic-umalqura");
    if (!hijri) return;
    const second = document.createElement("span");
    second.textContent = written(line, line.hijriPattern, line.hijriMonths, { ...hijri, year: hijri.year ?? hijri.relatedYear });
    place.append(second);
  };
  write();
  // A page left open over midnight says the new day when it is looked at again.
  document.addEventListener("visibilitychange", () => document.hidden || write());
}

async function fetched(bar, list) {
  const answer = await fetch(bar.dataset.from);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const item of page.querySelectorAll(".latest-list li")) {
    // Links in the fragment are written from where the fragment stands.
    for (const link of item.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), answer.url).href;
    list.append(document.importNode(item, true));
  }
}

function latest() {
  const bar = document.querySelector(".latest");
  if (!bar) return;
  // On a page that was opened from a disk, scripts may read no other file: the front has the headlines.
  if (bar.dataset.from && location.protocol === "file:") {
    bar.hidden = true;
    return;
  }
  const list = bar.querySelector(".latest-list");
  const play = bar.querySelector(".latest-play");
  let timer = 0;
  const step = () => {
    const items = [...list.children];
    if (!items.length) return;
    const edge = (box) => (getComputedStyle(list).direction === "rtl" ? -box.right : box.left);
    const start = edge(list.getBoundingClientRect());
    const atEnd = Math.abs(list.scrollLeft) + list.clientWidth >= list.scrollWidth - 2;
    const next = atEnd ? items[0] : items.find((item) => edge(item.getBoundingClientRect()) > start + 2) ?? items[0];
    const way = edge(next.getBoundingClientRect()) - start;
    list.scrollBy({ left: getComputedStyle(list).direction === "rtl" ? -way : way, behavior: calm.matches ? "instant" : "smooth" });
  };
  const move = (moving) => {
    clearInterval(timer);
    if (moving) timer = setInterval(() => document.hidden || step(), 5000);
    bar.classList.toggle("moving", moving);
    play.setAttribute("aria-label", moving ? bar.dataset.pause : bar.dataset.play);
  };
  const settle = () => {
    if (calm.matches) move(false);
    play.hidden = calm.matches;
  };
  play.addEventListener("click", () => move(!bar.classList.contains("moving")));
  bar.querySelector(".latest-next").addEventListener("click", step);
  // Whoever reaches for a headline holds it still.
  list.addEventListener("pointerenter", () => move(false));
  list.addEventListener("focusin", () => move(false));
  calm.addEventListener("change", settle);
  settle();
  if (bar.dataset.from) fetched(bar, list).catch((error) => { bar.classList.add("empty"); console.warn(error); });
}

function share() {
  const box = document.querySelector(".share");
  if (!box) return;
  const said = box.querySelector(".said");
  // What the link says and not where it leads: on a mirror it leads to the mirror's own.
  const short = box.querySelector(".short a");
  const whole = short?.textContent.startsWith("http") ? short.textContent : short?.href;
  const address = () => whole ?? document.querySelector("link[rel=canonical]")?.href ?? location.href;
  const copy = box.querySelector(".share-copy");
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(address());
      said.textContent = copy.dataset.done;
    } catch {
      // Not allowed to: the address itself, to be copied by hand.
      said.textContent = address();
    }
  });
  const native = box.querySelector(".share-native");
  if (!navigator.share) return;
  native.hidden = false;
  native.addEventListener("click", () =>
    navigator.share({ title: document.querySelector("h1").textContent, url: address() }).catch(() => {}));
}

function app() {
  // What keeps pages on this device stands at the site's root, and a mirror's root may be anywhere: above this script.
  if (document.querySelector("link[rel=manifest]")) navigator.serviceWorker?.register(new URL("../sw.js", here)).catch(console.warn);
}

for (const part of [theme, dateLine, latest, share, app]) {
  try { part(); } catch (error) { console.warn(error); }
}
