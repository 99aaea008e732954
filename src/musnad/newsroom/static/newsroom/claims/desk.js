// The desk's forms complete names from the ledger; without this their numbers cannot be chosen.
import { attachComboboxes } from "./combobox.js";

document.querySelectorAll("[data-desk]").forEach((desk) => attachComboboxes(desk, desk.dataset));
