"""Whether the log shows that better weights than the last ones were kept."""

from __future__ import annotations

from trainlog_doctor.engine.measures.facts import CHECKPOINT_SAVED, RESTORED_BEST, is_transcript, of_kind
from trainlog_doctor.engine.statistic import Measurement, Series, Statistic


def weights_kept(whole: Series) -> Measurement | None:
    """Count saved checkpoints and restored weights. None where the kind of log cannot show any."""
    if not is_transcript(whole.run):
        return None
    return Measurement(float(len(of_kind(whole.run, CHECKPOINT_SAVED, RESTORED_BEST))))


WEIGHTS_KEPT = Statistic(weights_kept, lacks="callback_lines")
