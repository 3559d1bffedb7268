const root = document.documentElement;
const words = dataOf("words");

/** A text in the language that is shown; the first one where both are. */
const inLanguage = (text) => text[root.dataset.lang] ?? text[root.lang];

/** A text in every language, of which the style sheet shows what is wanted. */
function said(text) {
  const all = document.createDocumentFragment();
  for (const [language, sentence] of Object.entries(text)) all.append(element("span", { lang: language }, sentence));
  return all;
}

/** The choices at the top of the page. */
function bindSwitches() {
  const use = {
    lang: (value) => {
      root.dataset.lang = value;
      if (value in words.epoch) root.lang = value;
    },
    theme: (value) => (root.dataset.theme = value),
  };
  for (const choice of document.querySelectorAll(".switch input")) {
    // A browser that comes back to the page ticks what was ticked before, and says nothing.
    if (choice.checked) use[choice.name](choice.value);
    choice.addEventListener("change", () => {
      use[choice.name](choice.value);
      repaint();
    });
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
}

/** Paper is white, and shows what a screen would have drawn on the way down. */
function bindPrinting() {
  let before = null;
  addEventListener("beforeprint", () => {
    before = root.dataset.theme;
    root.dataset.theme = "light";
    panels.forEach(drawUnfolded);
    repaint();
  });
  addEventListener("afterprint", () => {
    root.dataset.theme = before;
    repaint();
  });
}
