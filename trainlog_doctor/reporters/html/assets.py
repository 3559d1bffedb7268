"""Scripts and styles of the page, and the policy that lets a browser run these and nothing else."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_VENDOR = _FOLDER / "vendor" / "uplot"


@cache
def style() -> str:
    """Everything that the page looks by."""
    ours = (path.read_text(encoding="utf-8") for path in sorted((_FOLDER / "css").glob("*.css")))
    return "\n".join(((_VENDOR / "uPlot.min.css").read_text(encoding="utf-8"), *ours))


@cache
def scripts() -> tuple[str, ...]:
    """The charting library with its licence, and our own modules as one closed scope."""
    licence = (_VENDOR / "LICENSE").read_text(encoding="utf-8")
    library = (_VENDOR / "uPlot.iife.min.js").read_text(encoding="utf-8")
    ours = "\n".join(path.read_text(encoding="utf-8") for path in modules())
    return f"/*\n{licence}*/\n{library}", f'(() => {{\n"use strict";\n{ours}\nstart();\n}})();'


def modules() -> list[Path]:
    """Our own scripts: functions and constants only, in one scope, so that their order does not matter."""
    return sorted((_FOLDER / "js").glob("*.js"))


@cache
def policy() -> str:
    """The Content-Security-Policy: nothing is loaded, and only these scripts and this style are obeyed."""
    allowed = " ".join(map(_hash, scripts()))
    return f"default-src 'none'; script-src {allowed}; style-src {_hash(style())}; base-uri 'none'; form-action 'none'"


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
