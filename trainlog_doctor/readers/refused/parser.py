"""The parser of a source that is refused: it keeps nothing and always raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.model import Run, Scalar


@dataclass(frozen=True, slots=True)
class RefusingParser:
    """Refuses with a reason.

    Attributes
    ----------
    key
        Key of the reason in the catalogues.
    data
        Values of its placeholders.
    """

    key: str
    data: Mapping[str, Scalar] = field(default_factory=dict)

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes, and drop them."""

    def close(self) -> Sequence[Run]:
        """Refuse.

        Raises
        ------
        FormatError
            Always.
        """
        raise FormatError(f"history_errors.{self.key}", **self.data)
