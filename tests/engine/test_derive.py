"""Derived rules: what ``extends`` takes over, and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine.builders import builtin_pack, outcomes
from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.engine.loading.derive import completed
from trainlog_doctor.engine.loading.document import parse
from trainlog_doctor.engine.loading.nodes import Faults, MapNode
from trainlog_doctor.engine.testing import run_tests
from trainlog_doctor.errors import RulePackError

if TYPE_CHECKING:
    from pathlib import Path

    from trainlog_doctor.engine.pack import Pack

HEAD = "id: XX101\nname: own-rule\nextends: TD101\n"
STRICTER = "params:\n  min_rise: {default: 2%, source: {en: ours, zh: 我们的}}\n"
TESTS = """tests:
  - name: it rises
    series: {loss: 0.5-0.05x9, val_loss: 0.5 0.4 0.4+0.05x7, val_f1: 0.7 0.8x8}
    fires: {}
  - name: it falls
    series: {loss: 0.5-0.05x9, val_loss: 0.5-0.04x9, val_f1: 0.7+0.01x9}
    clear: true
"""


def loaded(folder: Path, *texts: str) -> Pack:
    for at, text in enumerate(texts):
        (folder / f"{at}.yaml").write_text(text, encoding="utf-8")
    return load_pack([folder], builtin_tests=True)


def faults(folder: Path, *texts: str) -> list[tuple[str, object, object]]:
    with pytest.raises(RulePackError) as caught:
        loaded(folder, *texts)
    return [(one.key.removeprefix("rules."), one.data["line"], one.data["column"]) for one in caught.value.faults]


def test_a_rule_that_states_nothing_is_its_base_under_another_name(tmp_path: Path) -> None:
    pack = loaded(tmp_path, HEAD)
    own, base = pack.rules["XX101"], pack.rules["TD101"]
    assert (own.name, own.extends) == ("own-rule", "TD101")
    assert (own.detect, own.params, own.message, own.condition) == (
        base.detect,
        base.params,
        base.message,
        base.condition,
    )
    assert [test.name for test in own.tests] == [test.name for test in base.tests]
    assert all(result.passed for result in run_tests(pack) if result.rule == "XX101")


def test_any_number_of_rules_may_extend_each_other_in_a_row() -> None:
    texts = ["id: X0\nseverity: info", *(f"id: X{at}\nextends: X{at - 1}" for at in range(1, 2000))]
    nodes = [node for text in texts if (node := parse(text, "own.yaml", Faults()))]
    last = completed(nodes, Faults(), {"own.yaml"})[-1]
    assert isinstance(last, MapNode)
    assert [*last.items] == ["severity", "id", "extends"]


def test_a_severity_may_change_without_tests_and_a_threshold_may_not(tmp_path: Path) -> None:
    assert loaded(tmp_path, HEAD + "severity: info\n").rules["XX101"].severity == "info"
    assert faults(tmp_path, HEAD + STRICTER) == [("own_tests", 3, 1)]


def test_built_in_rules_may_be_derived_and_read_without_their_tests(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(HEAD, encoding="utf-8")
    rules = load_pack([tmp_path]).rules
    assert (rules["TD102"].extends, rules["TD102"].tests) == ("TD101", ())


def test_one_threshold_changes_and_the_others_stay(tmp_path: Path) -> None:
    pack = loaded(tmp_path, HEAD + STRICTER + TESTS)
    own, base = pack.rules["XX101"].params, pack.rules["TD101"].params
    assert (own["min_rise"].default, own["min_rise"].source["en"]) == (0.02, "ours")
    assert own["min_rise"].doc == base["min_rise"].doc
    assert own["patience"] == base["patience"]


def test_a_new_default_says_where_it_comes_from(tmp_path: Path) -> None:
    assert faults(tmp_path, HEAD + "params:\n  min_rise: {default: 2%}\n" + TESTS) == [("missing_key", 5, 13)]


def test_code_and_name_are_never_taken_over(tmp_path: Path) -> None:
    assert faults(tmp_path, "extends: TD101\n") == [("missing_key", 1, 1)]


def test_a_fault_in_what_was_taken_over_is_told_at_extends(tmp_path: Path) -> None:
    other = "detect:\n  risen: {of: val_loss, stat: rise_over_jitter, last: 3, gte: $min_rise}\n"
    assert set(faults(tmp_path, HEAD + other + TESTS)) == {("unknown_placeholder", 3, 1)}


def test_an_unknown_base_gets_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(RulePackError) as caught:
        loaded(tmp_path, HEAD.replace("TD101", "TD1O1"))
    (fault,) = caught.value.faults
    assert (fault.key, fault.data["near"], fault.data["line"]) == ("rules.unknown_word", "TD101", 3)
    assert "XX101" not in fault.data["legal"]  # type: ignore[operator]


def test_of_a_base_that_is_named_by_its_name_the_code_is_told(tmp_path: Path) -> None:
    with pytest.raises(RulePackError) as caught:
        loaded(tmp_path, HEAD.replace("TD101", "overfitting"))
    assert caught.value.faults[0].data["near"] == "TD102"


def test_rules_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    found = faults(tmp_path, HEAD.replace("TD101", "XX102"), HEAD.replace("XX101", "XX102").replace("TD101", "XX101"))
    assert [kind for kind, *_ in found] == ["circular", "circular"]


def test_a_chain_of_rules_is_followed(tmp_path: Path) -> None:
    second = "id: XX102\nname: second-rule\nextends: XX101\n"
    assert loaded(tmp_path, second, HEAD + "severity: info\n").rules["XX102"].severity == "info"


def test_what_explains_the_base_explains_the_derived_rule(tmp_path: Path) -> None:
    rules = loaded(tmp_path, HEAD).rules
    causes = [code for code, rule in builtin_pack().rules.items() if "TD101" in rule.suppresses]
    assert causes
    assert all("XX101" in rules[code].suppresses for code in causes)


def test_a_users_rule_may_explain_a_built_in_one(tmp_path: Path) -> None:
    pack = loaded(tmp_path, HEAD + "suppresses: [TD101]\n")
    found = outcomes(pack, loss="0.5-0.05x9", val_loss="0.5 0.4 0.4+0.05x7", val_f1="0.7 0.800+0.001x8")
    assert (found["XX101"].status, found["TD101"].suppressed_by) == ("fired", "XX101")


def test_only_codes_that_exist_are_suppressed(tmp_path: Path) -> None:
    assert faults(tmp_path, HEAD + "suppresses: [TD999]\n") == [("unknown_word", 4, 14)]


def test_a_file_may_hold_several_rules(tmp_path: Path) -> None:
    items = [HEAD, HEAD.replace("XX101", "XX102").replace("own-rule", "two")]
    text = "".join("- " + item.replace("\n", "\n  ").rstrip() + "\n" for item in items)
    assert {"XX101", "XX102"} <= set(loaded(tmp_path, text).rules)
