const probe = Object.assign(document.createElement("i"), { hidden: true });
let known = new Map();

/** What a custom property of the style sheet is in the colours that the page has now. */
function colour(name) {
  if (!known.has(name)) {
    if (!probe.isConnected) document.body.append(probe);
    probe.style.color = `var(${name})`;
    known.set(name, getComputedStyle(probe).color);
  }
  return known.get(name);
}

/** Draw every chart anew in other colours, or with other words. */
function repaint() {
  known = new Map();
  for (const panel of panels) for (const chart of panel.drawn) chart.plot.redraw(false);
}
