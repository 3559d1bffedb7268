"""What settings and command line demand of a source, and the faults of demands where they stand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from trainlog_doctor.errors import UsageError
from trainlog_doctor.settings import GateSettings, Settings, find_settings
from trainlog_doctor.settings.places import position
from trainlog_doctor.settings.policies import Policies, of_flags, policies, policy_faults

if TYPE_CHECKING:
    from pathlib import Path

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.gate.policy import Policy

POLICY = """\
fail-on = "warning"
require = ["val_f1>=0.80", "epochs>=10"]
max-drop = ["val_f1=0.01"]
baseline = "gate/main.json"

[[suppress]]
rule = "non-finite-loss"
reason = "known"
until = 2030-01-31
paths = ["runs/old/**"]

[[overrides]]
paths = ["runs/gan/**"]
fail-on = "never"
require = []
max-drop = ["val_f1=5%", "val_loss=noise"]
allow-unjudged = true
"""


def in_force(folder: Path, pack: Pack, text: str = POLICY, flags: GateSettings | None = None) -> Policies:
    (folder / "trainlog-doctor.toml").write_text(text, encoding="utf-8")
    return policies(find_settings(folder), of_flags(flags or GateSettings()), pack)


def demanded(policy: Policy) -> tuple[list[str], list[str]]:
    return [one.text for one in policy.require], [one.text for one in policy.max_drop]


def test_without_settings_errors_fail(pack: Pack) -> None:
    policy = policies(Settings(), of_flags(GateSettings()), pack).for_source("a.log")
    assert (policy.fail_on, policy.require, policy.baseline, policy.allow_unjudged) == ("error", (), None, False)


def test_everything_is_read(tmp_path: Path, pack: Pack) -> None:
    policy = in_force(tmp_path, pack).for_source(str(tmp_path / "runs" / "a.log"))
    assert policy.fail_on == "warning"
    assert demanded(policy) == (["val_f1>=0.80", "epochs>=10"], ["val_f1=0.01"])
    assert policy.baseline == str(tmp_path / "gate" / "main.json")
    assert policy.suppressions == ()


def test_an_override_takes_the_place_of_what_it_names(tmp_path: Path, pack: Pack) -> None:
    policy = in_force(tmp_path, pack).for_source(str(tmp_path / "runs" / "gan" / "a.log"))
    assert (policy.fail_on, policy.allow_unjudged) == (None, True)
    assert demanded(policy) == ([], ["val_f1=5%", "val_loss=noise"])


def test_a_suppression_is_for_its_paths_and_says_where_it_stands(tmp_path: Path, pack: Pack) -> None:
    (one,) = in_force(tmp_path, pack).for_source(str(tmp_path / "runs" / "old" / "a.log")).suppressions
    assert (one.rule, one.until, one.place) == ("TD001", date(2030, 1, 31), "trainlog-doctor.toml:6")


def test_a_suppression_without_paths_is_for_every_source(tmp_path: Path, pack: Pack) -> None:
    found = in_force(tmp_path, pack, '[[suppress]]\nrule = "TD001"\nreason = "known"\n')
    assert len(found.for_source("-").suppressions) == 1


def test_flags_win_and_what_they_require_comes_in_addition(tmp_path: Path, pack: Pack) -> None:
    flags = GateSettings("error", ("val_auc>0.5",), ("val_f1=0.02",), "other.json", allow_unjudged=True)
    policy = in_force(tmp_path, pack, flags=flags).for_source(str(tmp_path / "a.log"))
    assert (policy.fail_on, policy.baseline, policy.allow_unjudged) == ("error", "other.json", True)
    assert demanded(policy) == (["val_f1>=0.80", "epochs>=10", "val_auc>0.5"], ["val_f1=0.02"])


def test_faults_of_demands_are_told_at_line_and_column(tmp_path: Path, pack: Pack) -> None:
    text = (
        "require = [\n"
        '  "epochs>=10",\n'
        '  "bset(val_loss)<0.3",\n'
        "]\n"
        'max-drop = ["val_f1"]\n'
        "[[suppress]]\n"
        'rule = "TD1O1"\n'
        'reason = "known"\n'
    )
    (tmp_path / "trainlog-doctor.toml").write_text(text, encoding="utf-8")
    faults = policy_faults(find_settings(tmp_path), pack)
    places = [(one.key, one.data["line"], one.data.get("column")) for one in faults]
    assert places == [("rules.unknown_word", 3, 4), ("gate.bad_max_drop", 5, 14), ("settings.at", 7, None)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('fail-on = "fatal"', "unknown_word"),
        ("require = 1", "not_texts"),
        ("baseline = 1", "not_text"),
        ('allow-unjudged = "yes"', "not_flag"),
        ('[[suppress]]\nrule = "TD001"', "missing_key"),
        ('[[suppress]]\nrule = "TD001"\nreason = "x"\nuntil = "2030-01-01"', "not_date"),
        ('[[suppress]]\nrule = "TD001"\nreason = "x"\nuntil = 2030-01-01T00:00:00', "not_date"),
        ("suppress = 1", "not_tables"),
        ("requires = []", "unknown_key"),
    ],
)
def test_wrong_types_are_faults_of_the_file(text: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "trainlog-doctor.toml").write_text(text + "\n", encoding="utf-8")
    assert [one.key for one in find_settings(tmp_path).faults] == [f"settings.{fault}"]


@pytest.mark.parametrize("flags", [GateSettings(require=("val_f1",)), GateSettings(max_drop=("val_f1",))])
def test_a_fault_of_a_flag_names_the_flag(flags: GateSettings, tmp_path: Path, pack: Pack) -> None:
    with pytest.raises(UsageError) as raised:
        in_force(tmp_path, pack, "", flags)
    assert str(raised.value.data["path"]).startswith("--")


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_text_stands_where_its_quotation_marks_are(quote: str) -> None:
    assert position(f"max-drop = [{quote}x{quote}]\n", 1, "x") == (1, 14)
    assert position("\n" * 8 + 'lang = "x"\nmax-drop = ["x"]\n', 10, "x") == (10, 14)
    assert position('require = []\nmax-drop = ["\\u0079"]\n', 2, "y") == (2, 1)
