"""What a kind of line is that becomes a fact: a pattern, and what its groups are turned into."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trainlog_doctor.readers.keras.events import Aside
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

    from trainlog_doctor.model import Scalar

TEXT_BYTES = 300
ONE = rb"[-+]?(?:\d{1,30}(?:\.\d{1,30})?(?:e[-+]?\d{1,4})?|inf|nan)"
NUM = rb"(" + ONE + rb")"
SETS = ((b"train", "train"), (b"val", "validation"), (b"test", "test"))


def text(raw: bytes) -> str:
    """Decode a quotation of the log, cut to a sane length."""
    return raw[:TEXT_BYTES].decode("utf-8", "replace").strip()


def number(raw: bytes) -> float | None:
    """A number, or None where the log says ``None``."""
    try:
        return float(raw)
    except ValueError:
        return None


def integer(raw: bytes) -> int:
    """A whole number, with or without thousands separators."""
    return int(raw.replace(b",", b""))


def data_set(raw: bytes) -> str | None:
    """Which data a word or a variable names: ``train``, ``validation``, ``test``; None if none of them."""
    return next((kind for word, kind in SETS if word in raw.lower()), None)


class Pattern(NamedTuple):
    """One kind of line: bytes it must hold, its grammar, its kind and how its groups become data."""

    needle: bytes
    grammar: re.Pattern[bytes]
    kind: str
    fields: tuple[tuple[str, Callable[[bytes], Scalar]], ...]
    constants: Mapping[str, Scalar]

    def read(self, line: bytes) -> Aside | None:
        """The fact that a line states, None if it is of another kind."""
        found = self.grammar.search(line) if self.needle in line else None
        if found is None:
            return None
        groups = zip(self.fields, found.groups(), strict=True)
        data = {name: None if raw is None else convert(raw) for (name, convert), raw in groups}
        return Aside(self.kind, {**self.constants, **data})


def pattern(
    needle: bytes, grammar: bytes, kind: str, *fields: tuple[str, Callable[[bytes], Scalar]], **constants: Scalar
) -> Pattern:
    """Describe a kind of line: each of the grammar's groups becomes a field, by what follows its name."""
    return Pattern(needle, regex(grammar), kind, fields, constants)
