"""The code that keeps the right epoch next time, ready to be pasted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.i18n.numbers import number
from trainlog_doctor.view.model import CallbacksView
from trainlog_doctor.view.phrases import each

if TYPE_CHECKING:
    from trainlog_doctor.judgement.diagnosis import Callbacks


def callbacks(advised: Callbacks | None, chosen: int | None) -> CallbacksView | None:
    """Write ModelCheckpoint and EarlyStopping for this run; the epoch to keep is told where they had kept another."""
    if advised is None:
        return None
    # A JSON string is a Python string: whatever the metric's name holds, it stays inside its quotes.
    monitor = json.dumps(neutral(advised.monitor), ensure_ascii=False)
    watched = f'monitor={monitor}, mode="{advised.mode}"'
    delta = f", min_delta={number(advised.min_delta)}" if advised.min_delta else ""
    calls = {
        "ModelCheckpoint": ('"best.keras"', watched, "save_best_only=True"),
        "EarlyStopping": (watched, f"patience={advised.patience}{delta}", "restore_best_weights=True"),
    }
    code = "\n".join(_call(name, arguments) for name, arguments in calls.items())
    other = "" if chosen is None or advised.data.get("kept") == chosen else chosen
    wait = advised.data["wait"] or ""
    instead = {"chosen": "", "finer": "", "finer" if advised.min_delta else "chosen": other}
    data = {**advised.data, **instead, "wait": wait, "monitor": advised.monitor, "patience": advised.patience}
    reason = translations(f"callbacks.{advised.patience_reason}", data)
    replayed = translations("callbacks.replayed" if "stopped" in data else "callbacks.replayed_whole", data)
    because = each("callbacks.joined", {"reason": reason, "replayed": replayed})
    return CallbacksView(code, because, advised.monitor, advised.mode, advised.patience, advised.min_delta)


def _call(name: str, arguments: tuple[str, ...]) -> str:
    """Write a call, an argument a line, so that it fits the narrowest terminal unbroken."""
    return "\n".join((f"{name}(", *(f"    {argument}," for argument in arguments), ")"))
