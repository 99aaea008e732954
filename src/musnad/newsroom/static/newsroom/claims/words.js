// The words of a suggestion in the editor's own fields: painted by the browser, so that the content is never touched.
const PAINT = { all: "statement-words", now: "statement-words-now" };

function fieldOf({ field, block }) {
  if (field !== "body") return document.querySelector(`[data-edit-form] [name=${field}]`);
  return block ? document.querySelector(`[data-edit-form] [data-contentpath="${CSS.escape(block)}"]`) : null;
}

const squeezed = (text) => text.replace(/\s+/gu, " ").trim();

// Return a range over `words` in the text nodes below `place`; null where they are in a field, or not there.
function rangeOf(place, words) {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const letters = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest("label, button, [hidden]")) continue;
    for (let at = 0; at < node.data.length; at += 1) {
      const letter = /\s/u.test(node.data[at]) ? " " : node.data[at];
      if (letter === " " && (text.endsWith(" ") || !text)) continue;
      text += letter;
      letters.push([node, at]);
    }
  }
  const wanted = squeezed(words);
  const start = text.indexOf(wanted);
  if (start < 0) return null;
  const range = document.createRange();
  const [first, from] = letters[start];
  const [last, to] = letters[start + wanted.length - 1];
  range.setStart(first, from);
  range.setEnd(last, to + 1);
  return range;
}

const rangesOf = (cards) =>
  cards.flatMap((card) => {
    const place = fieldOf(card.dataset);
    const range = place && rangeOf(place, card.dataset.words);
    return range ? [range] : [];
  });

const paint = (name, ranges) => {
  if (!window.Highlight || !CSS.highlights) return;
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
};

let marked = [];

// Paint the words of all suggestions. Fields that cannot be painted in get an outline when one is chosen.
export function mark(cards) {
  marked = cards;
  outlined(null);
  paint(PAINT.now, []);
  paint(PAINT.all, rangesOf(cards));
}

function outlined(place) {
  document.querySelectorAll(".statement-field").forEach((field) => field.classList.remove("statement-field"));
  if (place) place.classList.add("statement-field");
}

// Bring the words of one suggestion into view, without taking the focus from it.
export function show(card) {
  const place = fieldOf(card.dataset);
  if (!place) return;
  paint(PAINT.all, rangesOf(marked));
  const range = rangeOf(place, card.dataset.words);
  paint(PAINT.now, range ? [range] : []);
  outlined(range ? null : place);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const near = range ? range.startContainer.parentElement : place;
  near.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}
