const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
const WHOLE = [1, 2, 5].flatMap((step) => Array.from({ length: 9 }, (_, zeros) => step * 10 ** zeros)).sort((a, b) => a - b);

/** Draw one chart of a panel into its figure. */
function drawChart(panel, figure) {
  const chart = panel.data.charts[Number(figure.dataset.chart)];
  const made = { figure, host: figure.querySelector(".plot"), chart, hidden: new Set() };
  plotAnew(panel, made);
  new ResizeObserver(() => fit(made)).observe(made.host);
  bindLegend(made);
  bindKeys(panel, made);
  return made;
}

/** Make the plot itself; another kind of scale needs another one. */
function plotAnew(panel, made) {
  made.plot?.destroy();
  made.plot = new uPlot(options(panel, made), columns(panel, made), made.host);
  // The library's elements are for the mouse; the figure's own text says the same.
  made.plot.root.setAttribute("aria-hidden", "true");
  showLines(made, panel.shows.smooth);
  readOut(panel, made, null);
  if (panel.range) made.plot.setScale("x", panel.range);
}

const size = (host) => ({ width: host.clientWidth, height: host.clientHeight });

function fit({ plot, host }) {
  const wanted = size(host);
  if (wanted.width && wanted.width !== plot.width) plot.setSize(wanted);
}

/** Epochs, then two lines a series: as logged, and smoothed. */
function columns(panel, { chart }) {
  const prepare = panel.shows.log ? positive : (values) => values;
  const logged = chart.series.map(({ values }) => prepare(values.map(plotted)));
  return [chart.epochs, ...logged.flatMap((values) => [values, smoothed(values, panel.shows.smooth)])];
}

function options(panel, made) {
  const large = !made.figure.classList.contains("small");
  return {
    ...size(made.host),
    padding: [18, 24, 0, 0],
    legend: { show: false },
    cursor: {
      sync: { key: panel.id, scales: ["x", null] },
      drag: { x: true, y: false, uni: 8 },
      points: { size: 6 },
      y: false,
    },
    scales: { x: { time: false, range: wide }, y: { distr: panel.shows.log ? 3 : 1, range: high(panel) } },
    axes: [axis({ incrs: WHOLE, size: 30, values: epochTicks }), axis({ size: 56, values: valueTicks }, { filter: fewer })],
    series: [{}, ...made.chart.series.flatMap((one) => [line(one, LOGGED), line(one, SMOOTHED)])],
    hooks: {
      drawClear: [(plot) => shadeBands(panel, plot)],
      draw: [
        (plot) => drawPhases(panel, plot, large),
        (plot) => drawBest(panel, plot),
        ...(large ? [(plot) => nameBands(panel, plot)] : []),
      ],
      setCursor: [(plot) => readOut(panel, made, plot.cursor.idx)],
      setScale: [(plot, key) => key === "x" && panel.follow(plot)],
    },
  };
}

const epochTicks = (_, ticks) => ticks.map((tick) => tick.toLocaleString("en"));
const valueTicks = (_, ticks) => ticks.map((tick) => (tick === null ? "" : brief(tick)));

/** A single epoch is given some room. */
const wide = (_, min, max) => (min === max ? [min - 0.5, max + 0.5] : [min, max]);

/** Room above for the findings' names, and below for the phases. */
const high = (panel) => (_, min, max) => {
  const empty = min === null || min === undefined;
  if (panel.shows.log) return empty ? [0.1, 1] : uPlot.rangeLog(min, max, 10, false);
  if (empty) return [0, 1];
  const span = max - min || Math.abs(max) || 1;
  return [min - span * 0.14, max + span * (0.06 + 0.06 * panel.data.bands.length)];
};

const axis = (more, rules = {}) => {
  const rule = { stroke: () => colour("--line"), width: 1, ...rules };
  return { stroke: () => colour("--quiet"), font: `11px ${FONT}`, grid: rule, ticks: rule, ...more };
};

/** Over many powers of ten, a line for each of them is enough. */
function fewer({ scales: { y } }, ticks) {
  const many = y.distr === 3 && y.max / y.min > 1e3;
  return many ? ticks.map((tick) => (Number.isInteger(Math.log10(tick)) ? tick : null)) : ticks;
}

const line = ({ slot, dashed }, more) => {
  const stroke = () => colour(`--series-${slot}`);
  return { stroke, width: 1.75, dash: dashed ? [6, 4] : undefined, ...more(stroke) };
};

const LOGGED = (fill) => ({ points: { size: 5, filter: lonely, fill } });
const SMOOTHED = () => ({ show: false, points: { show: false } });

/** Where points are too many to be drawn, those still are that no line shows. */
const lonely = (plot, series, show) => (show ? null : alone(plot.data[series]));
