// The table block's menu in the language of the interface: the words come with the tag that loads this.
(() => {
  if (!window.Handsontable) return;
  const { language, words } = document.currentScript.dataset;
  const dictionary = { languageCode: language };
  for (const [item, word] of Object.entries(JSON.parse(words))) dictionary[`ContextMenu:items.${item}`] = word;
  Handsontable.languages.registerLanguageDictionary(dictionary);
})();
