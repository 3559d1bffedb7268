"""Every regular expression of the package, and the inputs that would hurt it if it could be hurt."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).resolve().parents[2]

_RECORD = r"""
import importlib, inspect, json, pkgutil, re, sys
found, compile = [], re.compile
def recording(pattern, flags=0):
    module = sys._getframe(1).f_globals["__name__"]
    if module.startswith("trainlog_doctor") and not isinstance(pattern, re.Pattern):
        text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
        found.append([module, text, int(flags), isinstance(pattern, bytes)])
    return compile(pattern, flags)
re.compile = recording
import trainlog_doctor, trainlog_doctor.regex
trainlog_doctor.regex.regex = recording
for module in pkgutil.walk_packages(trainlog_doctor.__path__, "trainlog_doctor."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)

def used(module):
    text = inspect.getsource(module)
    return set(re.findall(r"\b([A-Z_]+)\.(?:search|sub|subn|split|findall|finditer)\(", text))
modules = [one for name, one in sys.modules.items() if name.startswith("trainlog_doctor")]
searched = {
    value.pattern for module in modules for name in used(module)
    if isinstance(value := vars(module).get(name), re.Pattern)
}
searched = {text.decode("latin-1") if isinstance(text, bytes) else text for text in searched}
print(json.dumps([[*one, one[1] in searched] for one in found]))
"""

VARIANTS = 3
"""Of alternatives and sets of characters, so many different members are tried."""


class Compiled(NamedTuple):
    """One regular expression and the module that compiles it."""

    module: str
    text: str
    flags: int
    in_bytes: bool
    searched: bool = False

    @property
    def find(self) -> Callable[[Any], object]:
        """As it is used: at any place of a text, or at its beginning."""
        return self.pattern.search if self.searched else self.pattern.match

    @property
    def pattern(self) -> re.Pattern[Any]:
        """Itself."""
        return re.compile(self.text.encode("latin-1") if self.in_bytes else self.text, self.flags)

    def subject(self, text: str) -> Any:  # noqa: ANN401 - str or bytes, as the pattern
        """Text as the pattern takes it."""
        return text.encode("utf-8", "replace") if self.in_bytes else text


def compiled() -> Sequence[Compiled]:
    """Every expression that any module compiles, when it is imported or when it is first needed."""
    done = subprocess.run([sys.executable, "-c", _RECORD], cwd=ROOT, capture_output=True, text=True, check=True)
    return sorted({Compiled(*one) for one in json.loads(done.stdout)})


def pumped(one: Compiled, length: int) -> Iterator[str]:
    """Texts of a length that repeat what a repetition repeats, behind what stands before it, and then break off."""
    tree = parser.parse(one.text.encode("latin-1") if one.in_bytes else one.text, one.flags)
    for variant in range(VARIANTS):
        for before, body in _repetitions(tree, "", variant):
            if body:
                yield before + body * (length // len(body)) + "\x01"
        whole = _sample(tree, variant)
        if whole:
            yield whole * (length // len(whole))


def _repetitions(tree: Any, before: str, variant: int) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """A sample of what each repetition repeats, with a sample of all that stands before it."""
    for kind, value in tree:
        for part in _parts(kind, value):
            yield from _repetitions(part, before, variant)
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[1] > 1:
            yield before, _sample(value[2], variant)
        before += _sample([(kind, value)], variant)


def _parts(kind: Any, value: Any) -> Sequence[Any]:  # noqa: ANN401
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return [value[2]]
    if kind is op.BRANCH:
        return list(value[1])
    if kind is op.SUBPATTERN:
        return [value[3]]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [value[1]]
    return [value] if kind is op.ATOMIC_GROUP else []


def _sample(tree: Any, variant: int) -> str:  # noqa: ANN401
    """A text that matches, or nearly: assertions are taken to hold."""
    return "".join(_one(kind, value, variant) for kind, value in tree)


def _one(kind: Any, value: Any, variant: int) -> str:  # noqa: ANN401
    if kind is op.LITERAL:
        return chr(int(value))
    if kind is op.NOT_LITERAL:
        return "b" if value == ord("a") else "a"
    if kind is op.ANY:
        return "a= "[variant]
    if kind is op.IN:
        return _member(value, variant)
    if kind is op.BRANCH:
        return _sample(value[1][variant % len(value[1])], variant)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _sample(value[2], variant) * max(1, int(value[0]))
    if kind in (op.SUBPATTERN, op.ATOMIC_GROUP):
        return _sample(value[3] if kind is op.SUBPATTERN else value, variant)
    return ""


_CATEGORIES = {op.CATEGORY_DIGIT: "019", op.CATEGORY_SPACE: " \t ", op.CATEGORY_WORD: "a0_"}


def _member(choices: Any, variant: int) -> str:  # noqa: ANN401
    """A member of a set of characters."""
    if choices[0][0] is op.NEGATE:
        excluded = re.compile("[^" + "".join(map(re.escape, _listed(choices[1:]))) + "]") if choices[1:] else None
        return next((c for c in "a= 0\x02"[variant:] if not excluded or excluded.match(c)), "\x02")
    members = _listed(choices)
    return members[variant % len(members)] if members else "a"


def _listed(choices: Any) -> list[str]:  # noqa: ANN401
    found: list[str] = []
    for kind, value in choices:
        if kind is op.LITERAL:
            found.append(chr(value))
        elif kind is op.RANGE:
            found += [chr(value[0]), chr(value[1])]
        elif kind is op.CATEGORY:
            found += list(_CATEGORIES.get(value, "a"))
    return found
