"""Whatever a log, its place or its parameters are called: no output of any command does what they say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.strength.hostile import CHECKS, ESCAPES, harmless, planted
from trainlog_doctor.cli import main
from trainlog_doctor.exports import EXPORTS
from trainlog_doctor.reporters import COMPARISONS, REPORTERS, SCANS

ROOT = Path(__file__).resolve().parents[2]
BINARY = {"parquet"}
"""For programs only, which are given every name as it is."""

OUTPUTS = [
    *(("analyze", name) for name in REPORTERS),
    *(("check", name) for name in REPORTERS),
    *(("compare", name) for name in COMPARISONS),
    *(("scan", name) for name in SCANS if name not in BINARY),
    *(("convert", ending.lstrip(".")) for ending in EXPORTS if ending.lstrip(".") not in BINARY),
]


@pytest.mark.parametrize(("command", "kind"), OUTPUTS)
def test_no_output_does_what_a_log_says(
    command: str, kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source, out = planted(tmp_path), tmp_path / f"out.{kind}"
    sources = [str(source.parent if command == "scan" else source)] * (2 if command == "compare" else 1)
    flags = [] if command == "convert" else ["--format", kind, "--verbose"]
    assert main([command, *sources, *flags, "-o", str(out), "--lang", "both"]) in {0, 1}
    written = out.read_bytes().decode()
    told = capfd.readouterr()
    for text in (written, told.out, told.err):
        harmless(text)
    CHECKS[kind](written)


def test_every_kind_of_output_is_checked() -> None:
    assert {kind for _, kind in OUTPUTS} == set(CHECKS)


@pytest.mark.parametrize(
    "arguments",
    [
        ["analyze", "{}"],
        ["analyze", "SOURCE", "--metric", "score={}x"],
        ["analyze", "SOURCE", "--select", "{}"],
        ["analyze", "SOURCE", "--run", "{}"],
        ["analyze", "SOURCE", "--input-format", "{}"],
        ["analyze", "SOURCE", "--format", "{}"],
        ["analyze", "SOURCE", "--lang", "{}"],
        ["analyze", "SOURCE", "--max-size", "{}"],
        ["analyze", "SOURCE", "--set", "{}.x=1"],
        ["analyze", "SOURCE", "-o", "/nowhere/{}/report"],
        ["analyze", "SOURCE", "--rules", "{}"],
        ["analyze", "SOURCE", "--{}"],
        ["check", "SOURCE", "--require", "{}>1"],
        ["check", "SOURCE", "--require", '"{}">1'],
        ["check", "SOURCE", "--baseline", "{}"],
        ["scan", "SOURCE", "--resume", "SOURCE"],
        ["compare", "{}", "SOURCE"],
        ["watch", "SOURCE", "--idle", "{}"],
        ["run", "--stop-on", "{}", "--", "true"],
        ["explain", "{}"],
        ["{}"],
    ],
    ids=" ".join,
)
def test_no_error_does_what_it_quotes(arguments: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source = str(planted(tmp_path))
    given = [one.replace("{}", ESCAPES).replace("SOURCE", source) for one in arguments]
    assert main(given) == 2
    told = capfd.readouterr()
    assert told.err
    harmless(told.out + told.err)


@pytest.mark.parametrize("content", [f"{ESCAPES} hello\n", f'{{"{ESCAPES}": 1}}\n', f"{ESCAPES},b\n1,2\n3,4\n"])
def test_a_log_that_is_refused_is_quoted_harmlessly(
    content: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "run.log"
    path.write_text(content)
    assert main(["analyze", str(path)]) == 2
    harmless(capfd.readouterr().err)


def test_rules_and_settings_are_quoted_harmlessly(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ('"\\e]0;x\\u202e": 1\n', "\x1b]0;x: 1\n", f"{ESCAPES}: 1\n"):
        (tmp_path / "rules.yaml").write_text(text)
        assert main(["rules", "validate", str(tmp_path / "rules.yaml")]) == 2
    monkeypatch.chdir(tmp_path)
    (tmp_path / "trainlog-doctor.toml").write_text('"\\u001b]0;x\\u202e" = 1\nlang = "\\u001b[1m"\n')
    assert main(["analyze", "x"]) == 2
    told = capfd.readouterr()
    harmless(told.out + told.err)


def test_nothing_live_does_what_a_log_says() -> None:
    lines = "".join(
        f"Epoch {epoch}/9\n10/10 - 1s - loss: {1 / epoch:.3f} - \x1b]0;x\x07=m\u202e: 0.5 - val_loss: 0.{epoch}\n"
        for epoch in range(1, 10)
    )
    done = subprocess.run(
        [sys.executable, "-m", "trainlog_doctor", "analyze", "--live", "--lang", "both"],
        cwd=ROOT, input=lines.encode(), capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert b"9/9" in done.stderr
    harmless(done.stdout.decode())
    harmless(done.stderr.decode())
