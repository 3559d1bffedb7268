const panels = [];

/** The charts of one run: they are drawn when they come into sight, zoom together and share their tools. */
function bindPanel(root) {
  const panel = {
    id: root.id,
    root,
    data: dataOf(`${root.id}-data`),
    drawn: [],
    shows: { log: false, smooth: 0, bands: true, phases: true },
    chosen: null,
    range: null,
    following: false,
  };
  panel.follow = (plot) => follow(panel, plot);
  panels.push(panel);
  bindTools(panel);
  const sight = new IntersectionObserver((seen) => seen.forEach(draw), { rootMargin: "200px" });
  const draw = ({ isIntersecting, target }) => {
    if (!isIntersecting) return;
    sight.unobserve(target);
    add(panel, target.closest("figure"));
  };
  root.querySelectorAll(".plot").forEach((host) => sight.observe(host));
  root.querySelectorAll(".values").forEach((details) => bindTable(panel, details));
  return panel;
}

function add(panel, figure) {
  if (!panel.drawn.some((made) => made.figure === figure)) panel.drawn.push(drawChart(panel, figure));
}

/** Draw every chart that is not folded away. */
function drawUnfolded(panel) {
  for (const host of panel.root.querySelectorAll(".plot")) if (host.clientWidth) add(panel, host.closest("figure"));
}

/** When one chart's epochs change, the others' do. */
function follow(panel, { root: { parentElement: host }, scales, status }) {
  const { min, max } = scales.x;
  host.dataset.shown = `${min} ${max}`;
  if (panel.following || status === 0) return;
  zoom(panel, { min, max });
}

function zoom(panel, range) {
  panel.range = range;
  panel.following = true;
  for (const { plot } of panel.drawn) {
    const { min, max } = plot.scales.x;
    if (min !== range.min || max !== range.max) plot.setScale("x", range);
  }
  // The library applies scales when the running script is done.
  setTimeout(() => (panel.following = false));
}

/** Every epoch that the panel has; a single one is given some room. */
function whole(panel) {
  const ends = panel.data.charts.flatMap(({ epochs }) => [epochs[0], epochs.at(-1)]);
  const [min, max] = wide(null, Math.min(...ends), Math.max(...ends));
  return { min, max };
}

/** Zoom by a factor around a place, without leaving the run. */
function zoomBy(panel, factor, around) {
  const all = whole(panel);
  const { min, max } = panel.range ?? all;
  const middle = around ?? (min + max) / 2;
  const least = Math.min(2, all.max - all.min);
  const width = Math.min(Math.max((max - min) * factor, least), all.max - all.min);
  const from = Math.min(Math.max(middle - width / 2, all.min), all.max - width);
  zoom(panel, { min: from, max: from + width });
}

/** Show the epochs of a finding, with some of what comes before and after. */
function showEpochs(panel, first, last, code) {
  const all = whole(panel);
  const margin = Math.max(1, (last - first) * 0.15);
  panel.chosen = code;
  panel.root.scrollIntoView({ block: "start" });
  drawUnfolded(panel);
  zoom(panel, { min: Math.max(all.min, first - margin), max: Math.min(all.max, last + margin) });
  repaint();
  panel.root.querySelector(".plot")?.focus({ preventScroll: true });
}
