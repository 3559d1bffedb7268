"""Choice of the language: what was asked for, else what the locale says, else English."""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING

from trainlog_doctor.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BOTH = "both"
CHOICES = (*LANGUAGES, BOTH)
SETTING = "TRAINLOG_DOCTOR_LANG"


def languages(asked: str | None, environment: Mapping[str, str]) -> tuple[str, ...]:
    """Languages of a report, in the order in which they are shown.

    Parameters
    ----------
    asked
        ``en``, ``zh``, ``both``, or None where the user did not say.
    environment
        The process's environment variables.
    """
    if asked == BOTH:
        return LANGUAGES
    return (asked,) if asked in LANGUAGES else (_of_locale(environment),)


def early(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Language of help texts, which are needed before the arguments are parsed."""
    return languages(asked_for(arguments, environment), environment)[0]


def asked_for(arguments: Sequence[str], environment: Mapping[str, str]) -> str | None:
    """What arguments that are not parsed yet, or cannot be, name as the language; else what the environment names."""
    asked = environment.get(SETTING)
    for argument, following in pairwise([*arguments, ""]):
        if argument == "--lang":
            asked = following
        elif argument.startswith("--lang="):
            asked = argument.partition("=")[2]
    return asked


def _of_locale(environment: Mapping[str, str]) -> str:
    # POSIX order of precedence; Windows sets none of them and answers through the locale module, which others do not
    # import: it would read the same variables.
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), None)
    if named is None and os.name == "nt":
        import locale

        named = locale.getlocale()[0]
    if named not in (None, "C", "POSIX"):
        # GNU's list of languages goes before the locale, unless that is the one without a language.
        named = environment.get("LANGUAGE", "").partition(":")[0] or named
    return "zh" if (named or "").lower().startswith(("zh", "chinese")) else "en"
