"""Makes the compiled form of the built-in pack: ``python -m trainlog_doctor.engine.loading.compiling``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from trainlog_doctor.engine.loading.compiled import END, NAME, RULES, first_line, state
from trainlog_doctor.engine.loading.files import builtin_rules
from trainlog_doctor.engine.loading.packs import read_pack
from trainlog_doctor.engine.statistics import STATISTICS

if TYPE_CHECKING:
    from trainlog_doctor.engine.rule import Rule


def compiled(folder: Path) -> str:
    """Write the pack of a folder as JSON, a rule a line."""
    pack = read_pack(folder, (), builtin_tests=False)
    rules = ",\n".join(_json(_plain(rule, folder)) for rule in pack.rules.values())
    head = {
        "made_of": state(folder),
        "metrics": asdict(pack.metrics),
        "defaults": {name: statistic.defaults for name, statistic in STATISTICS.items()},
        "codes": list(pack.rules),
    }
    content = ",\n".join(f"{_json(name)}: {_json(part)}" for name, part in head.items()) + f"{RULES}{rules}{END}"
    return f"{first_line(content.encode()).decode()},\n{content}"


def _plain(rule: Rule, folder: Path) -> dict[str, object]:
    changed = {"path": Path(rule.path).relative_to(folder).as_posix(), "detect": [*asdict(rule)["detect"].values()]}
    plain = {**asdict(rule), **changed}
    del plain["tests"]
    return plain


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    (builtin_rules() / NAME).write_text(compiled(builtin_rules()), encoding="utf-8")
