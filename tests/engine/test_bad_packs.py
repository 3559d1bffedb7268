"""One good rule file, broken in one place at a time: each fault is reported by its key at its exact line and column.

The cases stand in ``bad_rules.py``.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.engine.bad_rules import CASES, MARK
from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.engine.loading.files import builtin_rules
from trainlog_doctor.engine.roles import RoleColumn, assign
from trainlog_doctor.errors import RulePackError

Found: TypeAlias = tuple[str, int, int]

GOOD = (Path(__file__).parent / "good_rule.yaml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def no_other_rules(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the metric table is built in: these tests are about the loader, whatever the state of the pack."""
    folder = tmp_path_factory.mktemp("builtin")
    shutil.copy(builtin_rules() / "metrics.yaml", folder)
    monkeypatch.setattr("trainlog_doctor.engine.load.builtin_folder", lambda: str(folder))


def patched(*changes: tuple[str, str]) -> str:
    text = GOOD
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} must stand in the good rule once"
        text = text.replace(old, new)
    return text


def marks(text: str) -> list[tuple[int, int]]:
    """Line and column (1-based) of each mark, as if the marks were not there."""
    places = []
    for number, line in enumerate(text.splitlines(), 1):
        before, *others = line.split(MARK)
        for part in others:
            places.append((number, len(before) + 1))
            before += part
    return places


def faults_of(*paths: Path) -> tuple[list[tuple[str, Found]], RulePackError]:
    with pytest.raises(RulePackError) as caught:
        load_pack(paths)
    found = []
    for fault in caught.value.faults:
        path, line, column = (fault.data[key] for key in ("path", "line", "column"))
        assert isinstance(line, int)
        assert isinstance(column, int)
        found.append((str(path), (fault.key.removeprefix("rules."), line, column)))
    return found, caught.value


def write(folder: Path, text: str, name: str = "bad.yaml") -> Path:
    path = folder / name
    path.write_text(text.replace(MARK, ""), encoding="utf-8")
    return path


def test_the_good_rule_is_good(tmp_path: Path) -> None:
    pack = load_pack([write(tmp_path, GOOD)])
    assert pack.rules["XX101"].params["min_rise"].default == 0.05


@pytest.mark.parametrize("name", CASES)
def test_one_fault_is_reported_once_at_its_place(name: str, tmp_path: Path) -> None:
    key, changes = CASES[name]
    text = patched(*changes)
    found, _ = faults_of(write(tmp_path, text))
    assert [fault for _, fault in found] == [(key, line, column) for line, column in marks(text)]


@pytest.mark.parametrize(
    ("old", "new", "near"),
    [
        ("min_epochs: 5", "min_epoch: 5", "min_epochs"),
        ("severity: warning", "severity: waning", "warning"),
        ("stat: epochs_since_best", "stat: epoch_since_best", "epochs_since_best"),
        ("of: [val_loss, loss]", "of: [val_loss, los]", "loss"),
        ("gte: 0.1", "gte: $min_ris", "$min_rise"),
        ("worse_than_best, last: 3", "worse_than_best, lats: 3", "last"),
        ("severity: warning", "severity: zzz", ""),
    ],
)
def test_a_near_miss_is_offered(old: str, new: str, near: str, tmp_path: Path) -> None:
    _, error = faults_of(write(tmp_path, patched((old, new))))
    assert error.faults[0].data["near"] == near


def test_a_leading_zero_is_no_octal_number(tmp_path: Path) -> None:
    pack = load_pack([write(tmp_path, patched(("min_epochs: 5", "min_epochs: 017")))])
    assert pack.rules["XX101"].min_epochs == 17


def test_an_exponent_without_quotation_marks_is_a_number(tmp_path: Path) -> None:
    pack = load_pack([write(tmp_path, patched(("default: 5%", "default: 1e-3")))])
    assert pack.rules["XX101"].params["min_rise"].default == 0.001


def test_every_fault_of_every_file_is_reported_in_one_go(tmp_path: Path) -> None:
    first = patched(
        ("severity: warning", f"severity: {MARK}warn"),
        ("default: 3", f"default: {MARK}no"),
        ("gte: 0.1", f"gte: {MARK}$nothing"),
        ("it falls", "it rises"),
        ("tests:\n  - ", f"tests:\n  {MARK}- "),
    )
    second = patched(
        ("confidence: high", f"confidence: high\n{MARK}confidence: low"), ("epochs: [3, 8]", f"epochs: {MARK}[3]")
    )
    paths = [write(tmp_path, text, name) for text, name in ((first, "a.yaml"), (second, "b.yaml"), ("a: [", "c.yaml"))]
    found, error = faults_of(*paths)
    assert [Path(path).name for path, _ in found] == ["a.yaml"] * 4 + ["b.yaml"] * 2 + ["c.yaml"]
    assert [fault[1:] for _, fault in found][:-1] == marks(first) + marks(second)
    assert error.data == {"count": 7}


def test_two_rules_with_one_code_name_the_first(tmp_path: Path) -> None:
    first, second = write(tmp_path, GOOD, "a.yaml"), write(tmp_path, GOOD, "b.yaml")
    found, error = faults_of(first, second)
    assert found == [(str(second), ("duplicate_rule", 1, 1))]
    assert error.faults[0].data["first"] == str(first)


@pytest.mark.parametrize(
    ("content", "key"),
    [(b"", "empty"), (b"# nothing\n", "empty"), (b"\xff\xfe\x00\x01", "unreadable"), (b"\x00", "unprintable")],
)
def test_files_that_hold_no_document(content: bytes, key: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(content)
    assert faults_of(path)[0] == [(str(path), (key, 1, 1))]


def test_a_folder_without_rule_files_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "rules.txt").write_text(GOOD, encoding="utf-8")
    assert faults_of(tmp_path)[0] == [(str(tmp_path), ("no_files", 1, 1))]


def test_a_control_character_is_told_at_its_place(tmp_path: Path) -> None:
    path = write(tmp_path, "# 规则\nid: XX\x07101\n")
    found, error = faults_of(path)
    assert (found, error.faults[0].data["given"]) == ([(str(path), ("unprintable", 2, 7))], "U+0007")


def test_a_name_that_another_rule_has_is_taken(tmp_path: Path) -> None:
    paths = [write(tmp_path, GOOD, "a.yaml"), write(tmp_path, GOOD.replace("XX101", "XX102"), "b.yaml")]
    _, error = faults_of(*paths)
    assert [(fault.key, fault.data["given"]) for fault in error.faults] == [("rules.duplicate_rule", "good-rule")]


def test_a_key_of_metrics_in_a_rule_is_a_key_too_many(tmp_path: Path) -> None:
    found, _ = faults_of(write(tmp_path, patched(("tags: [example]", "roles: {mine: [mine]}"))))
    assert [fault[0] for _, fault in found] == ["unknown_key"]


METRICS = """
- score: [{family: fpr, better: lower, names: [False Positive Rate]}]
  roles: {loss: [my_objective]}
"""


def test_metrics_of_a_projects_own_complete_the_table(tmp_path: Path) -> None:
    rule = patched(
        ("of: [val_loss, loss]", "of: [val_fpr, loss]"), ("stat: gap, last: 3, gte", "stat: gap, last: 3, lt")
    )
    both = METRICS + "- " + rule.replace("\n", "\n  ").rstrip() + "\n"
    pack = load_pack([write(tmp_path, both)])
    roles = assign(["my_objective", "val_loss", "val_false_positive_rate", "val_f1"], pack.metrics)
    assert roles["val_fpr"] == RoleColumn("val_false_positive_rate", "lower")
    assert (roles["loss"].name, roles["val_loss"].name, roles["val_score"].name) == (
        "my_objective",
        "val_loss",
        "val_f1",
    )


def test_what_is_wrong_with_metrics_is_told_at_its_place(tmp_path: Path) -> None:
    text = f"score:\n  - {{family: fpr, better: {MARK}down, names: [fpr]}}\n  - {MARK}{{family: fnr, better: lower}}\n"
    found, _ = faults_of(write(tmp_path, text))
    assert [fault[1:] for _, fault in found] == marks(text)


def test_a_file_that_does_not_end_is_not_read_to_its_end() -> None:
    assert faults_of(Path("/dev/zero"))[0] == [("/dev/zero", ("too_large", 1, 1))]


def test_a_missing_file_is_a_fault_like_any_other(tmp_path: Path) -> None:
    found, error = faults_of(tmp_path / "none.yaml")
    assert found == [(str(tmp_path / "none.yaml"), ("unreadable", 1, 1))]
    assert error.faults[0].data["problem"] == "No such file or directory"


@pytest.mark.parametrize(
    "text",
    ["[" * 300_000, "- " * 300_000, "{a: " * 300_000, "? " * 300_000, "!x " + "[" * 300_000, "? " + "[" * 300_000],
)
def test_very_deep_nesting_ends_the_reading_at_once(text: str, tmp_path: Path) -> None:
    found, _ = faults_of(write(tmp_path, text))
    assert found[-1][1][0] == "too_deep"


def test_aliases_that_double_at_each_level_are_refused(tmp_path: Path) -> None:
    levels = "\n".join(f"{chr(98 + k)}: &{chr(98 + k)} [*{chr(97 + k)}, *{chr(97 + k)}]" for k in range(20))
    found, _ = faults_of(write(tmp_path, f"a: &a [x, x]\n{levels}\n"))
    assert [fault[0] for _, fault in found].count("alias") == 40
