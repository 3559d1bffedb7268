"""YAML that holds curves: refused with a way to convert it, since nothing else here reads YAML out of a log."""

from __future__ import annotations

from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.refused.parser import RefusingParser
from trainlog_doctor.record import dataclass
from trainlog_doctor.regex import regex

_NAME = rb"^[ \t]{0,40}+(?:- )?(['\"]?[\w/.-]{0,40}(?:loss|acc|accuracy|losses)['\"]?)"
_CURVE = regex(rb"(?im)" + _NAME + rb":[ \t]{0,9}+(?:\r?\n[ \t]{0,40}+-[ \t]{1,9}+[-+.\d]|\[[ \t]{0,9}+[-+.\d])")
_ROW = regex(rb"(?im)" + _NAME + rb":[ \t]{1,9}+[-+.\d][-+.\deE]{0,40}+[ \t\r]*+$")
_LOOKED_AT = 16_384
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class YamlReader:
    """Recognises lists of losses and accuracies as YAML writes them, or one of each below the other."""

    name: str = "yaml-text"

    def sniff(self, head: Head) -> Sniff:
        """Ours, if nobody else's: two names, each with a list, or in a row of a list of objects."""
        start = head.data[:_LOOKED_AT]
        found = _CURVE.findall(start) or (_ROW.findall(start) if start.lstrip()[:2] == b"- " else [])
        if len(found) < _FEWEST:
            return NOT_MINE
        seen = ", ".join(dict.fromkeys(name.decode("ascii", "replace") for name in found[:6]))
        return Sniff(Certainty.WEAK, seen, {"seen": seen})

    def parser(self, sniff: Sniff) -> RefusingParser:
        """Make a parser that refuses."""
        return RefusingParser("yaml", dict(sniff.learnt))
