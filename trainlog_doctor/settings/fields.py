"""Typed values out of a settings file: each method returns what is right, and notes what is wrong at its key."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from trainlog_doctor.engine.spelling import suggestion
from trainlog_doctor.errors import DoctorError
from trainlog_doctor.record import dataclass, field
from trainlog_doctor.sizes import read_size

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from trainlog_doctor.settings.model import Settings


def fault(path: Path | None, places: Mapping[str, int], kind: str, where: str, **data: object) -> DoctorError:
    """Make a fault that stands at a key; its line is that of the nearest key around it whose line is known."""
    return DoctorError(f"settings.{kind}", path=str(path), line=line_of(places, where), where=where, **data)


def told_at(settings: Settings, where: str, error: DoctorError) -> DoctorError:
    """Make a fault of what is wrong with a value at a key by rules that know nothing of settings."""
    return fault(settings.path, settings.places, "at", where, problem=error)


def line_of(places: Mapping[str, int], where: str) -> int:
    """Line of a key, or of the nearest one around it."""
    while where and where not in places:
        where = where.rpartition(".")[0]
    return places.get(where, 1)


def near(path: Path | None) -> str:
    """A file as it is called from the working directory, if it lies there or below, else its whole path."""
    if path is None:
        return ""
    here = path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def inside(where: str, key: str) -> str:
    """Path of a key within the settings."""
    return f"{where}.{key}" if where else key


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one settings file."""

    path: Path
    places: Mapping[str, int]
    faults: list[DoctorError] = field(default_factory=list)

    def note(self, kind: str, where: str, **data: object) -> None:
        """Note a fault."""
        self.faults.append(fault(self.path, self.places, kind, where, **data))

    def table(self, given: object, where: str, legal: Collection[str]) -> Mapping[str, Any]:
        """A table of these keys."""
        if not isinstance(given, dict):
            self.note("not_table", where)
            return {}
        for key in given:
            if key not in legal:
                near = suggestion(key, legal)
                self.note("unknown_key", inside(where, key), legal=list(legal), near=near)
        return {key: value for key, value in given.items() if key in legal}

    def tables(self, given: Mapping[str, Any], key: str) -> list[object]:
        """An array of tables."""
        listed = given.get(key, [])
        if isinstance(listed, list):
            return listed
        self.note("not_tables", key)
        return []

    def word(self, given: Mapping[str, Any], key: str, where: str, legal: Collection[str]) -> str | None:
        """One of some words; None where the key is not there."""
        word = given.get(key)
        if word is None or word in legal:
            return word
        near = suggestion(str(word), legal)
        self.note("unknown_word", inside(where, key), given=word, legal=list(legal), near=near)
        return None

    def text(self, given: Mapping[str, Any], key: str, where: str) -> str | None:
        """A text that is not empty."""
        text: str | None = self._right(
            given, key, where, "text", lambda value: isinstance(value, str) and value.strip()
        )
        return text

    def size(self, given: Mapping[str, Any], key: str, where: str) -> str | None:
        """A number of bytes, as people write it."""
        size = self._right(given, key, where, "size", lambda value: type(value) in (int, str) and read_size(str(value)))
        return None if size is None else str(size)

    def texts(self, given: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        """A list of texts."""
        texts = given.get(key, [])
        if isinstance(texts, list) and all(isinstance(one, str) and one.strip() for one in texts):
            return tuple(texts)
        self.note("not_texts", inside(where, key))
        return ()

    def flag(self, given: Mapping[str, Any], key: str, where: str) -> bool | None:
        """True or false."""
        flag: bool | None = self._right(given, key, where, "flag", lambda value: isinstance(value, bool))
        return flag

    def day(self, given: Mapping[str, Any], key: str, where: str) -> date | None:
        """A date without a time."""
        day: date | None = self._right(given, key, where, "date", lambda value: type(value) is date)
        return day

    def _right(
        self, given: Mapping[str, Any], key: str, where: str, kind: str, is_right: Callable[[Any], object]
    ) -> Any:  # noqa: ANN401 - what is right of a value of any type
        """A value that is right, or None."""
        value = given.get(key)
        if value is None or is_right(value):
            return value
        self.note(f"not_{kind}", inside(where, key))
        return None

    def required(self, given: Mapping[str, Any], keys: Collection[str], where: str) -> None:
        """Note the keys that are missing or empty."""
        for key in keys:
            if not given.get(key):
                self.note("missing_key", inside(where, key))
