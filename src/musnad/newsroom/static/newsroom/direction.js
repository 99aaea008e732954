// The editor's fields take the direction of what is written in them, not of the interface round them:
// an English story edited in the Arabic interface reads from the left, and the reverse.
(() => {
  const form = document.querySelector("[data-edit-form]");
  if (!form) return;
  const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur", "ckb"]);
  const FIELDS = "input[type=text], input[type=url], input:not([type]), textarea, [contenteditable=true], .handsontable";
  // Addresses and Wagtail's times read from the left in every language.
  const MACHINE = "[type=url], [name$=url], [name$=account], [name$=_at], [name$=_on], [name$=before], [name$=posted]";
  // A post keeps its own language, whatever that of the story round it.
  const FOREIGN = ".post-block textarea, .post-block [name$=name]";

  const language = () => {
    const marked = document.querySelector("[data-content-language]");
    return (marked && marked.dataset.contentLanguage) || document.documentElement.lang;
  };

  const turn = (field) => {
    if (field.matches(MACHINE)) {
      field.dir = "ltr";
      return;
    }
    if (field.matches(FOREIGN)) {
      field.dir = "auto";
      return;
    }
    const lang = language();
    field.dir = RIGHT_TO_LEFT.has(lang.split("-")[0]) ? "rtl" : "ltr";
    field.lang = lang;
  };

  const turnAll = (root) => root.querySelectorAll(FIELDS).forEach(turn);
  turnAll(form);
  // Blocks and rich text are added while one writes.
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        if (node.matches(FIELDS)) turn(node);
        turnAll(node);
      }
    }
  }).observe(form, { childList: true, subtree: true });
})();
