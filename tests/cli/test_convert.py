from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from tests.conftest import keras_log
from trainlog_doctor.cli import main
from trainlog_doctor.cli.atomic import write_whole
from trainlog_doctor.cli.exits import ExitCode

Captured = pytest.CaptureFixture[str]


def test_without_a_file_the_frame_is_csv_on_standard_output(log: str, capsys: Captured) -> None:
    assert main(["convert", log]) == ExitCode.FINE
    out, err = capsys.readouterr()
    assert out.splitlines()[:2] == ['"epoch","loss","val_loss","val_f1"', "1,0.6,0.58,0.7"]
    assert len(out.splitlines()) == 13
    assert err == ""


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_the_report_of_a_frame_is_that_of_the_log(log: str, ending: str, tmp_path: Path, capsys: Captured) -> None:
    file = str(tmp_path / f"frame.{ending}")
    assert main(["convert", log, "-o", file]) == ExitCode.FINE
    main(["analyze", log, "-q"])
    main(["analyze", file, "-q"])
    first, second = capsys.readouterr().out.splitlines()
    assert second == first.replace(log, file)


def test_one_run_of_several_can_be_chosen(tmp_path: Path, capsys: Captured) -> None:
    log = tmp_path / "folds.log"
    log.write_text(keras_log({"loss": [0.5, 0.4]}) + keras_log({"loss": [0.3, 0.2]}), "utf-8")
    main(["convert", str(log)])
    assert capsys.readouterr().out.splitlines()[3:] == ['"2",1,0.3', '"2",2,0.2']
    main(["convert", str(log), "--run", "2"])
    assert capsys.readouterr().out.splitlines() == ['"epoch","loss"', "1,0.3", "2,0.2"]


def test_what_was_shifted_is_told_beside_the_frame(tmp_path: Path, capsys: Captured) -> None:
    log = tmp_path / "history.csv"
    log.write_text("epoch,loss,acc\n0,0.5,0.1\n1,0.4,0.2\n", "utf-8")
    assert main(["convert", str(log), "--lang", "en"]) == ExitCode.FINE
    out, err = capsys.readouterr()
    assert out.splitlines()[1].startswith("1,")
    assert "counts epochs from 0" in err


def test_a_metric_that_was_given_a_role_has_it_in_json(log: str, tmp_path: Path) -> None:
    main(["convert", log, "-o", str(tmp_path / "frame.json"), "--metric", "score=loss:min"])
    assert json.loads((tmp_path / "frame.json").read_bytes())["runs"][0]["roles"]["score"] == "loss"


def test_a_source_that_cannot_be_read_leaves_no_file(tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "frame.csv"
    assert main(["convert", str(tmp_path / "absent"), "-o", str(target)]) == ExitCode.NOT_JUDGED
    assert not target.exists()
    assert "absent" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_an_error(log: str, tmp_path: Path, capsys: Captured) -> None:
    assert main(["convert", log, "-o", str(tmp_path / "no" / "frame.csv")]) == ExitCode.NOT_JUDGED
    assert "frame.csv" in capsys.readouterr().err


def test_what_cannot_be_written_whole_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.json"
    target.write_bytes(b"before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(str(target), [b"after"])
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("report.json", b"before")]


def test_a_file_keeps_its_rights_and_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "report.json", tmp_path / "latest.json"
    target.write_bytes(b"before")
    target.chmod(0o640)
    link.symlink_to(target)
    write_whole(str(link), [b"after"])
    assert link.is_symlink()
    assert target.read_bytes() == b"after"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_named_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "frame.csv"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(str(pipe), [b"frame"])
    assert os.read(reading, 100) == b"frame"
    os.close(reading)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
