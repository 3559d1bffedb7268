"""Whole reports of every sample log: what one language says in numbers, the other says too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trainlog_doctor.i18n import LANGUAGES
from trainlog_doctor.pipeline import analyze
from trainlog_doctor.view import build_view

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack

SAMPLES = Path(__file__).resolve().parent.parent / "sample_logs"
SOURCES = sorted(
    path for path in SAMPLES.glob("*/*/*") if path.suffix in {".log", ".csv", ".json"} or path.name == "tensorboard"
)
CODE = re.compile(r"`[^`]*`")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:e[+-]?\d+)?%?")


def texts(part: object) -> Iterator[Mapping[str, str]]:
    """Every text of a view that is there in all languages, however deep it stands."""
    if isinstance(part, Mapping):
        if set(part) == set(LANGUAGES) and all(isinstance(text, str) for text in part.values()):
            yield part
        else:
            yield from (text for value in part.values() for text in texts(value))
    elif is_dataclass(part):
        yield from (text for field in fields(part) for text in texts(getattr(part, field.name)))
    elif isinstance(part, tuple):
        yield from (text for value in part for text in texts(value))


def numbers(text: str) -> list[str]:
    """The numbers of a sentence, those in code left out: a metric's name may hold some."""
    return sorted(NUMBER.findall(CODE.sub("", text)))


def test_there_are_samples_of_both_versions_of_keras() -> None:
    assert {path.relative_to(SAMPLES).parts[0] for path in SOURCES} == {"keras2", "keras3"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: "/".join(path.relative_to(SAMPLES).parts))
def test_both_languages_carry_the_same_numbers(path: Path, pack: Pack) -> None:
    found = list(texts(build_view(analyze((str(path),), pack), pack)))
    different = [text for text in found if numbers(text["en"]) != numbers(text["zh"])]
    assert len(found) > 50
    assert different == []


def test_a_number_that_one_language_lacks_is_noticed() -> None:
    assert numbers("falls by 5% from 0.31 (`td1`)") == numbers("下降 5%，原为 0.31（`td1`）")
    assert numbers("falls by 5%") != numbers("下降 6%")
