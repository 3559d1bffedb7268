"""Where the training's bytes go besides the parser: standard output, the saved log. They never harm the training."""

from __future__ import annotations

from trainlog_doctor.errors import SourceError
from trainlog_doctor.live.descriptors import write_all
from trainlog_doctor.record import dataclass


@dataclass(slots=True)
class Sink:
    """An open file that is given every byte, until it takes no more.

    Attributes
    ----------
    path
        Its name for messages.
    fault
        Why it took no more; None while all is well, and for a reader who has gone away.
    """

    descriptor: int
    path: str
    fault: SourceError | None = None
    _open: bool = True

    def write(self, data: bytes) -> SourceError | None:
        """Write, and say what went wrong when it does so for the first time."""
        if not self._open:
            return None
        try:
            write_all(self.descriptor, data)
        except BrokenPipeError:
            self._open = False
        except OSError as error:
            self._open = False
            self.fault = SourceError("live.sink_failed", path=self.path, problem=error.strerror or "")
            return self.fault
        return None
