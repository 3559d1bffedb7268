"""One good rule file, broken in one place at a time: each fault is reported by its key at its exact line and column.

A case replaces parts of ``good_rule.yaml``; ``▸`` in a replacement marks where the fault must be reported.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TypeAlias

import pytest

from trainlog_doctor.engine.pack import builtin_rules, load_pack
from trainlog_doctor.errors import RulePackError

Found: TypeAlias = tuple[str, int, int]

GOOD = (Path(__file__).parent / "good_rule.yaml").read_text(encoding="utf-8")
MARK = "▸"
ROOT = ("id: XX101", f"{MARK}id: XX101")
STALE = "stale: {of: val_loss, stat: epochs_since_best, gte: $patience}"
RISING = "val_loss: 0.5 0.4 0.4+0.05x5"


@pytest.fixture(autouse=True)
def no_other_rules(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the metric table is built in: these tests are about the loader, whatever the state of the pack."""
    folder = tmp_path_factory.mktemp("builtin")
    shutil.copy(builtin_rules() / "metrics.yaml", folder)
    monkeypatch.setattr("trainlog_doctor.engine.pack.builtin_rules", lambda: folder)


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


CASES = {
    # what YAML itself allows
    "no YAML": ("not_yaml", [("severity: warning", "severity: [warning"), ("confidence: high", f"confidence{MARK}: high")]),
    "two documents": ("not_yaml", [("confidence: high", f"confidence: high\n{MARK}---")]),
    "duplicate key": ("duplicate_key", [("confidence: high", f"confidence: high\n{MARK}severity: error")]),
    "duplicate predicate": ("duplicate_key", [("  risen: {", f"  {MARK}stale: {{of: loss, stat: gain, gte: 0}}\n  risen: {{")]),
    "aliases": ("alias", [("tags: [example]", f"tags: [&a a, {MARK}*a, {MARK}*a]")]),
    "alias of a part": ("alias", [("false_positives: {en: [none known], zh: [暂无]}", f"false_positives: {{en: [&a none], zh: [暂无, {MARK}*a]}}")]),
    "alias as a value": ("alias", [("id: XX101", "id: &a XX101"), ("it falls", f"{MARK}*a")]),
    "Python object": ("tag", [("tags: [example]", f"tags: {MARK}!!python/object/apply:os.system [ls]")]),
    "application tag": ("tag", [("tags: [example]", f"tags: [{MARK}!env HOME]")]),
    "deep nesting": ("too_deep", [("tags: [example]", f"tags: {'[' * 12}{MARK}{'[' * 30}{']' * 42}")]),
    "list as a key": ("bad_key", [("tags: [example]", f"tags: [example]\n? {MARK}[a, b]\n: c")]),
    # keys and words
    "unknown key": ("unknown_key", [("min_epochs: 5", f"{MARK}min_epoch: 5")]),
    "missing key": ("missing_key", [ROOT, ("explain: {en: why, zh: 原因}\n", "")]),
    "text for a mapping": ("not_mapping", [("explain: {en: why, zh: 原因}", f"explain: {MARK}why")]),
    "list for a text": ("not_text", [("severity: warning", f"severity: {MARK}[warning]")]),
    "text for a list": ("not_list", [("tags: [example]", f"tags: {MARK}example")]),
    "unknown severity": ("unknown_word", [("severity: warning", f"severity: {MARK}warn")]),
    "id of another form": ("bad_form", [("id: XX101", f"id: {MARK}X-101")]),
    "name of another form": ("bad_form", [("name: good-rule", f"name: {MARK}Good rule")]),
    "text in one language only": ("missing_key", [("title: {en: a good rule, zh: 一条好规则}", f"title: {MARK}{{en: a good rule}}")]),
    "unknown language": ("unknown_key", [("explain: {en: why, zh: 原因}", f"explain: {{en: why, zh: 原因, {MARK}de: warum}}")]),
    # numbers
    "exponent in quotation marks": ("not_number", [("default: 3", f'default: {MARK}"1e-3"')]),
    "no as a number": ("not_number", [("default: 3", f"default: {MARK}no")]),
    "time of day as a number": ("not_number", [("default: 3", f"default: {MARK}12:30")]),
    "hexadecimal": ("not_number", [("default: 3", f"default: {MARK}0x1F")]),
    "underscore": ("not_number", [("default: 3", f"default: {MARK}1_000")]),
    "beyond every float": ("not_number", [("min_epochs: 5", f"min_epochs: {MARK}1e999")]),
    "infinity": ("not_number", [("default: 3", f"default: {MARK}.inf")]),
    "empty number": ("not_number", [("default: 3", f"default:{MARK}")]),
    "default outside of its bounds": ("out_of_bounds", [("default: 3", f"{MARK}default: 0.5")]),
    "percentage outside of its bounds": ("out_of_bounds", [("default: 5%", f"{MARK}default: 150%")]),
    # detect
    "unknown statistic": ("unknown_word", [("stat: epochs_since_best", f"stat: {MARK}epoch_since_best")]),
    "unknown role": ("unknown_word", [("of: [val_loss, loss]", f"of: [val_loss, {MARK}los]")]),
    "unknown parameter": ("unknown_param", [("gte: 0.1", f"gte: {MARK}$min_ris")]),
    "unused parameter": ("unused_param", [("detect:\n  stale", f"detect:\n  {MARK}stale"), ("gte: $patience", "gte: 3")]),
    "no comparison": ("one_comparison", [(STALE, f"stale: {MARK}{{of: val_loss, stat: epochs_since_best}}"), ("$min_rise", "$patience"), ]),
    "two comparisons": ("one_comparison", [("lagging: {", f"lagging: {MARK}{{lte: 0.5, ")]),
    "no statistic": ("missing_key", [("lagging: {of: [val_loss, loss], stat: gap,", f"lagging: {MARK}{{of: [val_loss, loss],")]),
    "one series for two": ("wrong_inputs", [("of: [val_loss, loss]", f"{MARK}of: val_loss")]),
    "unknown argument": ("unknown_key", [("worse_than_best, last: 3", f"worse_than_best, {MARK}lats: 3")]),
    "count of a half": ("wrong_argument", [("worse_than_best, last: 3", f"worse_than_best, {MARK}last: 0.5")]),
    "word for a number": ("wrong_argument", [("worse_than_best, last: 3", f"worse_than_best, {MARK}last: three")]),
    "word as a threshold": ("not_number", [("gte: 0.1", f"gte: {MARK}much")]),
    # condition
    "condition with a comparison": ("bad_condition", [("condition: stale and", f"condition: {MARK}stale > 3 and")]),
    "condition without an end": ("bad_condition", [("risen and lagging", "risen and lagging and"), ("condition: stale", f"condition: {MARK}stale")]),
    "unknown predicate": ("unknown_predicate", [("condition: stale and", f"condition: {MARK}stale and not scored and")]),
    "unused predicate": ("unused_predicate", [("condition: stale and risen and", f"condition: {MARK}stale and")]),
    # texts
    "brace left open": ("bad_template", [("message:\n  en", f"message:\n  {MARK}en"), ("{risen.value:.0%} since", "{risen.value:.0% since")]),
    "unknown field": ("unknown_placeholder", [("message:\n  en", f"message:\n  {MARK}en"), ("epoch {stale.best_epoch}", "epoch {stale.best_epochs}"), ("第 {stale.best_epoch}", "第 {stale.best_epochs}")]),
    "reach into an object": ("unknown_placeholder", [("advice:\n  en: [stop earlier", f"advice:\n  {MARK}en: ['{{stale.__class__}}'"), ("zh: [早些停止", "zh: ['{stale.__class__}'")]),
    "placeholder in one language only": ("unequal_placeholders", [("message:\n  en", f"message:\n  {MARK}en"), ("自第 {stale.best_epoch} 轮起", "")]),
    "advice of unequal length": ("unequal_lists", [("advice:\n  en", f"advice:\n  {MARK}en"), ("[早些停止, 加强正则化]", "[早些停止]")]),
    # tests
    "no firing test": ("untested", [("tests:\n  - name: it rises", f"tests:\n  {MARK}- name: it rises"), ("fires: {epochs: [3, 8], evidence: {stale.best_epoch: 2}, contains: {en: epoch 2}}", "clear: true")]),
    "no clear test": ("untested", [("tests:\n  - name: it rises", f"tests:\n  {MARK}- name: it rises"), ("clear: true", "skipped: val_loss")]),
    "duplicate test name": ("duplicate_test", [("tests:\n  - name: it rises", f"tests:\n  {MARK}- name: it rises"), ("it falls", "it rises")]),
    "two outcomes": ("one_outcome", [("- name: it falls", f"- {MARK}name: it falls\n    skipped: loss"), ("clear: true", "clear: true\n  - name: c\n    series: {loss: 1}\n    clear: true")]),
    "bad token in a series": ("bad_series", [(RISING, f"val_loss: {MARK}0.5 0.4 0.4+-0.05x5")]),
    "clear that is not true": ("unknown_word", [("clear: true", f"clear: {MARK}yes")]),
    "one epoch": ("two_epochs", [("epochs: [3, 8]", f"epochs: {MARK}[3]")]),
    "text as evidence": ("not_number", [("{stale.best_epoch: 2}", f"{{stale.best_epoch: {MARK}two}}")]),
}  # fmt: skip


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
        ("gte: 0.1", "gte: $min_ris", "min_rise"),
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
    second = patched(("confidence: high", f"confidence: high\n{MARK}confidence: low"), ("epochs: [3, 8]", f"epochs: {MARK}[3]"))
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
    [(b"", "empty"), (b"# nothing\n", "empty"), (b"\xff\xfe\x00\x01", "unreadable"), (b"\x00", "not_yaml")],
)
def test_files_that_hold_no_document(content: bytes, key: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(content)
    assert faults_of(path)[0] == [(str(path), (key, 1, 1))]


def test_a_missing_file_is_a_fault_like_any_other(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "none.yaml")[0] == [(str(tmp_path / "none.yaml"), ("unreadable", 1, 1))]


@pytest.mark.parametrize(
    "text", ["[" * 300_000, "- " * 300_000, "{a: " * 300_000, "? " * 300_000, "!x " + "[" * 300_000, "? " + "[" * 300_000]
)
def test_very_deep_nesting_ends_the_reading_at_once(text: str, tmp_path: Path) -> None:
    found, _ = faults_of(write(tmp_path, text))
    assert found[-1][1][0] == "too_deep"


def test_aliases_that_double_at_each_level_are_refused(tmp_path: Path) -> None:
    levels = "\n".join(f"{chr(98 + k)}: &{chr(98 + k)} [*{chr(97 + k)}, *{chr(97 + k)}]" for k in range(20))
    found, _ = faults_of(write(tmp_path, f"a: &a [x, x]\n{levels}\n"))
    assert [fault[0] for _, fault in found].count("alias") == 40
