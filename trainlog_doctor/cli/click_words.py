"""Click's own messages in the language of the report, and its help set by what signs take in a terminal.

Click asks a function ``_`` in each of its modules for every sentence of its own. That is gettext's, which looks for
files of translations whenever it is asked; here it looks into the catalogue ``click``.
"""

from __future__ import annotations

import sys

import click.formatting

from trainlog_doctor.i18n import LANGUAGES, catalogue

_SPEAKING = ("core", "decorators", "exceptions", "formatting", "parser", "types")
_CLICKS = LANGUAGES[0]
_wrap_text = click.formatting.wrap_text
_missing = click.MissingParameter.format_message


def speak(language: str) -> None:
    """Have Click speak a language from now on; a sentence that the catalogue lacks stays as Click has it."""
    ours = {} if language == _CLICKS else _sentences(language)

    def one(sentence: str) -> str:
        return ours.get(sentence, sentence)

    def counted(singular: str, plural: str, count: int) -> str:
        return one(singular if count == 1 else plural)

    for name in _SPEAKING:
        module = sys.modules.get(f"click.{name}")
        if module is not None:
            vars(module).update(_=one, ngettext=counted)
    click.formatting.wrap_text = wrapped if ours else _wrap_text
    click.MissingParameter.format_message = _ended if ours else _missing  # type: ignore[assignment, method-assign]
    click.Context.formatter_class = _FullWidth if ours else click.HelpFormatter


class _FullWidth(click.HelpFormatter):
    """Help with the colons of Chinese, which need no blank behind them."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or catalogue("click", "zh")["usage"])

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{heading}：\n")


def _ended(error: click.MissingParameter) -> str:
    """Word what is missing; Click ends that sentence with a full stop of its own, whatever the language."""
    return _missing(error).replace("'.", "'。", 1)


def _sentences(language: str) -> dict[str, str]:
    """The sentences of a language by those of Click."""
    theirs = catalogue("click", _CLICKS)
    return {theirs[key]: ours for key, ours in catalogue("click", language).items()}


def wrapped(
    text: str,
    width: int = 78,
    initial_indent: str = "",
    subsequent_indent: str = "",
    preserve_paragraphs: bool = False,
) -> str:
    """Wrap as `click.formatting.wrap_text` does, but where a terminal needs it: many signs take two columns."""
    from trainlog_doctor.reporters.terminal.cells import cell_len

    room = width - max(cell_len(initial_indent), cell_len(subsequent_indent))
    blocks = text.split("\n\n") if preserve_paragraphs else [text]
    return "\n\n".join(initial_indent + f"\n{subsequent_indent}".join(_rows(block, room)) for block in blocks)


def _rows(block: str, room: int) -> list[str]:
    from trainlog_doctor.reporters.terminal.flow import Flow
    from trainlog_doctor.reporters.terminal.line import Line

    return [row.plain for row in Flow(Line(" ".join(block.split()))).rows(room)]
