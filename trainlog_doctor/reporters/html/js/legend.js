/** The legend's boxes show and hide lines. */
function bindLegend(made) {
  for (const box of made.figure.querySelectorAll("[data-series]")) {
    asMade(box);
    box.addEventListener("change", () => {
      if (box.checked) made.hidden.delete(Number(box.dataset.series));
      else made.hidden.add(Number(box.dataset.series));
      showLines(made);
    });
  }
}

/** Show the lines that are wanted: with smoothing, what was logged stays as a shadow. */
function showLines(made, smooth = made.smooth) {
  made.smooth = smooth;
  made.chart.series.forEach((_, place) => {
    const wanted = !made.hidden.has(place);
    made.plot.series[2 * place + 1].alpha = smooth ? 0.3 : 1;
    made.plot.setSeries(2 * place + 1, { show: wanted });
    made.plot.setSeries(2 * place + 2, { show: wanted && smooth > 0 });
  });
}

/** Write the values of an epoch beside the legend's names; where none is pointed at, those of the epoch to keep. */
function readOut(panel, made, place) {
  const { epochs, series } = made.chart;
  const kept = epochs.indexOf(panel.data.best);
  const at = place ?? (kept < 0 ? epochs.length - 1 : kept);
  made.figure.querySelector(".at").replaceChildren(said(epochWords(epochs[at])));
  for (const cell of made.figure.querySelectorAll("[data-value]")) {
    cell.textContent = shown(series[Number(cell.dataset.value)].values[at]);
  }
}

/** The name of an epoch. */
function epochWords(epoch) {
  return Object.fromEntries(Object.entries(words.epoch_n).map(([language, text]) => [language, text.replace("#", epoch)]));
}

/** The values that a chart draws, as a table that is made when it is opened. */
function bindTable(panel, details) {
  const figure = details.closest("figure");
  const make = () => details.append(tableOf(figure, panel.data.charts[Number(figure.dataset.chart)]));
  if (details.open) make();
  else details.addEventListener("toggle", make, { once: true });
}

function tableOf(figure, { epochs, series }) {
  const names = [...figure.querySelectorAll(".legend code")].map((name) => name.cloneNode(true));
  const head = row("th", [said(words.epoch), ...names]);
  const rows = epochs.map((epoch, place) => row("td", [epoch, ...series.map(({ values }) => shown(values[place]))]));
  const table = element("table", { className: "numbers" }, element("thead", {}, head), element("tbody", {}, ...rows));
  return element("div", { className: "scrolling tall" }, table);
}

const row = (name, cells) => element("tr", {}, ...cells.map((cell) => element(name, {}, cell)));

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
