function start() {
  root.classList.add("scripted");
  bindSwitches();
  bindPrinting();
  document.querySelectorAll(".panel").forEach((panel) => bindWhenOpen(panel));
  document.querySelectorAll("[data-copy]").forEach(bindCopy);
  document.querySelectorAll(".jump").forEach((jump) => jump.addEventListener("click", () => jumpTo(jump.dataset)));
  document.querySelectorAll("table.sortable").forEach(bindSorting);
  addEventListener("hashchange", openTarget);
  openTarget();
}

/** Read a run's data only when the run is opened: there may be hundreds. */
function bindWhenOpen(element) {
  const run = element.closest("details.run");
  if (!run || run.open) bindPanel(element);
  else run.addEventListener("toggle", () => bindPanel(element), { once: true });
}

/** A link to a run opens it. */
function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.scrollIntoView();
  }
}

function jumpTo({ panel, first, last, code }) {
  const found = panels.find(({ id }) => id === panel);
  if (found) showEpochs(found, Number(first), Number(last), code);
}

function bindCopy(button) {
  button.addEventListener("click", async () => {
    const code = button.parentElement.querySelector("code");
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      // Some browsers keep the clipboard from pages opened from disk: the selection can then be copied by hand.
      getSelection().selectAllChildren(code);
      return;
    }
    const before = [...button.childNodes];
    button.replaceChildren(said(words.copied));
    setTimeout(() => button.replaceChildren(...before), 2000);
  });
}
