// The press's page says how things stand now, without being loaded anew. Without this script it is loaded by hand.

const EACH = 5000;
const place = document.querySelector("[data-press]");
const now = place.querySelector("[data-press-now]");
const said = place.querySelector("[data-press-said]");
const state = () => now.querySelector("[data-press-state]").textContent.trim().replace(/\s+/g, " ");

async function renew() {
  // Whoever reads or presses something in there is not disturbed.
  if (document.hidden || now.contains(document.activeElement) || !getSelection().isCollapsed) return;
  const answer = await fetch(place.dataset.press, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  // Logged out meanwhile: the page says what it said, and a click leads to the login.
  if (!answer.ok || answer.redirected) return;
  const before = state();
  const text = await answer.text();
  if (now.contains(document.activeElement)) return;
  now.innerHTML = text;
  if (state() !== before) said.textContent = state();
}

setInterval(() => renew().catch((error) => console.warn(error)), EACH);
