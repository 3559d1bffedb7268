from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.builders import builtin_pack
from trainlog_doctor import __version__
from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.engine.loading.files import builtin_rules
from trainlog_doctor.engine.overrides import Overrides, apply
from trainlog_doctor.engine.pack import find_rule
from trainlog_doctor.errors import RulePackError, UsageError

GOOD = (Path(__file__).parent / "good_rule.yaml").read_text(encoding="utf-8")


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def refusal(overrides: Overrides) -> UsageError:
    with pytest.raises(UsageError) as caught:
        apply(builtin_pack(), overrides)
    return caught.value


def test_the_built_in_pack_is_found_and_ordered_by_code() -> None:
    pack = builtin_pack()
    assert (builtin_rules() / "metrics.yaml").is_file()
    assert list(pack.rules) == sorted(pack.rules)
    assert {"TD001", "TD101", "TD901"} <= set(pack.rules)
    assert pack.version == __version__


def test_every_rule_file_of_the_folder_is_a_rule_of_the_pack() -> None:
    files = {path.name for path in builtin_rules().rglob("*.yaml")} - {"metrics.yaml"}
    assert files == {Path(rule.path).name for rule in builtin_pack().rules.values()}


def test_own_rules_come_beside_the_built_in_ones(good: Path) -> None:
    assert set(load_pack([good]).rules) == {*builtin_pack().rules, "XX101"}
    assert set(load_pack([good.parent]).rules) == {*builtin_pack().rules, "XX101"}


def test_a_rule_may_not_take_a_built_in_code(good: Path) -> None:
    good.write_text(GOOD.replace("XX101", "TD101"), encoding="utf-8")
    with pytest.raises(RulePackError) as caught:
        load_pack([good])
    assert [fault.key for fault in caught.value.faults] == ["rules.duplicate_rule"]


def test_select_and_ignore_take_codes_and_names_in_any_case() -> None:
    assert list(apply(builtin_pack(), Overrides(select=("TD101", "overfitting"))).rules) == ["TD101", "TD102"]
    ignored = apply(builtin_pack(), Overrides(ignore=("td101", "Overfitting"))).rules
    assert set(builtin_pack().rules) - set(ignored) == {"TD101", "TD102"}
    both = Overrides(select=("TD101", "TD102"), ignore=("TD102",))
    assert list(apply(builtin_pack(), both).rules) == ["TD101"]


def test_nothing_selected_means_all_and_everything_ignored_means_none() -> None:
    assert set(apply(builtin_pack(), Overrides()).rules) == set(builtin_pack().rules)
    assert not apply(builtin_pack(), Overrides(ignore=tuple(builtin_pack().rules))).rules


@pytest.mark.parametrize(("text", "value"), [("8%", 0.08), ("0.08", 0.08), ("8e-2", 0.08), (" 8% ", 0.08)])
def test_a_parameter_is_overridden_as_it_would_be_written_in_the_rule(text: str, value: float) -> None:
    for rule in ("TD101", "overfit-metric-plateau"):
        pack = apply(builtin_pack(), Overrides(params={rule: {"min_rise": text}}))
        assert pack.rules["TD101"].params["min_rise"].default == pytest.approx(value)
        assert pack.rules["TD102"].params == builtin_pack().rules["TD102"].params


def test_several_parameters_and_a_severity_of_one_rule() -> None:
    overrides = Overrides(
        params={"TD101": {"patience": "7"}, "overfit-metric-plateau": {"min_rise": "9%"}}, severity={"TD101": "error"}
    )
    rule = apply(builtin_pack(), overrides).rules["TD101"]
    assert (rule.params["patience"].default, rule.params["min_rise"].default, rule.severity) == (7, 0.09, "error")


@pytest.mark.parametrize("text", ["", "much", "-8%", "nan", "inf", "1e999", "8 %", "0x8", "1_0"])
def test_a_value_that_is_no_number_or_out_of_bounds_is_refused(text: str) -> None:
    error = refusal(Overrides(params={"TD101": {"min_rise": text}}))
    assert error.key == "bad_param"
    assert error.data == {"rule": "TD101", "param": "min_rise", "given": text, "low": 0.0, "high": None}


@pytest.mark.parametrize("text", ["much", "nan"])
def test_a_parameter_without_bounds_takes_numbers_only(text: str) -> None:
    assert refusal(Overrides(params={"TD103": {"max_improvement": text}})).key == "bad_param"


@pytest.mark.parametrize(
    ("name", "text"), [("min_rise", "8"), ("min_rise", "1"), ("max_change", "-2"), ("memorised", "80")]
)
def test_per_cent_without_its_sign_is_refused(name: str, text: str) -> None:
    assert refusal(Overrides(params={"TD101": {name: text}})).key == "param_without_sign"


@pytest.mark.parametrize(("name", "text"), [("min_rise", "800%"), ("min_rise", "0.99"), ("min_noise", "3.5")])
def test_a_value_that_can_mean_one_thing_only_is_taken(name: str, text: str) -> None:
    apply(builtin_pack(), Overrides(params={"TD101": {name: text}}))


def test_what_a_statistic_takes_as_a_number_of_epochs_stays_whole() -> None:
    pack = load_pack([Path(__file__).parents[2] / "docs" / "examples" / "team-rules.yaml"])
    with pytest.raises(UsageError, match="param_counts"):
        apply(pack, Overrides(params={"TEAM001": {"by_epoch": "3.5"}}))


def test_an_unknown_parameter_is_refused_with_a_suggestion() -> None:
    error = refusal(Overrides(params={"TD101": {"minrise": "8%"}}))
    assert (error.key, error.data["near"]) == ("unknown_param", "min_rise")


def test_an_unknown_severity_is_refused() -> None:
    error = refusal(Overrides(severity={"TD101": "fatal"}))
    assert (error.key, error.data["given"]) == ("unknown_severity", "fatal")


@pytest.mark.parametrize(
    "overrides",
    [
        Overrides(select=("TD999",)),
        Overrides(ignore=("TD999",)),
        Overrides(params={"TD999": {"a": "1"}}),
        Overrides(severity={"TD999": "error"}),
    ],
)
def test_an_unknown_rule_is_refused_wherever_it_is_named(overrides: Overrides) -> None:
    assert refusal(overrides).key == "unknown_rule"


@pytest.mark.parametrize(
    ("given", "near"),
    [("overfiting", "overfitting"), ("TD1O1", "TD101"), ("non-finite-los", "non-finite-loss"), ("zzzzzz", "")],
)
def test_an_unknown_rule_comes_with_the_nearest_one(given: str, near: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_rule(builtin_pack(), given)
    assert caught.value.data == {"given": given, "near": near}


def test_a_rule_is_found_by_code_or_name() -> None:
    pack = builtin_pack()
    assert find_rule(pack, " td101 ") is find_rule(pack, "Overfit-Metric-Plateau") is pack.rules["TD101"]


def test_listing_rules_loads_no_numbers_library() -> None:
    code = (
        "import sys; from trainlog_doctor.engine.load import load_pack; load_pack(); "
        "print(sorted({'numpy', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_version_has_three_numbers() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+([.-]?\w+)*", __version__)
