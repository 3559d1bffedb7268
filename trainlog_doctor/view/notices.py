"""What readers noticed in a source, worded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n import Text, translations
from trainlog_doctor.view.model import NoticeView
from trainlog_doctor.view.phrases import each

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.model import Notice, Run


def notice_view(notice: Notice) -> NoticeView:
    """Word one notice, with its line where it has one."""
    text = translations(notice.code, notice.data)
    return NoticeView(notice.code, notice.line, text, each("report.at_line", {"text": text}, line=notice.line))


def told_once(runs: Iterable[Run]) -> Sequence[Text]:
    """Word the notices of several runs, each sentence once."""
    placed = [notice_view(notice).placed for run in runs for notice in run.notices]
    return list({tuple(text.items()): text for text in placed}.values())
