"""How much worse than in a baseline a value may be: ``val_f1=0.01``, ``val_loss=5%``, ``best(val_f1)=noise``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.loading.nodes import Place
from trainlog_doctor.engine.measures.noise import TIE
from trainlog_doctor.engine.spelling import number
from trainlog_doctor.errors import UsageError
from trainlog_doctor.gate.notation import read_requirement
from trainlog_doctor.gate.policy import MaxDrop
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from trainlog_doctor.engine.roles import Better
    from trainlog_doctor.gate.notation import Requirement
    from trainlog_doctor.gate.policy import Unit

NOISE = "noise"
_NAME = r"[^()\s](?:[^()]*[^()\s])?"
_MEASURE = regex(rf'(?:(?P<stat>best|last)\s*\(\s*(?P<of>{_NAME})\s*\)|(?P<bare>"[^"]+"|[^()"]+))')


def read_max_drop(text: str, place: Place) -> MaxDrop:
    """Read ``MEASURE=LIMIT``.

    Raises
    ------
    UsageError
        ``gate.bad_max_drop``.
    """
    measure, equals, limit = (part.strip() for part in text.rpartition("="))
    found, match = number(limit), _MEASURE.fullmatch(measure)
    if not equals or not match or not (limit == NOISE or (found and found[0] >= 0)):
        raise UsageError("gate.bad_max_drop", path=place.path, line=place.line, column=place.column, given=text)
    series = (match["of"] or match["bare"]).strip('"')
    amount, percent = found or (0.0, False)
    unit: Unit = "noise" if found is None else "relative" if percent else "absolute"
    return MaxDrop(measure, series, match["stat"] or "kept", amount, unit, text.strip())


def as_requirement(drop: MaxDrop, value: float, noise: float, better: Better) -> Requirement:
    """Say what a run must reach, in the notation of requirements."""
    allowed = {"absolute": drop.limit, "relative": drop.limit * abs(value), "noise": TIE * noise}[drop.unit]
    sign, bound = (">=", value - allowed) if better == "higher" else ("<=", value + allowed)
    # Twelve digits: 0.83 - 0.01 is to be 0.82, and no rounding error may fail a run.
    return read_requirement(f"{drop.measure}{sign}{bound:.12g}", Place(drop.text, 1, 1))
