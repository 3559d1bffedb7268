"""The shell of every page: one file that holds all it needs, with switches for language and colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n import LANGUAGES, translations
from trainlog_doctor.i18n.language import BOTH
from trainlog_doctor.reporters.html import assets
from trainlog_doctor.reporters.html.nodes import Child, Html, join, raw, tag
from trainlog_doctor.reporters.html.pieces import embedded, fixed

if TYPE_CHECKING:
    from trainlog_doctor.reporters.base import Style

_LANGUAGE_NAMES = {"en": "English", "zh": "中文"}
_THEMES = ("auto", "light", "dark")
_SCRIPTED = ("epoch", "copied")
"""Words that the scripts need."""


def page(title: str, main: Child, footer: Child, style: Style) -> str:
    """Put content into the shell.

    Parameters
    ----------
    title
        The window's title: what the page is about.
    main, footer
        Content of the two landmarks.
    style
        Its languages decide what is shown first; the reader can switch.
    """
    shown = style.languages[0] if len(style.languages) == 1 else BOTH
    body = tag("body", _skip(), _header(shown), tag("main", main, id="main"), tag("footer", footer), _scripts())
    document = tag("html", _head(title), body, lang=style.languages[0], data_lang=shown, data_theme="auto")
    return f"<!DOCTYPE html>\n{document}\n"


def _head(title: str) -> Html:
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=assets.policy()),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", f"{title} · trainlog-doctor"),
        raw(assets.style(), "style"),
    )


def _skip() -> Html:
    return tag("a", fixed("skip"), href="#main", class_="skip")


def _header(shown: str) -> Html:
    languages = [(name, tag("bdi", _LANGUAGE_NAMES[name], lang=name)) for name in LANGUAGES]
    themes = [(name, fixed(f"theme.{name}")) for name in _THEMES]
    return tag(
        "header",
        tag("h1", "trainlog-doctor", class_="brand"),
        _switch("lang", [*languages, (BOTH, fixed("both"))], shown),
        _switch("theme", themes, "auto"),
        class_="top",
    )


def _switch(name: str, choices: list[tuple[str, Html]], chosen: str) -> Html:
    """Make a choice between few things, all of them in sight."""
    return tag(
        "fieldset",
        tag("legend", fixed(f"switch.{name}"), class_="unseen"),
        (
            tag(
                "label", tag("input", type="radio", name=name, value=value, checked=value == chosen), tag("span", label)
            )
            for value, label in choices
        ),
        class_="switch",
    )


def _scripts() -> Html:
    words = {key: translations(f"html.{key}") for key in _SCRIPTED} | {
        "epoch_n": translations("report.span.one", {"first": "#"})
    }
    return join((embedded(words, "words"), *(raw(script, "script") for script in assets.scripts())))
