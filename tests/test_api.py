from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import trainlog_doctor
from tests.conftest import OVERFIT, keras_log
from trainlog_doctor.errors import RulePackError, SourceError, UsageError

EXAMPLES = Path(__file__).resolve().parents[1] / "docs" / "examples"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "run.log"
    path.write_text(keras_log(OVERFIT), "utf-8")
    return path


def test_a_file_is_read_into_runs_with_tables(log: Path) -> None:
    (run,) = trainlog_doctor.read(log)
    table = run.frame.to_pandas()
    assert table.index.name == "epoch"
    assert table["val_loss"].idxmin() == 4


def test_a_file_is_diagnosed(log: Path) -> None:
    (diagnosis,) = trainlog_doctor.diagnose(str(log))
    assert diagnosis.best is not None
    assert "TD101" in [outcome.code for outcome in diagnosis.outcomes if outcome.status == "fired"]


@pytest.mark.parametrize(
    "rules",
    [
        [EXAMPLES / "team-rules.yaml"],
        EXAMPLES / "team-rules.yaml",
        f"{EXAMPLES}/team-rules.yaml",
        bytes(EXAMPLES / "team-rules.yaml"),
    ],
)
def test_a_file_is_diagnosed_by_rules_of_its_readers_own_too(log: Path, rules: str | Path | list[str | Path]) -> None:
    (diagnosis,) = trainlog_doctor.diagnose(log, rules=rules)
    assert {"TD101", "TEAM001"} <= {outcome.code for outcome in diagnosis.outcomes}


def test_rules_with_faults_raise_and_say_each(log: Path) -> None:
    (log.parent / "mine.yaml").write_text("id: MY001\nname: Not A Name\n", "utf-8")
    with pytest.raises(RulePackError, match=r"mine\.yaml:2:7: “Not A Name”"):
        trainlog_doctor.diagnose(log, rules=[str(log.parent / "mine.yaml")])


def test_diagnoses_can_be_handed_from_process_to_process_and_compared(tmp_path: Path) -> None:
    path = tmp_path / "folds.log"
    path.write_text(keras_log(OVERFIT) * 2, "utf-8")
    diagnoses = trainlog_doctor.diagnose(path)
    again = pickle.loads(pickle.dumps(diagnoses))  # noqa: S301 - made on the spot
    assert [one.outcomes for one in again] == [one.outcomes for one in diagnoses]
    assert diagnoses == list(diagnoses) != again


def test_diagnosing_reads_no_rule_files(log: Path) -> None:
    program = f"import sys, trainlog_doctor; trainlog_doctor.diagnose({str(log)!r}); print('yaml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "False"


def test_the_example_of_the_page_runs(
    log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = (EXAMPLES.parent / "python.md").read_text("utf-8").partition("```python\n")[2].partition("```")[0]
    monkeypatch.chdir(log.parent)
    exec(compile(code, "python.md", "exec"), {})  # noqa: S102 - a page of ours
    told = capsys.readouterr().out.splitlines()
    assert told[-2:] == ["TD101 4", "['TD101', 'TD501']"]


@pytest.mark.parametrize("call", [trainlog_doctor.read, trainlog_doctor.diagnose])
def test_what_cannot_be_read_raises_and_says_why(call: object, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as raised:
        call(tmp_path / "absent.log")  # type: ignore[operator]
    assert str(raised.value).endswith("absent.log: there is no such file or directory")


@pytest.mark.parametrize("call", [trainlog_doctor.read, trainlog_doctor.diagnose])
def test_an_empty_path_is_called_that(call: object) -> None:
    with pytest.raises(UsageError, match="the name given for path is empty"):
        call("")  # type: ignore[operator]


@pytest.mark.parametrize("rules", ["", [""]])
def test_rules_of_no_name_are_not_those_of_the_working_directory(rules: str | list[str], log: Path) -> None:
    with pytest.raises(UsageError, match="the name given for rules is empty"):
        trainlog_doctor.diagnose(log, rules=rules)


def test_a_path_in_bytes_is_a_path(log: Path) -> None:
    (run,) = trainlog_doctor.read(bytes(log))  # type: ignore[arg-type]
    assert len(run.frame) == 12


def test_other_names_are_no_attributes() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        trainlog_doctor.nothing  # noqa: B018 - the look-up itself is tested


def test_the_interface_is_listed_before_it_was_used() -> None:
    program = "import trainlog_doctor; print({'read', 'diagnose', '__version__'} <= set(dir(trainlog_doctor)))"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout.strip() == b"True"


def test_importing_the_package_imports_nothing_heavy() -> None:
    program = "import sys, trainlog_doctor; print(sorted({'numpy', 'pandas', 'yaml', 'click'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
