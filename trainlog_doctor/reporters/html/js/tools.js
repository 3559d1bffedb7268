/** The tools above a panel's charts. */
function bindTools(panel) {
  const use = {
    log: (tool) => showLog(panel, tool.checked),
    smooth: (tool) => showSmooth(panel, Number(tool.value)),
    bands: (tool) => showMarks(panel, { bands: tool.checked }),
    phases: (tool) => showMarks(panel, { phases: tool.checked }),
    zoom_in: () => zoomBy(panel, 0.5),
    zoom_out: () => zoomBy(panel, 2),
    zoom_all: () => showAll(panel),
  };
  for (const tool of panel.root.querySelectorAll("[data-tool]")) {
    asMade(tool);
    tool.addEventListener(tool.tagName === "BUTTON" ? "click" : "input", () => use[tool.dataset.tool](tool));
  }
}

/** Undo what a browser remembers of a control when it comes back to the page: the charts begin anew, too. */
function asMade(control) {
  control.checked = control.defaultChecked;
  if (control.type === "range") control.value = control.defaultValue;
}

function showLog(panel, log) {
  panel.shows.log = log;
  for (const made of panel.drawn) plotAnew(panel, made);
}

function showSmooth(panel, weight) {
  panel.shows.smooth = weight;
  panel.root.querySelector("[data-smooth]").textContent = weight;
  for (const made of panel.drawn) {
    made.plot.setData(columns(panel, made), false);
    showLines(made, weight);
  }
}

function showMarks(panel, marks) {
  Object.assign(panel.shows, marks);
  repaint();
}

function showAll(panel) {
  panel.chosen = null;
  zoom(panel, whole(panel));
  repaint();
}

/** Keys on a chart: from epoch to epoch, nearer and farther. */
function bindKeys(panel, made) {
  const { host, figure, chart } = made;
  const place = () => made.plot.cursor.idx ?? Math.max(0, chart.epochs.indexOf(panel.data.best));
  const keys = {
    ArrowLeft: () => point(place() - 1),
    ArrowRight: () => point(place() + 1),
    Home: () => point(0),
    End: () => point(chart.epochs.length - 1),
    "+": () => zoomBy(panel, 0.5, chart.epochs[place()]),
    "=": () => zoomBy(panel, 0.5, chart.epochs[place()]),
    "-": () => zoomBy(panel, 2, chart.epochs[place()]),
    0: () => showAll(panel),
    Escape: () => showAll(panel),
  };
  const point = (wanted) => {
    const at = Math.min(Math.max(wanted, 0), chart.epochs.length - 1);
    made.plot.setCursor({ left: made.plot.valToPos(chart.epochs[at], "x"), top: 0 });
    const [where, what] = ["figcaption", ".legend"].map((part) => figure.querySelector(part).innerText);
    panel.root.querySelector("[data-spoken]").textContent = `${where}: ${what}`;
  };
  host.onkeydown = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  };
}
