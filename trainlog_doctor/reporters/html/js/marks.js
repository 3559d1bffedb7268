const STRIP = 5;
const LINE = 15;

/** Shade, below the lines, the epochs of the gravest findings, or of the chosen one. */
function shadeBands(panel, plot) {
  const { bands } = panel.data;
  const wanted = (band) => (panel.chosen ? band.code === panel.chosen : band.severity === bands[0].severity);
  for (const band of panel.shows.bands ? bands.filter(wanted) : []) {
    stretch(plot, band, (left, width, pen, box) => {
      pen.fillStyle = colour(`--${band.severity}`);
      pen.globalAlpha = panel.chosen ? 0.2 : 0.1;
      pen.fillRect(left, box.top, width, box.height);
    });
  }
}

/** Name every finding over its epochs. */
function nameBands(panel, plot) {
  if (!panel.shows.bands) return;
  panel.data.bands.forEach((band, place) => {
    stretch(plot, band, (left, width, pen, box, ratio) => {
      const top = box.top + place * LINE * ratio;
      pen.fillStyle = colour(`--${band.severity}`);
      pen.fillRect(left, top, width, 1.5 * ratio);
      if (pen.measureText(band.code).width < width) pen.fillText(band.code, left + 4 * ratio, top + 12 * ratio);
    });
  });
}

/** Draw the phases as a strip at the foot. */
function drawPhases(panel, plot, large) {
  if (!panel.shows.phases) return;
  for (const phase of panel.data.phases) {
    stretch(plot, phase, (left, width, pen, box, ratio) => {
      const foot = box.top + box.height;
      pen.fillStyle = colour(`--phase-${phase.kind}`);
      pen.fillRect(left, foot - STRIP * ratio, Math.max(width - ratio, ratio), STRIP * ratio);
      const name = inLanguage(phase.name);
      if (!large || pen.measureText(name).width > width - 8 * ratio) return;
      pen.textAlign = "center";
      pen.fillStyle = colour("--quiet");
      pen.fillText(name, left + width / 2, foot - (STRIP + 4) * ratio);
    });
  }
}

/** Draw the epoch to keep. */
function drawBest(panel, plot) {
  const { best } = panel.data;
  const { min, max } = plot.scales.x;
  if (best === null || best < min || best > max) return;
  paint(plot, (pen, box, ratio) => {
    // Half a line aside, so that the line is sharp.
    const x = Math.round(plot.valToPos(best, "x", true)) + ratio / 2;
    pen.strokeStyle = pen.fillStyle = colour("--best");
    pen.lineWidth = ratio;
    pen.setLineDash([4 * ratio, 3 * ratio]);
    pen.beginPath();
    pen.moveTo(x, box.top);
    pen.lineTo(x, box.top + box.height);
    pen.stroke();
    pen.textAlign = "center";
    pen.fillText(`★ ${best}`, x, box.top - 5 * ratio);
  });
}

/** Draw something over some epochs, as far as they are in sight; an epoch reaches half way to its neighbours. */
function stretch(plot, { first, last }, draw) {
  const { min, max } = plot.scales.x;
  const from = Math.max(first - 0.5, min);
  const to = Math.min(last + 0.5, max);
  if (from >= to) return;
  const left = plot.valToPos(from, "x", true);
  paint(plot, (pen, box, ratio) => draw(left, plot.valToPos(to, "x", true) - left, pen, box, ratio));
}

function paint(plot, draw) {
  const pen = plot.ctx;
  pen.save();
  pen.font = `${11 * devicePixelRatio}px ${FONT}`;
  pen.textBaseline = "alphabetic";
  pen.textAlign = "left";
  draw(pen, plot.bbox, devicePixelRatio);
  pen.restore();
}
