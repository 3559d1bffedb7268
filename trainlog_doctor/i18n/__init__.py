"""The sentences of the tool, by language: flat JSON files, one a topic, read when first needed.

A key is ``<topic>.<name>``: the entry ``<name>`` of ``<language>/<topic>.json``. No other module holds wording.
"""

from __future__ import annotations

import json
import os
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from trainlog_doctor.errors import DoctorError
from trainlog_doctor.i18n.formatting import fill

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "zh")

Text: TypeAlias = "Mapping[str, str]"
"""The same sentence by language code (``en``, ``zh``)."""

_FOLDER = os.path.dirname(__file__)  # noqa: PTH120 - `--help` takes less time than importing pathlib


@cache
def catalogue(topic: str, language: str) -> Mapping[str, str]:
    """All sentences of a topic; empty where there is no such topic."""
    try:
        with open(f"{_FOLDER}/{language}/{topic}.json", "rb") as file:  # noqa: PTH123 - as above
            content = file.read()
    except FileNotFoundError:
        return {}
    sentences: dict[str, str] = json.loads(content)
    return sentences


def has(key: str) -> bool:
    """Whether every language has this sentence."""
    topic, _, name = key.partition(".")
    return all(name in catalogue(topic, language) for language in LANGUAGES)


def text(key: str, language: str, data: Mapping[str, object] | None = None) -> str:
    """Word a key in one language; a key that the catalogues lack is shown as it is rather than losing the report.

    Parameters
    ----------
    data
        Numbers and text (see `fill`), lists of names, which are joined as the language joins them, and errors.
    """
    given = data or {}
    worded = {
        name: _worded(one, language) for name, one in given.items() if isinstance(one, list | tuple | DoctorError)
    }
    return fill(template(key, language), {**given, **worded} if worded else given)


def _worded(value: list[object] | tuple[object, ...] | DoctorError, language: str) -> str:
    if isinstance(value, DoctorError):
        return explain_error(value)[language]
    return template("lists.names", language).join(map(str, value))


def template(key: str, language: str) -> str:
    """Give the sentence of a key with its placeholders; the key itself where the catalogues lack it."""
    topic, _, name = key.partition(".")
    return catalogue(topic, language).get(name, key)


def translations(key: str, data: Mapping[str, object] | None = None) -> Text:
    """Word a key in every language."""
    return {language: text(key, language, data) for language in LANGUAGES}


def explain_error(error: DoctorError) -> Text:
    """Word an error in every language; a key without a topic belongs to the topic ``errors``."""
    return translations(error.key if "." in error.key else f"errors.{error.key}", error.data)
