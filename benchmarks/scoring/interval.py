"""How far a rate may be off by chance."""

from __future__ import annotations

import math

_Z = 1.959964


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95% interval of a rate; (0, 1) where nothing was counted."""
    if not of:
        return 0.0, 1.0
    rate, z2 = hits / of, _Z * _Z
    middle, width = rate + z2 / (2 * of), _Z * math.sqrt(rate * (1 - rate) / of + z2 / (4 * of * of))
    return max(0.0, (middle - width) / (1 + z2 / of)), min(1.0, (middle + width) / (1 + z2 / of))
