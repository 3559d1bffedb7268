"""Where a line counts: its epoch, and the steps of one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

EPOCH = regex(
    r"(?i)(?<![a-z/])(?<!in_)(?:epoch(?:[_ ]?(?:id|num(?:ber)?|idx|no\.?))?|epochs(?=\s\d{1,7}[,/])|epoche|[eé]poca"
    r"|époque|эпоха|エポック|에포크|에폭|ep|轮次|轮数|训练轮次|(?:训练|迭代|(?<![\u4e00-\u9fff]))周期)"
    r"(?:\((?:train|val|test)\))?['\"]?\s{0,2}(?:[:=：]\s{1,2}[\[(](?=\d{1,7}\s?[/\])])|[:=：]\s{3,12}|-{1,2}>?\s|[:=#：\[(]{0,2}\s{0,2})"
    r"(\d{1,7})(?:\s?(?:/|of)\s?(\d{1,7}))?(?!\.?\d)[\])]?"
    r"|(?<![\w\-/.])epoch-(\d{1,7})(?=[\s:,|]|$)"
    r"|第\s?(\d{1,7})\s?(?:/\s?(\d{1,7})\s?)?(?:轮|个\s?epoch|次迭代|代)"
    r"|(?<=\| )(\d{1,7})/(\d{1,7})(?= \[[^\]]{0,60}(?:epoch/s|s/epoch),)"
    r"|\[\s?(\d{1,7})\s?/\s?(\d{1,7})\](?=\[\s{0,5}\d{1,9}\s?/\s?\d{1,9}\s?\])"
    r"|(?<=train: )(\d{1,7})(?=\s\[\s{0,5}\d{1,9}/\d{1,9}\s{0,2}\()"
    r"|^(?:train|val(?:id)?|test)\s(\d{1,7})(?=,\sloss[\s:=]{1,3}[\d.]{1,20},\s[a-z ]{0,12}acc(?:uracy)?[\s:=]{1,3}\d)"
)
"""The last ones stand before a count of its steps, ``[3/90][20/500]``, or behind a part: ``Test 3, loss: 1, acc 1``."""

STEP = regex(
    r"(?i)(?<![a-z])(?:(?:step|iter(?:ation)?|batch|progress)s?(?:[ _](?:no|num(?:ber)?|idx?|index))?\b"
    r"|(?:训练|迭代)次数)\s{0,2}[:=：\[]?\s{0,2}\d|[\d\]]\s{0,3}\[\s{0,5}\d{1,9}\s?/\s?\d{1,9}[\s\]]"
)
COUNTED = regex(r"\[\s{0,9}\d{1,9}(?:\s?/\s?|,\s{1,9})\d{1,9}\]")
"""What counts the steps on a line that names no epoch: ``Test: [20/79]``, ``[3,  2000] loss: 0.4``."""

TALLY = regex(
    r"\s{0,20}\[\s?([A-Za-z]{2,10}\s?\|\s?)?(\d{1,7})(?:\s?/\s?(\d{1,7})\s?\](?=[\s:\[])|,\s{1,9}\d{1,9}\](?=[\s:]{1,3}loss[\s:=]{1,3}\d{1,9}\.\d{1,9}(?![\d%])))"
)
"""A count at the beginning of a line, perhaps behind a part of the data: ``[ Valid | 007/080 ] loss = 0.4``.

It is of epochs where that part stands with it, where training and validation stand side by side behind it, and where a
step stands beside it: ``[3,  2000] loss: 0.4``. A count alone may be: all lines together tell.
"""

OF_RECORD = regex(r"(?i)(?:best|最佳)(?:[\s_(（]{0,3}|[^|;]{1,50}\s(?:at|in|from)\s)$")
"""What stands before the epoch of the best values so far: ``best epoch 12``, ``best loss: 0.4 at epoch 12``."""

CODE = regex(r"\w\(\s?[fru]{0,2}[\"'][^\"']*$")
"""A call with a text that has not ended: what the program would print, not what it printed."""

CALL = regex(r"(?<!\w)[a-z_]\w{0,60}\(epoch=\d{1,7},\s?\w{1,60}=|\w\(epoch=\d{1,7},[^()]{1,500}\),\s{0,9}$")
"""The same with an epoch as an argument, ``update(epoch=3, loss=0.5)``; a class shows itself so as well."""

QUOTATION = regex(r"[^\W\d_]\W{0,3}\s[\"'`][^\"'`]{0,80}$")
"""A sentence that quotes what follows; a key of a dictionary is quoted as well, but for itself."""

SCHEDULED = regex(r"(?i)(?:reducing|adjusting) learning rate of group")
"""What a scheduler of PyTorch prints of its steps, which it counts for itself: ``Epoch    17: reducing …``."""

FIRST = (0, 1)
"""How the first epoch is counted."""

FEWEST_APART = 5
"""Epochs that rise by more than one must be so many: a few may be the parameters of experiments."""


def find_epoch(text: str) -> re.Match[str] | None:
    """Where a line names its epoch: not at a function's name, ``train_epoch:95``, unless nowhere else."""
    if text.isascii() and "ep" not in text.lower() and not any(sign in text for sign in ("[", "rain: ", ", loss")):
        return None
    inside = None
    for one in EPOCH.finditer(text):
        if OF_RECORD.search(text[max(0, one.start() - 60) : one.start()]):
            continue
        if text[one.start() - 1 : one.start()] != "_":
            return one
        inside = inside or one
    return inside


def is_quoted(text: str, marker: re.Match[str]) -> bool:
    """Whether an epoch stands in a program's text, or in what a sentence quotes."""
    if CODE.search(text, 0, marker.start()) or ("(epoch=" in text and CALL.search(text)):
        return True
    return set(marker[0]).isdisjoint("\"'") and QUOTATION.search(text, 0, marker.start()) is not None


def in_turn(counts: Sequence[float]) -> bool:
    """Whether counts are those of all from the first on, one after the other."""
    return counts[0] in FIRST and counts == [counts[0] + at for at in range(len(counts))]


def is_counted(epochs: Sequence[float]) -> bool:
    """Whether epochs rise by one, or evenly and often: those of experiments in a list of parameters hardly do."""
    rises = {after - before for before, after in pairwise(epochs)}
    return rises <= {1} or (len(rises) == 1 and len(epochs) >= FEWEST_APART)
