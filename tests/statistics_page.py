"""``docs/statistics.md``: what rules can measure, made of the declarations, docstrings and catalogue sentences."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING

from trainlog_doctor.engine.statistics import STATISTICS
from trainlog_doctor.i18n import template

if TYPE_CHECKING:
    from trainlog_doctor.engine.statistic import Argument, Statistic

PAGE = Path(__file__).resolve().parent.parent / "docs" / "statistics.md"

_HEAD = """# Statistics

What the predicates of a rule can measure. `a` and `b` stand for the first and second role in `of`. A statistic that
cannot be computed is unknown, never false. In every text of a rule a predicate offers `value`, `threshold`, `metric`
and the fields named here.
This page is made by `python -m tests.docs`."""


def page() -> str:
    """The whole page."""
    return "\n\n".join([_HEAD, *(_section(one) for _, one in sorted(STATISTICS.items()))]) + "\n"


def _section(statistic: Statistic) -> str:
    needs = f"{statistic.inputs} series" if statistic.inputs > 1 else "one series"
    optional = "" if statistic.required is None else f", {statistic.required} of them required"
    many = "point" if statistic.points == 1 else "points"
    points = f"{statistic.points} {many} each at least" if statistic.points else "any number of points"
    rows = [
        f"- Takes {needs}{optional}; {points}.",
        *(f"- Argument `{name}`: {_argument(one)}." for name, one in statistic.arguments.items()),
        f"- Fields: {', '.join(f'`{name}`' for name in statistic.fields) or 'none'}.",
    ]
    words = "; ".join(template(f"statistics.{statistic.name}", code) for code in ("en", "zh"))
    return "\n\n".join([f"## {statistic.name}", f"In words: {words}", _definition(statistic), "\n".join(rows)])


def _argument(argument: Argument) -> str:
    kind = " or ".join(f"`{word}`" for word in argument.words) or argument.kind
    if argument.default is None:
        return f"{kind}, must be given"
    default = argument.default if isinstance(argument.default, str) else f"{argument.default:.3g}"
    return f"{kind}, {default} by default"


def _definition(statistic: Statistic) -> str:
    """The docstring's prose; its tables of parameters and fields become a list."""
    text = inspect.getdoc(statistic.compute) or ""
    prose, *tables = re.split(r"\n(?:Parameters|Fields)\n-+\n", text)
    entries = re.findall(r"^(\S[^\n]*)\n((?:    [^\n]*\n?)+)", "\n".join(tables) + "\n", re.MULTILINE)
    listed = [f"- `{name}`: {' '.join(words.split())}" for name, words in entries]
    return "\n\n".join(part for part in [prose.strip().replace("``", "`"), "\n".join(listed)] if part)
