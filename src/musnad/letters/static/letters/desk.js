// How far letters are, without the page being loaded anew. Without this script it is loaded by hand.

const EACH = 2000;
const place = document.querySelector("[data-letters-now]");

async function renew() {
  // Whoever reads or presses something in there is not disturbed.
  if (document.hidden || place.contains(document.activeElement) || !place.querySelector("progress")) return;
  const answer = await fetch(place.dataset.lettersNow, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok || answer.redirected) return;
  const text = await answer.text();
  if (!place.contains(document.activeElement)) place.innerHTML = text;
}

if (place) setInterval(() => renew().catch((error) => console.warn(error)), EACH);
