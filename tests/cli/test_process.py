"""The command line as a process of its own: what is imported, what pipes and encodings do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import OVERFIT, keras_log

ROOT = Path(__file__).parents[2]
CHART = "trainlog_doctor.reporters.terminal.chart"
REPORT_MODULES = """
import sys
from trainlog_doctor.cli import main
main({arguments!r})
print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)
"""


def run(*arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "trainlog_doctor", *arguments]
    surroundings = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), **(env or {})}
    return subprocess.run(command, input=stdin, capture_output=True, env=surroundings, timeout=60, check=False)


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], ["numpy", "pandas", "yaml", "rich"]),
        (["--version"], ["numpy", "pandas", "yaml", "rich"]),
        (["analyze", "--help"], ["numpy", "pandas", "yaml", "rich"]),
        (["explain", "TD101"], ["numpy", "pandas", "yaml", "rich", "pathlib"]),
        (["rules", "list"], ["numpy", "pandas", "yaml", "rich", "pathlib"]),
        (["schema"], ["numpy", "pandas", "yaml", "rich", "pathlib"]),
    ],
)
def test_commands_that_judge_nothing_load_nothing_heavy(arguments: list[str], heavy: list[str]) -> None:
    code = REPORT_MODULES.format(arguments=arguments, heavy=heavy)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", ["analyze", "check", "scan"])
def test_judging_a_log_loads_neither_pandas_nor_what_reads_other_files(tmp_path: Path, command: str) -> None:
    path = tmp_path / "run.log"
    path.write_text(keras_log(OVERFIT), "utf-8")
    heavy = ["pandas", "yaml", "rich", "matplotlib", "statistics", "hashlib", "trainlog_doctor.readers.json_history"]
    code = REPORT_MODULES.format(arguments=[command, str(path)], heavy=heavy)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert done.stderr.splitlines()[-1] == "[]"


def test_judging_a_file_loads_nothing_for_directories_addresses_or_rules_that_nobody_wrote(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    path.write_text("epoch,loss,val_loss\n" + "".join(f"{at},{1 / (at + 1)},0.5\n" for at in range(20)))
    rooms = ["readers.folders", "readers.tables.export_folder", "sources.remote", "engine.statistics.logged"]
    heavy = ["pathlib", "glob", *(f"trainlog_doctor.{room}" for room in rooms)]
    code = REPORT_MODULES.format(arguments=["analyze", str(path)], heavy=heavy)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "arguments",
    [["--quiet"], ["--format", "json"], ["--no-chart"]],
)
def test_what_draws_nothing_does_not_load_what_draws(tmp_path: Path, arguments: list[str]) -> None:
    path = tmp_path / "run.log"
    path.write_text(keras_log(OVERFIT), "utf-8")
    loaded = []
    for given in (arguments, []):
        code = REPORT_MODULES.format(arguments=["analyze", str(path), *given], heavy=[CHART])
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
        )
        loaded.append(done.stderr.splitlines()[-1])
    assert loaded == ["[]", str([CHART])]


@pytest.mark.parametrize("command", ["analyze", "compare", "scan"])
def test_judging_loads_no_masked_arrays(tmp_path: Path, command: str) -> None:
    falls = [0.9, 0.7, 0.5, 0.4]
    stands = {"loss": falls + [0.35] * 16, "val_loss": falls + [0.45, 0.46] * 8}
    logs = [str(tmp_path / name) for name in ("a.log", "b.log")]
    for log, series in zip(logs, (OVERFIT, stands), strict=True):
        Path(log).write_text(keras_log(series), encoding="utf-8")
    script = REPORT_MODULES.format(arguments=[command, *logs], heavy=["numpy.ma"])
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=ROOT, timeout=60, check=True)
    assert done.stderr.decode().splitlines()[-1] == "[]"


ENDED = """
import atexit
from trainlog_doctor import cli
from trainlog_doctor.__main__ import main
class Part:
    def __del__(self):
        print("taken apart", flush=True)
part = Part()
run = cli.main
def with_a_library():
    atexit.register(print, "asked at the end")
    return run()
cli.main = with_a_library
main()
"""


def test_the_process_ends_without_being_taken_apart() -> None:
    command = [sys.executable, "-c", ENDED, "--version"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=True)
    assert done.stdout.splitlines()[1:] == ["asked at the end"]


def test_a_profiler_tells_what_it_saw() -> None:
    command = [sys.executable, "-m", "cProfile", "-m", "trainlog_doctor", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=True)
    assert "function calls" in done.stdout


def test_a_piped_log_is_judged() -> None:
    done = run("analyze", "--format", "json", stdin=keras_log(OVERFIT).encode())
    assert done.returncode == 0
    assert json.loads(done.stdout)["runs"][0]["source"]["path"] == "-"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_encoding_that_lacks_characters_is_no_error(encoding: str, language: str) -> None:
    done = run(
        "analyze",
        "--lang",
        language,
        stdin=keras_log(OVERFIT).encode(),
        env={"LANG": "C", "PYTHONIOENCODING": encoding},
    )
    assert done.returncode == 0
    assert "TD101" in done.stdout.decode(encoding)
    assert b"?" not in done.stdout
    shown = language == "en" or encoding == "gbk"
    assert (b"PYTHONUTF8" not in done.stderr) is shown
    assert ("建议" in done.stdout.decode(encoding)) is (shown and language == "zh")


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "cp1252", "ascii"])
def test_lines_and_marks_are_ascii_unless_the_encoding_is_unicode(encoding: str) -> None:
    log = keras_log(OVERFIT).encode()
    chinese = run("analyze", "--lang", "zh", stdin=log, env={"PYTHONIOENCODING": encoding}).stdout.decode(encoding)
    unicode = run("analyze", "--lang", "zh", stdin=log, env={"PYTHONIOENCODING": "utf-8"}).stdout.decode()
    assert not set("★┤│─┊") & set(chinese)
    assert set("★┤│─┊") < set(unicode)


def test_json_is_utf8_whatever_the_terminal_is() -> None:
    done = run("analyze", "--format", "json", stdin=keras_log(OVERFIT).encode(), env={"PYTHONIOENCODING": "ascii"})
    assert "验证" in done.stdout.decode("utf-8") or "轮" in done.stdout.decode("utf-8")


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = [sys.executable, "-m", "trainlog_doctor", "analyze", "-"]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    child.stdin.write(keras_log(OVERFIT).encode())
    child.stdin.close()
    errors = child.stderr.read()
    child.stderr.close()
    assert (child.wait(60), errors) == (0, b"")


def test_a_writer_that_we_cannot_understand_is_read_to_its_end() -> None:
    done = run("analyze", stdin=b"no training here\n" * 100_000)
    assert done.returncode == 2
    assert b"no training here" in done.stderr
    assert b"Traceback" not in done.stderr
