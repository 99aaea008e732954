// The panel of statements beside a story's body: what was found, answered by key or by button.
import { attachComboboxes } from "./combobox.js";
import { mark, show } from "./words.js";

const REREAD_AFTER = 400;

const root = () => document.querySelector("[data-statements]");
const token = () => document.querySelector("[data-edit-form] [name=csrfmiddlewaretoken]").value;

// The number of a story that is being created stands in the form's address once it is saved.
function address(act = "") {
  const form = document.querySelector("[data-edit-form]");
  const found = /\/pages\/(\d+)\/edit\//.exec(new URL(form.action, location.href).pathname);
  return found && root().dataset.address.replace("STORY", found[1]) + (act && `${act}/`);
}

function say(words) {
  root().querySelector("[data-said]").textContent = words;
}

async function ask(act, fields) {
  const where = address(act);
  if (!where) {
    say(root().dataset.unsaved);
    return null;
  }
  const options = { headers: { "X-Requested-With": "XMLHttpRequest" }, credentials: "same-origin" };
  if (fields) Object.assign(options, { method: "POST", body: fields });
  if (fields) options.headers["X-CSRFToken"] = token();
  try {
    const response = await fetch(where, options);
    return { ok: response.ok, ...(await response.json()) };
  } catch {
    return { ok: false, said: root().dataset.failed };
  }
}

const cards = () => [...root().querySelectorAll("[data-suggestion]")];
const correcting = () => root().querySelector("[data-correction]:not([hidden])");

function fill(answer, { focus = null } = {}) {
  const place = root().querySelector("[data-suggestions]");
  // What the server's own template made.
  place.innerHTML = answer.html;
  attachComboboxes(place, root().dataset);
  const counter = document.querySelector('[data-side-panel-toggle="statements"] [data-side-panel-toggle-counter]');
  if (counter) {
    counter.textContent = answer.count.toLocaleString(document.documentElement.lang);
    counter.hidden = !answer.count;
  }
  mark(cards());
  if (focus !== null) {
    const next = cards()[Math.min(focus, cards().length - 1)];
    (next || root().querySelector("[data-said]")).focus();
  }
  say(answer.said);
}

async function read(options) {
  if (!root() || correcting()) return;
  const answer = await ask("");
  // An editor may have begun to correct while the answer was on its way.
  if (!answer || correcting()) return;
  if (answer.ok) fill(answer, options);
  else say(answer.said);
}

async function send(act, fields, card) {
  const focus = card ? cards().indexOf(card) : null;
  if (card) card.setAttribute("aria-busy", "true");
  const answer = await ask(act, fields);
  if (card) card.removeAttribute("aria-busy");
  if (!answer) return;
  if (answer.ok) fill(answer, { focus });
  else say(answer.said);
}

function correct(card, open = card.querySelector("[data-correction]").hidden) {
  const correction = card.querySelector("[data-correction]");
  correction.hidden = !open;
  card.querySelector("[data-correct]").setAttribute("aria-expanded", String(open));
  if (!open) card.focus();
  else if (correction.querySelector("[data-link]")) correction.querySelector("[data-link] [data-complete]").focus();
  else addLink(card);
}

function accept(card) {
  if ("unsaid" in card.dataset && card.querySelector("[data-correction]").hidden) correct(card, true);
  else send("accept", new FormData(card.querySelector("form")), card);
}

function dismiss(card) {
  const fields = new FormData();
  fields.set("key", card.dataset.key);
  send("dismiss", fields, card);
}

// --- the chain ---

function addLink(card) {
  const link = card.querySelector(".chain template").content.firstElementChild.cloneNode(true);
  card.querySelector("[data-chain]").append(link);
  attachComboboxes(link, root().dataset);
  link.querySelector("[data-complete]").focus();
}

function moveLink(button) {
  const link = button.closest("[data-link]");
  const other = button.dataset.move === "1" ? link.nextElementSibling : link.previousElementSibling;
  if (!other) return;
  if (button.dataset.move === "1") other.after(link);
  else other.before(link);
  button.focus();
}

function removeLink(button) {
  const link = button.closest("[data-link]");
  const next = link.nextElementSibling || link.previousElementSibling;
  const card = link.closest("[data-suggestion]");
  link.remove();
  (next ? next.querySelector("[data-complete]") : card.querySelector("[data-add-link]")).focus();
}

// --- events: on the document, since Wagtail may put the panel's place in anew ---

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-statements] button");
  if (!button) return;
  const card = button.closest("[data-suggestion]");
  if ("show" in button.dataset) show(button);
  else if ("correct" in button.dataset) correct(card);
  else if ("dismiss" in button.dataset) dismiss(card);
  else if ("addLink" in button.dataset) addLink(card);
  else if ("removeLink" in button.dataset) removeLink(button);
  else if ("move" in button.dataset) moveLink(button);
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-statements] form");
  if (!form) return;
  event.preventDefault();
  const card = form.closest("[data-suggestion]");
  if (card) accept(card);
  else send(form.dataset.answer, new FormData(form), null);
});

const KEYS = {
  Enter: accept,
  F2: (card) => correct(card, true),
  Delete: dismiss,
  ArrowDown: (card) => step(card, 1),
  ArrowUp: (card) => step(card, -1),
  Home: () => cards()[0].focus(),
  End: () => cards().at(-1).focus(),
};

function step(card, by) {
  const next = cards()[cards().indexOf(card) + by];
  if (next) next.focus();
}

document.addEventListener("keydown", (event) => {
  const card = event.target.closest("[data-statements] [data-suggestion]");
  if (!card || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
  if (event.key === "Escape" && !card.querySelector("[data-correction]").hidden) {
    event.preventDefault();
    event.stopPropagation();
    correct(card, false);
    return;
  }
  // Keys answer where the card itself has the focus: in its fields they write.
  const answers = card.hasAttribute("aria-keyshortcuts");
  const key = KEYS[event.key];
  if (event.target !== card || !key || (!answers && ["Enter", "F2", "Delete"].includes(event.key))) return;
  event.preventDefault();
  key(card);
});

document.addEventListener("focusin", (event) => {
  const card = event.target.closest("[data-statements] [data-suggestion]");
  if (card && event.target === card) show(card);
});

let waiting;
function readSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => read(), REREAD_AFTER);
}

document.addEventListener("w-autosave:success", readSoon);
read();
