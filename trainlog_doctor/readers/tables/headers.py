"""The names of columns, as the lines above and below them tell."""

from __future__ import annotations

from trainlog_doctor.readers.histories import names


def fitted(header: list[str], first: list[str]) -> list[str]:
    """Fit the names to the cells of the first row: R numbers rows without a name above the numbers.

    Names that blanks set off and no separator does are cut apart, where there is a cell for each.
    """
    apart = [name for cell in header for name in cell.split("  ") if name or not cell]
    if 2 < len(apart) == len(header) == len(first) - 1 and _is_numbered(header[0], first):
        return names.unique(["", *header])  # beside two names one of two cells may have a decimal comma
    return names.unique(apart) if len(header) < len(apart) == len(first) else header


def _is_numbered(name: str, cells: list[str]) -> bool:
    """Whether the first row's number stands before its cells, and no cell without a name behind them."""
    begins = names.is_metric(name) or cells[1].strip() in ("0", "1")
    return begins and cells[0].strip() == "1" and bool(cells[-1].strip())


def below(labels: list[str], header: list[str]) -> list[str]:
    """Put the labels of a line above before names that come again, as a header of two levels has them: ``fold1 loss``.

    A label without a name of its own is that of the column before, as where cells were joined. A line that does not
    tell the names apart is a title, or the same header once more.
    """
    if len(labels) != len(header) or len(set(header)) == len(header):
        return header
    told, known = [], ""
    for label, name in zip(labels, header, strict=True):
        known = label.strip() or known
        told.append(name if names.is_counter(name) else f"{known} {name}".strip())
    return told if len(set(told)) == len(told) else header
