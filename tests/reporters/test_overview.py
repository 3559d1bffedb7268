"""The overview of many runs: one line a run, columns below each other, whatever the runs are called."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from tests.reporters.sample_view import MANY, both
from trainlog_doctor.reporters.base import Style
from trainlog_doctor.reporters.terminal.report import render
from trainlog_doctor.view.document import OverviewRow, OverviewView

NAMES = ("第{}折", "fold {}", "试验 {} 학습")
CALM = both("no problem found", "未发现问题")
ROWS = tuple(
    OverviewRow(f"{n} {NAMES[n % 3].format(n)}", "calm", CALM, ("8", "8", f"{n / 40:.4f}", "0.8600"))
    for n in range(1, 31)
)
OVERVIEW = OverviewView(
    title=both("30 runs", "共 30 次训练"),
    headings=(
        both("run", "训练"),
        both("epochs", "轮数"),
        both("keep", "保留"),
        both("val_loss", "val_loss"),
        both("val_accuracy", "val_accuracy"),
        both("verdict", "结论"),
    ),
    rows=ROWS,
    summaries=(both("val_loss: 0.3106 ± 0.0057", "val_loss：0.3106 ± 0.0057"),),
)


def drawn(width: int, language: str) -> list[str]:
    view = replace(MANY, overview=OVERVIEW, runs=())
    return render(view, Style((language,), width=width)).splitlines()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 120])
def test_every_run_is_one_line_with_its_columns_below_each_other(width: int, language: str) -> None:
    lines = drawn(width, language)[2:-1]
    assert len(lines) == len(ROWS)
    assert len({cell_len(line[: line.index("0.8600")]) for line in lines}) == 1
    assert all(line.endswith(CALM[language]) for line in lines)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_narrow_terminal_wraps_names_and_keeps_every_number_whole(language: str) -> None:
    lines = drawn(60, language)
    assert max(map(cell_len, lines)) <= 60
    assert all(any(row.cells[2] in line for line in lines) for row in ROWS)
