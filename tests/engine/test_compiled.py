"""The compiled form of the built-in pack: the same as its files, and never used in their place when they changed."""

from __future__ import annotations

import pickle
import shutil
from typing import TYPE_CHECKING

import pytest

from trainlog_doctor.engine.load import defaults_of, load_pack
from trainlog_doctor.engine.loading import compiled as module
from trainlog_doctor.engine.loading.compiled import NAME, compiled_defaults, compiled_pack
from trainlog_doctor.engine.loading.compiling import compiled
from trainlog_doctor.engine.loading.files import builtin_rules
from trainlog_doctor.engine.loading.packs import read_pack
from trainlog_doctor.engine.overrides import Overrides, apply
from trainlog_doctor.engine.pack import find_rule
from trainlog_doctor.engine.statistics import STATISTICS

if TYPE_CHECKING:
    from pathlib import Path

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.engine.rule import Rule


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = tmp_path / "rules"
    shutil.copytree(builtin_rules(), copied)
    (copied / NAME).write_text(compiled(copied), encoding="utf-8")
    return copied


def read(folder: Path) -> Pack:
    return read_pack(folder, (), builtin_tests=False)


def test_the_file_in_the_repository_is_up_to_date() -> None:
    content = (builtin_rules() / NAME).read_text(encoding="utf-8")
    assert content == compiled(builtin_rules()), "python -m trainlog_doctor.engine.loading.compiling"


def test_the_compiled_pack_is_that_of_the_files(folder: Path) -> None:
    pack = compiled_pack(folder)
    assert pack is not None
    assert pack.rules == read(folder).rules
    assert repr(pack) == repr(read(folder))
    assert list(pack.rules) == sorted(pack.rules)


def test_only_the_rules_that_are_asked_for_are_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Rule] = []
    real = module._rule

    def counted(line: bytes, folder: str) -> Rule:
        made.append(real(line, folder))
        return made[-1]

    monkeypatch.setattr(module, "_rule", counted)
    pack = compiled_pack(folder)
    assert pack is not None
    assert find_rule(apply(pack, Overrides()), "td101") is pack.rules["TD101"]
    assert len(made) == 1
    assert "TD999" not in pack.rules


def test_a_list_of_rules_makes_none_of_their_thresholds_and_predicates(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    for part in ("_param", "_predicate"):
        monkeypatch.setattr(module, part, made.append)
    pack = compiled_pack(folder)
    assert pack is not None
    assert all(len(rule.params) + len(rule.detect) > 0 for rule in pack.rules.values() if rule.title)
    assert not made


def test_a_pack_of_rules_made_on_demand_can_be_sent_to_other_processes(folder: Path) -> None:
    pack = compiled_pack(folder)
    assert pack is not None
    assert pickle.loads(pickle.dumps(pack)).rules == pack.rules  # noqa: S301


def test_every_rule_knows_those_that_explain_it(folder: Path) -> None:
    rules = read(folder).rules
    pairs = {(one.id, code) for one in rules.values() for code in one.suppresses if code in rules}
    assert pairs == {(code, one.id) for one in rules.values() for code in one.suppressed_by}


def test_the_defaults_are_those_of_the_statistics(folder: Path) -> None:
    assert compiled_defaults(folder) == {name: statistic.defaults for name, statistic in STATISTICS.items()}
    assert defaults_of("no such statistic") == {}


def change(folder: Path) -> None:
    path = folder / "metrics.yaml"
    path.write_bytes(path.read_bytes() + b"\n")


def add(folder: Path) -> None:
    (folder / "more.yaml").write_text("id: XX101\n")


def remove(folder: Path) -> None:
    next(folder.rglob("TD902*")).unlink()


def rename(folder: Path) -> None:
    path = next(folder.rglob("TD902*"))
    path.rename(path.with_name("TD902.yaml"))


def break_off(folder: Path) -> None:
    path = folder / NAME
    path.write_bytes(path.read_bytes()[:1000])


def damage_a_rule(folder: Path) -> None:
    path = folder / NAME
    path.write_bytes(path.read_bytes().replace(b'"min_epochs": ', b'"min_epochs": 1', 1))


def damage_a_metric(folder: Path) -> None:
    path = folder / NAME
    path.write_bytes(path.read_bytes().replace(b'"val_loss"', b'"val_lost"', 1))


def damage_a_name(folder: Path) -> None:
    path = folder / NAME
    path.write_bytes(path.read_bytes().replace(b'"made_of"', b'"made_og"', 1))


def take_away(folder: Path) -> None:
    (folder / NAME).unlink()


DAMAGES = (break_off, damage_a_rule, damage_a_metric, damage_a_name, take_away)


@pytest.mark.parametrize("step", [change, add, remove, rename, *DAMAGES])
def test_files_that_are_not_those_it_was_made_of_are_read_themselves(folder: Path, step: object) -> None:
    step(folder)  # type: ignore[operator]
    assert compiled_pack(folder) is None
    assert compiled_defaults(folder) == {}


def test_a_changed_rule_counts_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainlog_doctor.engine.load.builtin_folder", lambda: str(folder))
    path = next(folder.rglob("TD902*"))
    path.write_text(path.read_text("utf-8").replace("severity: info", "severity: error"), "utf-8")
    assert load_pack().rules["TD902"].severity == "error"
