"""Option values that have an inner form, as typed, to the values that the library takes."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from trainlog_doctor.cli.output import STDOUT
from trainlog_doctor.engine.spelling import unknown
from trainlog_doctor.errors import UsageError
from trainlog_doctor.sizes import read_size

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from trainlog_doctor.engine.overrides import Overrides
    from trainlog_doctor.settings.model import Settings

_SEVERITY = "severity"
_ENDINGS = {"htm": "html", "md": "markdown", "xml": "junit"}
"""Endings that are not the name of their format."""
_PAGES = frozenset({"html"})
"""Formats that nobody reads in a terminal."""


def overrides(select: Iterable[str], ignore: Iterable[str], changes: Iterable[str]) -> Overrides:
    """Read ``--select``, ``--ignore`` and ``--set RULE.PARAM=VALUE``.

    Raises
    ------
    UsageError
        ``bad_set``.
    """
    from trainlog_doctor.engine.overrides import Overrides

    params: dict[str, dict[str, str]] = {}
    severity: dict[str, str] = {}
    for given in changes:
        place, equals, value = given.partition("=")
        rule, dot, name = place.strip().partition(".")
        if not (equals and dot and rule and name and value.strip()):
            raise UsageError("bad_set", given=given)
        if name == _SEVERITY:
            severity[rule] = value.strip()
        else:
            params.setdefault(rule, {})[name] = value.strip()
    return Overrides(names(select), names(ignore), params, severity, origin="--set")


def names(given: Iterable[str]) -> tuple[str, ...]:
    """Read an option that may be repeated, and may name several things with commas between them.

    A comma too many names nothing. A value that names nothing at all stays, as an empty name, for who looks names up
    to refuse: a variable that is not set must not turn "these rules only" into "all rules".
    """
    several = [[name.strip() for name in one.split(",")] for one in given]
    return tuple(name for some in several for name in (list(filter(None, some)) or [""]))


def destinations(given: Iterable[str], output: str | None, known: Collection[str]) -> dict[str | None, str]:
    """Read ``--format NAME[=FILE]`` and ``--output``: file (None for standard output) to the name of the reporter.

    Parameters
    ----------
    known
        Names of the reporters that the command has.

    Raises
    ------
    UsageError
        ``unknown_reporter``, ``empty_file``, ``two_on_stdout``, ``two_in_one_file``, ``idle_output`` or ``needs_file``.
    """
    found: dict[str | None, str] = {}
    for one in tuple(given) or (_by_ending(output, known),):
        name, equals, file = one.partition("=")
        destination = output if not equals else None if file == STDOUT else file
        if name not in known:
            raise unknown("unknown_reporter", name, known)
        if equals and not file:
            raise UsageError("empty_file", given=one, name=name)
        if destination in found:
            raise UsageError("two_in_one_file" if destination else "two_on_stdout", file=destination)
        found[destination] = name
    if output is not None and output not in found:
        raise UsageError("idle_output", file=output)
    if found.get(None) in _PAGES and sys.stdout.isatty():
        raise UsageError("needs_file", name=found[None])
    return found


def _by_ending(output: str | None, known: Collection[str]) -> str:
    """The format that a file is named after: ``report.html`` is a page; text, where it is named after none."""
    ending = os.path.splitext(output or "")[1][1:].lower()  # noqa: PTH122 - a page of a rule does not pay for pathlib
    name = _ENDINGS.get(ending, ending)
    return name if name in known else "text"


def most(given: dict[str, Any]) -> int | None:
    """Read ``--max-size``, or what the settings say in its place: bytes; None where neither says.

    Raises
    ------
    UsageError
        ``bad_size``.
    """
    settings: Settings = given["settings"]
    if given["max_size"] is None:
        return settings.most
    size = read_size(given["max_size"])
    if size is None:
        raise UsageError("bad_size", given=given["max_size"])
    return size
