"""What other repositories use: the GitHub Action with its script, and the hook of pre-commit."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.conftest import keras_log
from tests.gate.gating import HEALTHY
from trainlog_doctor.cli.check import options

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
ACTION: Mapping[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
(STEP,) = ACTION["runs"]["steps"]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A checkout with two histories, and the tool on the path."""
    for name in ("bin", "runs", "temp"):
        (tmp_path / name).mkdir()
    (tmp_path / "runs" / "a good.log").write_text(keras_log(HEALTHY), encoding="utf-8")
    broken = keras_log(HEALTHY).replace(" loss: 0.3000", " loss: nan")
    (tmp_path / "runs" / "nan.log").write_text(broken, encoding="utf-8")
    command = tmp_path / "bin" / "trainlog-doctor"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m trainlog_doctor "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return tmp_path


def act(workspace: Path, **inputs: str) -> tuple[int, str, dict[str, str]]:
    """Run the action's script as the runner does: exit code, standard output, outputs."""
    given = {f"INPUT_{name.upper()}": value for name, value in inputs.items()}
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("TRAINLOG")},
        "PATH": f"{workspace / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_OUTPUT": str(workspace / "output"),
        "GITHUB_STEP_SUMMARY": str(workspace / "summary"),
        "RUNNER_TEMP": str(workspace / "temp"),
        **given,
    }
    (workspace / "summary").write_text("before\n", encoding="utf-8")
    (workspace / "output").write_text("", encoding="utf-8")
    script = re.sub(r'^"\$GITHUB_ACTION_PATH/|"$', "", STEP["run"])
    done = subprocess.run(
        [str(ROOT / script)], cwd=workspace, env=environment, capture_output=True, check=False, encoding="utf-8"
    )
    lines = (workspace / "output").read_text(encoding="utf-8").splitlines()
    return done.returncode, done.stdout + done.stderr, dict(line.split("=", 1) for line in lines)


def test_a_run_that_fails_is_annotated_summarised_and_handed_on(workspace: Path) -> None:
    code, told, outputs = act(workspace, sources="runs/*.log")
    assert code == 1
    assert "::error file=runs/nan.log,line=" in told
    assert told.splitlines()[-1].startswith("trainlog-doctor: Gate failed: runs/nan.log: TD001")
    assert outputs["exit-code"] == "1"
    assert all(Path(outputs[name]).stat().st_size for name in ("sarif", "junit"))
    summary = (workspace / "summary").read_text(encoding="utf-8")
    assert summary.startswith("before\n")
    assert "TD001" in summary


def test_inputs_of_several_lines_reach_the_gate_as_they_are(workspace: Path) -> None:
    sources = "\n  runs/a good.log  \n\n"
    code, told, _ = act(workspace, sources=sources, require="val_accuracy>=0.8\nepochs>=99", fail_on="never")
    assert (code, told.count("::error")) == (1, 1)
    assert "epochs>=99" in told


def test_nothing_in_an_input_is_run(workspace: Path) -> None:
    code, _, _ = act(workspace, sources="$(touch owned)\n; touch owned\n--require=`touch owned`", allow_unjudged="true")
    assert code in {0, 2}
    assert not (workspace / "owned").exists()


def test_what_could_not_be_judged_passes_only_where_that_is_allowed(workspace: Path) -> None:
    assert act(workspace, sources="runs/a good.log\ngone.log")[0] == 2
    assert act(workspace, sources="runs/a good.log\ngone.log", allow_unjudged="true")[0] == 0


def test_a_broken_policy_ends_the_step_with_its_place(workspace: Path) -> None:
    (workspace / "trainlog-doctor.toml").write_text("fail-on = 1\n", encoding="utf-8")
    code, told, outputs = act(workspace, sources="runs/a good.log")
    assert (code, outputs["exit-code"]) == (2, "2")
    assert "trainlog-doctor.toml:1" in told


def test_every_input_is_handed_to_the_script_and_is_an_option_of_the_gate() -> None:
    handed = {value.removeprefix("${{ inputs.").removesuffix(" }}") for value in STEP["env"].values()}
    assert handed == set(ACTION["inputs"])
    known = {flag.removeprefix("--") for option in options("en") for flag in option.opts}
    assert handed - {"sources", "python"} <= known


def test_the_hook_of_pre_commit_runs_the_gate_on_histories() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"].split() == ["trainlog-doctor", "check"]
    assert [
        bool(re.search(hook["files"], path)) for path in ("runs/a/history.csv", "history.json", "my_history.csv")
    ] == [
        True,
        True,
        False,
    ]
