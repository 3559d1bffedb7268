"""Files that nobody named, but that lie in a folder that was: read if a reader is sure of them, passed over if not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from trainlog_doctor.engine.overrides import Overrides
from trainlog_doctor.pipeline import collect, stream
from trainlog_doctor.pipeline.scan import Sweeping
from trainlog_doctor.readers.recognise import Reading
from trainlog_doctor.settings.model import Settings
from trainlog_doctor.settings.rulebook import rulebook
from trainlog_doctor.sources import open_stream
from trainlog_doctor.sweep.engines.base import Source

if TYPE_CHECKING:
    from pathlib import Path

HISTORY = "epoch,loss,val_loss\n0,1.0,1.1\n1,0.9,1.0\n2,0.8,0.9\n"


def _sweeping() -> Sweeping:
    return Sweeping(rulebook(Settings(), (), Overrides()))


def test_a_history_is_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "history.csv"
    path.write_text(HISTORY)
    opened: list[str] = []

    def counting(source: Any, *rest: Any) -> Any:  # noqa: ANN401
        opened.append(source.path)
        return open_stream(source, *rest)

    monkeypatch.setattr(stream, "open_stream", counting)
    (row,) = _sweeping().rows(Source(str(path), asked=False))
    assert (row.epochs, row.trouble) == (3, None)
    assert opened == [str(path)]


def test_what_no_reader_is_sure_of_is_a_row_only_where_it_was_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    for content in ("", "something else\n", "\0" * 100):
        path.write_text(content)
        assert _sweeping().rows(Source(str(path), asked=False)) == []
        (row,) = _sweeping().rows(Source(str(path)))
        assert row.trouble is not None


def test_a_log_without_an_epoch_is_a_row_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    path.write_text("Epoch 1/5\n 1/10 [==>.......] - ETA: 9s - loss: 1.0000\n")
    rows = [_sweeping().rows(Source(str(path), asked=asked)) for asked in (True, False)]
    assert rows[0][0].trouble is not None
    assert [row.trouble for row in rows[0]] == [row.trouble for row in rows[1]]


TRIALS = [{"model": name, "loss": loss, "val_loss": 2 * loss} for name, loss in (("cnn", 0.5), ("mlp", 0.25))]


@pytest.mark.parametrize(("name", "said"), [("results.json", False), ("history.json", True)])
def test_results_of_several_trainings_are_passed_over_unless_they_are_called_a_history(
    tmp_path: Path, name: str, said: bool
) -> None:
    (tmp_path / "run.csv").write_text(HISTORY)
    (tmp_path / name).write_text(json.dumps(TRIALS))
    found = collect([str(tmp_path)])
    assert len(found.found) == 1
    assert [failure.error.key for failure in found.errors] == ["history_errors.trials"] * said


PRINTED = "".join(f"epoch {n} of 9: train loss {1 / n:.3f}, val loss {2 / n:.3f}\n" for n in range(1, 10))


@pytest.mark.parametrize(
    ("name", "content", "epochs"),
    [
        ("run.log", PRINTED, [9]),
        ("slurm-17.out", "Loading the data …\n" + PRINTED, [9]),
        ("lauf.log", PRINTED.replace("loss", "Verlust"), [9]),
        ("loop.py", PRINTED, []),
        ("notes.txt", PRINTED.splitlines()[0], []),
        ("scores.txt", PRINTED.replace("loss", "score"), []),
        ("later.txt", "words and words\n" * 5_000 + PRINTED, []),
    ],
)
def test_what_a_program_printed_is_read_where_it_is_called_a_log_and_shows_a_training(
    tmp_path: Path, name: str, content: str, epochs: list[int]
) -> None:
    path = tmp_path / name
    path.write_text(content)
    assert [row.epochs for row in _sweeping().rows(Source(str(path), asked=False))] == epochs
    assert [len(one.run.frame) for one in collect([str(tmp_path)]).found] == epochs


@pytest.mark.parametrize(
    "line", ['{{"level": "info", "took": {}}}', "ts={} level=info err=0 step={}", "step {} cost: 0.5"]
)
def test_a_log_that_names_no_loss_is_not_read_behind_its_head(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Reading, "feed", lambda *_: pytest.fail("it was read"))
    path = tmp_path / "server.log"
    path.write_text("".join(line.format(at, at) + "\n" for at in range(9_000)))
    assert _sweeping().rows(Source(str(path), asked=False)) == []
