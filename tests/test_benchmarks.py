"""The benchmarks compare like with like, and what is published is what they would print."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import pytest

from benchmarks import console, gen_overfitting, line_loop, options, published, startup, tensorboard, turns
from benchmarks.gen_console import KINDS, write
from trainlog_doctor.pipeline import collect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

ToolT = TypeVar("ToolT")

PAGE, README = (path.read_text(encoding="utf-8") for path in (published.PAGE, published.README))
TABLES = {name: published.lines(published.content(PAGE, f"bench-{name}") or "") for name in published.NAMES}


@pytest.mark.parametrize("kind", KINDS)
def test_every_generated_log_is_one_run_with_all_its_epochs(kind: str, tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    epochs = write(kind, 30_000, log, updates=12)
    (found,) = collect([str(log)]).found
    assert log.stat().st_size >= 30_000
    assert found.run.frame.epoch.tolist() == list(range(1, epochs + 1))
    assert set(found.run.frame.columns) == {f"{v}{name}" for v in ("", "val_") for name in ("accuracy", "f1", "loss")}


def test_the_line_loop_reads_the_same_values(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    write("verbose2", 200_000, log)
    (found,) = collect([str(log)]).found
    epochs, columns = line_loop.read(log)
    assert epochs == found.run.frame.epoch.tolist()
    assert columns == {name: values.tolist() for name, values in found.run.frame.columns.items()}


@pytest.mark.parametrize("kind", gen_overfitting.KINDS)
def test_every_program_is_given_the_same_run(kind: str, tmp_path: Path) -> None:
    run = gen_overfitting.history(30)
    gen_overfitting.KINDS[kind](run, tmp_path / "source")
    (found,) = collect([str(tmp_path / "source")]).found
    assert {name: values.tolist() for name, values in found.run.frame.columns.items()} == {
        name: pytest.approx(values, abs=1e-4) for name, values in run.items()
    }


def test_sizes_have_units() -> None:
    sizes = [options.size_of(text) for text in ("512", "20k", "200m", "1.5G")]
    assert sizes == [512, 20_000, 200_000_000, 1_500_000_000]


def test_a_command_is_measured_and_its_failure_is_no_figure(tmp_path: Path) -> None:
    used = turns.cost(turns.Command(("grep", "-c", "x", __file__), tmp_path / "out"))
    assert used.cpu >= 0
    assert used.rss > 0
    assert int((tmp_path / "out").read_text()) > 0
    with pytest.raises(RuntimeError):
        turns.cost(turns.Command(("grep", "-c", "no such", str(tmp_path / "absent"))))


def test_tools_take_turns_and_a_ratio_is_the_median_of_the_rounds(capsys: pytest.CaptureFixture[str]) -> None:
    asked: list[str] = []
    taken = {"ours": iter([1.0, 2.0, 10.0]), "other": iter([4.0, 4.0, 30.0])}

    def measure(tool: str) -> turns.Cost | None:
        asked.append(tool)
        return None if tool == "absent" else turns.Cost(next(taken[tool]), 0.0, 20.0)

    tools = {name: name for name in ("ours", "other", "absent")}
    turns.show([turns.Work("it", tools, {"other": 5.0}, turns.Limits(rss=30))], 3, measure)
    assert asked == [*tools] * 3
    assert published.lines(capsys.readouterr().out) == [
        published.Line("it", "ours", "2.00 s", "20", "1", "≤ 30 MB: met"),
        published.Line("it", "other", "4.00 s", "20", "3.0", "≥ 5: missed"),
        published.Line("it", "absent", turns.NOT_READ, "", "", ""),
    ]


def test_what_is_not_installed_is_said_and_not_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert options.told_missing(sys.executable, {"json": "json", "a program": "no_such_module"}) == ["json"]
    said = capsys.readouterr().out
    assert "a program" in said
    assert options.PEERS in said


def test_the_short_table_is_made_of_the_full_ones() -> None:
    assert published.content(README, published.SHORT) == published.short(PAGE), "run: make bench UPDATE=1"


@pytest.mark.parametrize("name", published.NAMES)
def test_every_benchmark_has_a_whole_table(name: str) -> None:
    assert TABLES[name]
    for line in TABLES[name]:
        assert line.time == turns.NOT_READ or line.time.rpartition(" ")[2] in {"s", "ms", "µs"}
        assert not line.ratio or float(line.ratio) > 0
    for parts in published.HEADLINES.get(name, ()):
        assert any(parts in line.work for line in TABLES[name])


def _expected(works: Sequence[turns.Work[ToolT]]) -> Iterator[tuple[str, str, str]]:
    for work in works:
        for tool in work.tools:
            yield work.name, tool, f"≥ {work.targets[tool]:.3g}" if tool in work.targets else ""


def test_the_published_works_and_targets_are_those_that_are_measured(tmp_path: Path) -> None:
    wanted = [
        *_expected(startup.works(tmp_path)),
        *_expected(tensorboard.works(tmp_path, "", tensorboard.MODULES)),
    ]
    lines = [line for name in ("startup", "tensorboard") for line in TABLES[name]]
    assert [(line.work, line.tool, line.target.partition(":")[0]) for line in lines] == wanted
    assert [
        line.work.partition(", ")[2].partition(", ")[2] for line in TABLES["console"] if line.tool == turns.OURS
    ] == [log.name for log in console.LOGS]
