/** Make the headings of a table buttons that order its rows by their column, the other way at the second press. */
function bindSorting(table) {
  const body = table.tBodies[0];
  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const descending = heading.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
      body.append(...sorted([...body.rows], column, descending ? -1 : 1));
    });
  });
}

/** Numbers by their size, words by their letters; what has no value comes last, whatever the direction. */
function sorted(rows, column, direction) {
  const key = (row) => row.cells[column].dataset.sort;
  const numeric = rows.some((row) => key(row) !== undefined);
  const words = (row) => row.cells[column].textContent;
  return rows.sort((a, b) => {
    if (!numeric) return direction * words(a).localeCompare(words(b));
    if (key(a) === undefined || key(b) === undefined) return (key(a) === undefined) - (key(b) === undefined);
    return direction * (Number(key(a)) - Number(key(b)));
  });
}
