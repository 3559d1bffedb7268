"""What a reporter is: a pure function from a view to text. It opens nothing, prints nothing and computes nothing."""

from __future__ import annotations

from typing import Literal, TypeAlias

from trainlog_doctor.record import dataclass

Detail: TypeAlias = Literal["quiet", "normal", "verbose"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is to look; decided by the caller, who knows where it goes.

    Attributes
    ----------
    languages
        Languages to show, in their order.
    width
        Columns of the terminal.
    colour
        Whether terminal colours may be used.
    unicode
        Whether lines and marks beyond ASCII can be shown.
    detail
        ``quiet`` is one line a run, ``verbose`` adds every rule's answer.
    chart
        Whether a terminal report draws the curves.
    history
        Whether machine-readable reports carry the values of every epoch.
    """

    languages: tuple[str, ...] = ("en",)
    width: int = 80
    colour: bool = False
    unicode: bool = True
    detail: Detail = "normal"
    chart: bool = True
    history: bool = True
