/** The data that the page carries in the element with this id. */
const dataOf = (id) => JSON.parse(document.getElementById(id).textContent);

/**
 * A value as the charting library wants it: undefined was not logged, and the line goes on; null was logged as NaN or an
 * infinity (the data has a word for it), and the line breaks.
 */
const plotted = (value) => (value === null ? undefined : typeof value === "number" ? value : null);

/** A value as a person reads it. */
const shown = (value) => (value === null || value === undefined ? "–" : String(value).replace("nan", "NaN"));

/** A round number in few signs. */
function brief(number) {
  const size = Math.abs(number);
  const plain = size === 0 || (size >= 1e-4 && size < 1e6);
  return plain ? String(Number(number.toPrecision(9))) : Number(number.toPrecision(9)).toExponential().replace("+", "");
}

/** On a logarithmic scale there is no place for zero and below. */
const positive = (values) => values.map((value) => (value <= 0 && value !== null ? null : value));

/** Exponential moving average, corrected for its start; it skips what has no value. */
function smoothed(values, weight) {
  let sum = 0;
  let mass = 0;
  return values.map((value) => {
    if (typeof value !== "number") return value;
    sum = weight * sum + (1 - weight) * value;
    mass = weight * mass + (1 - weight);
    return sum / mass;
  });
}

/** Places of the values that no line reaches, because there is none on either side of them. */
function alone(values) {
  const logged = values.map((value, place) => place).filter((place) => values[place] !== undefined);
  const drawn = (place) => place !== undefined && values[place] !== null;
  return logged.filter((place, at) => drawn(place) && !drawn(logged[at - 1]) && !drawn(logged[at + 1]));
}
