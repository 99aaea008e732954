// Completion in the search box: what may be meant, as one types. The form works without it.

const form = document.querySelector(".search-form[data-completes]");
const WAIT = 150;

function combobox(form) {
  const box = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  list.id = "search-list";
  list.className = "completions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.labels[0].textContent);
  list.hidden = true;
  box.parentElement.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    box.setAttribute(name, value);
  }
  let timer = 0, asked = null, at = -1, typed = box.value;

  const close = () => {
    list.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const show = (found) => {
    list.replaceChildren(...found.map((each, number) => {
      const item = document.createElement("li");
      item.id = `search-list-${number}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const text = document.createElement("bdi");
      text.textContent = each.text;
      const kind = document.createElement("small");
      kind.textContent = each.kind;
      item.append(text, " ", kind);
      // Before the box loses the focus to the list.
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(each.text); form.requestSubmit(); });
      return item;
    }));
    at = -1;
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (text) => { box.value = typed = text; close(); };
  const move = (step) => {
    const items = [...list.children];
    items[at]?.setAttribute("aria-selected", "false");
    at = (at + step + items.length + 1) % (items.length + 1);
    // One place more than there are: what was typed itself.
    const item = items[at === items.length ? -1 : at];
    if (item) {
      item.setAttribute("aria-selected", "true");
      item.scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", item.id);
    } else box.removeAttribute("aria-activedescendant");
    box.value = item ? item.querySelector("bdi").textContent : typed;
  };
  const ask = async () => {
    asked?.abort();
    typed = box.value;
    if (typed.trim().length < 2) return close();
    asked = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.completes}?q=${encodeURIComponent(typed)}`, { signal: asked.signal });
      if (answer.ok) show((await answer.json()).completions);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); box.value = typed; close(); }
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      event.preventDefault();
      if (at < 0 && event.key === "ArrowUp") at = list.children.length;
      move(event.key === "ArrowDown" ? 1 : -1);
    }
  });
}

if (form) combobox(form);
