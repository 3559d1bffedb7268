"""How the status is shown: rewritten on a line of its own, or between the training's lines."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.live.replaying import SAMPLE, Heard, listen
from trainlog_doctor.i18n import LANGUAGES
from trainlog_doctor.live.layout import block, row
from trainlog_doctor.live.screen import Appending, Rewriting
from trainlog_doctor.live.words import Line
from trainlog_doctor.reporters.base import Style


def line(text: str, kind: str = "epoch") -> Line:
    return Line(kind, ({"en": text, "zh": text},))  # type: ignore[arg-type]


def emulated(written: str) -> list[str]:
    """What a terminal shows: carriage returns and ``erase to the end of the line`` are obeyed."""
    rows = [""]
    for part in written.replace("\r\x1b[K", "\0").replace("\n", "\1"):
        if part == "\0":
            rows[-1] = ""
        elif part == "\1":
            rows.append("")
        else:
            rows[-1] += part
    return rows


def test_in_a_terminal_of_our_own_epochs_replace_each_other_and_findings_stay() -> None:
    written: list[str] = []
    screen = Rewriting(written.append, Style)
    screen.show([line("epoch 1")])
    screen.show([line("epoch 2"), line("found", "finding")])
    screen.show([line("epoch 3")])
    assert emulated("".join(written)) == ["│ found", "│ epoch 3"]
    screen.close()
    assert emulated("".join(written)) == ["│ found", ""]


def test_what_is_shown_already_is_not_written_again() -> None:
    written: list[str] = []
    screen = Rewriting(written.append, Style)
    screen.show([line("epoch 1")])
    screen.show([line("epoch 1")])
    screen.show([])
    assert len(written) == 1


def test_elsewhere_every_epoch_is_a_line() -> None:
    written: list[str] = []
    screen = Appending(written.append, Style)
    screen.show([line("epoch 1")])
    screen.show([line("epoch 2")])
    assert "".join(written) == "│ epoch 1\n│ epoch 2\n"
    assert "\x1b" not in "".join(written)


def test_lines_wait_for_the_end_of_the_trainings_own_and_of_epochs_only_the_latest() -> None:
    written: list[str] = []
    screen = Appending(written.append, Style)
    screen.passed(at_line_start=False)
    screen.show([line("epoch 1")])
    screen.show([line("found", "finding"), line("epoch 2")])
    assert written == []
    screen.passed(at_line_start=True)
    assert "".join(written) == "│ found\n│ epoch 2\n"


def test_what_is_left_at_the_end_is_said_on_a_new_line() -> None:
    written: list[str] = []
    screen = Appending(written.append, Style)
    screen.passed(at_line_start=False)
    screen.show([line("epoch 1")])
    screen.close()
    assert "".join(written) == "\n│ epoch 1\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_every_row_fits_into_the_terminal(language: str, width: int) -> None:
    heard = Heard()
    listen([SAMPLE.read_bytes(), None], heard)
    style = Style(languages=(language,), width=width)
    for one in heard.lines:
        shown = [row(one, style, language)] if one.kind == "epoch" else block(one, style).splitlines()
        assert max(cell_len(text) for text in shown) < width


def test_a_narrow_terminal_gets_fewer_words_rather_than_a_cut_line() -> None:
    long, short = {"en": "epoch 7/50  val_loss 0.4 (best 0.3 @2)"}, {"en": "epoch 7/50"}
    assert row(Line("epoch", (long, short)), Style(width=30), "en") == "│ epoch 7/50"


def test_without_unicode_the_bar_and_the_arrows_are_plain() -> None:
    shown = row(line("loss 0.4 ↓ best"), Style(unicode=False), "en")
    assert shown == "| loss 0.4 v best"
    assert shown.isascii()
