// A text field that completes from the ledger: the ARIA combobox with a list, the choice's number in a hidden field.
const ASK_AFTER = 150;
let made = 0;

export function attachComboboxes(place, { sources, claims, none, found }) {
  place.querySelectorAll("[data-combobox]").forEach((box) => {
    const input = box.querySelector("[data-complete]");
    if (box.dataset.combobox === "attached" || input.closest("template")) return;
    const ofClaims = box.dataset.combobox === "claims";
    box.dataset.combobox = "attached";
    attach(box, input, { from: ofClaims ? claims : sources, none: ofClaims ? "" : none, found });
  });
}

function attach(box, input, { from, none, found }) {
  const list = box.querySelector("[role=listbox]");
  const key = box.querySelector("[data-key]");
  const kind = box.closest("[data-link]")?.querySelector("[data-kind]");
  const said = document.querySelector("[data-said]");
  made += 1;
  list.id = `completion-${made}`;
  input.setAttribute("aria-controls", list.id);
  let waiting;
  let asked = "";
  let active = -1;

  const options = () => [...list.children];

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function activate(place) {
    active = place;
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    if (place < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options()[place].id);
      options()[place].scrollIntoView({ block: "nearest" });
    }
  }

  function choose(option) {
    input.value = option.dataset.name;
    key.value = option.dataset.key;
    if (kind) kind.hidden = true;
    close();
  }

  function offer(rows) {
    list.replaceChildren(
      ...rows.map((row, at) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${at}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.key = row.key;
        option.dataset.name = row.name;
        const name = document.createElement("bdi");
        name.textContent = row.name;
        const about = document.createElement("small");
        about.textContent = row.about;
        option.append(name, " ", about);
        return option;
      }),
    );
    list.hidden = !rows.length;
    active = -1;
    input.setAttribute("aria-expanded", String(rows.length > 0));
    if (said) said.textContent = rows.length ? `${rows.length} ${found || ""}` : none || "";
  }

  async function complete() {
    const wanted = input.value.trim();
    asked = wanted;
    if (!wanted) {
      close();
      return;
    }
    const response = await fetch(`${from}?${new URLSearchParams({ q: wanted })}`, { credentials: "same-origin" });
    // A later letter was typed while this answer was on its way.
    if (response.ok && asked === wanted && document.activeElement === input) offer((await response.json()).found);
  }

  input.addEventListener("input", () => {
    // Other letters are another source, until one is chosen.
    key.value = "";
    if (kind) kind.hidden = false;
    clearTimeout(waiting);
    waiting = setTimeout(complete, ASK_AFTER);
  });

  input.addEventListener("keydown", (event) => {
    const many = options().length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) complete();
      else activate((active + (event.key === "ArrowDown" ? 1 : -1 + (active < 0)) + many) % many);
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      choose(options()[active]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });

  list.addEventListener("mousedown", (event) => {
    // Before the field loses the focus, which closes the list.
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  input.addEventListener("blur", () => {
    clearTimeout(waiting);
    close();
  });
}
