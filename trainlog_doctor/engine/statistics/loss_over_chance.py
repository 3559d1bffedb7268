"""How a cross-entropy compares with that of a model which knows nothing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.engine.column_names import spelled, words_of
from trainlog_doctor.engine.measures.median import median
from trainlog_doctor.engine.measures.saturation import hopeless
from trainlog_doctor.engine.measures.windows import end, epoch_span
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray

_CLASSES_WITHOUT_ACCURACY = (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000)
_FIT_WITHOUT_ACCURACY = 0.01
"""How close a loss must be to ln K to be taken for it when no accuracy speaks for that K."""

_ONE_ANSWER = 0.0002
"""Range of an accuracy that shows one class predicted throughout: one number each epoch, but for a sample or two. What
was learnt as well as it can be flips a few more, and is no share of a class."""

_STANDING = 0.001
"""Range within which an accuracy of guessing does not move."""

_CHANCE_FIT = 0.2
"""How far accuracy * K may be from 1 for the accuracy to count as that of guessing among K classes."""

_WHOLE = frozenset({"loss", "train_loss", "val_loss", "eval_loss", "test_loss"})
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Chance:
    level: float
    classes: int
    share: float


def loss_over_chance(
    loss: Series, accuracy: Series | None, share: float, far: float, rise: float
) -> Measurement | None:
    """Lowest loss / chance level - 1: 0 is exactly a guess, below 0 something was learnt.

    The chance level is the entropy of the labels: ln K for K balanced classes, H(p) where a constant accuracy p shows
    that one class holds the share p. K is the number of classes that fits accuracy (1/K) and loss (ln K) together best
    or, without an accuracy, the loss alone unless it is a sum of others; without either the answer is None.

    Unit: fraction of the chance level; -1 when the accuracy is not that of guessing.
    Source: T. M. Cover and J. A. Thomas, Elements of Information Theory, 2006, section 2.6.

    Parameters
    ----------
    share
        Part of the run that counts as its end, 0 to 1.
    far
        A loss that comes no nearer than this to the chance level at its end, as a fraction of that level, is not at it
        (there may be more classes), unless the accuracy is that of guessing and does not move, or both stand still and
        each wrong answer costs as much as it can: the network then gives the same answer always, and is certain of it.
        Its lowest point counts: oversized steps throw a loss up, never down.
    rise
        An accuracy that ends more than this above its first value, unit 1, is none of guessing among K classes: guesses
        are as good from the first epoch on. The share of one class is found on the way.

    Fields
    ------
    chance, level
        The chance level (empty where the accuracy is not that of guessing), and the median of the last losses.
    classes
        The K of ln K; 0 where the level is H(p), empty as above.
    share
        The p of H(p); 0 where the level is ln K, empty as above.
    """
    tail = end(loss.values, share, _FEWEST)
    level = median(tail)
    chance = _from_loss(level) if accuracy is None else _from_accuracy(accuracy.values, tail, share, far, rise)
    if accuracy is None and (chance is None or _is_sum(loss)):
        return None
    fields: dict[str, float | int | str] = {"chance": "", "level": level, "classes": "", "share": ""}
    if chance is None:
        return Measurement(-1.0, epoch_span(loss), fields)
    fields |= {"chance": chance.level, "classes": chance.classes, "share": chance.share}
    return Measurement(loss.bounds[0] / chance.level - 1, epoch_span(loss), fields)


def _is_sum(loss: Series) -> bool:
    """Whether the log has parts of a loss, ``kind_loss`` beside ``loss``: it has no level of guessing, they have."""
    parts = (spelled(column) for column in loss.run.frame.columns if "loss" in words_of(column))
    return spelled(loss.name) in _WHOLE and len({part.removeprefix("val_") for part in parts} - _WHOLE) > 1


def _from_loss(level: float) -> _Chance | None:
    """Find the K whose ln the loss meets."""
    near = (k for k in _CLASSES_WITHOUT_ACCURACY if abs(level / math.log(k) - 1) <= _FIT_WITHOUT_ACCURACY)
    classes = next(near, None)
    return None if classes is None else _Chance(math.log(classes), classes, 0.0)


def _from_accuracy(accuracy: FloatArray, loss: FloatArray, part: float, far: float, rise: float) -> _Chance | None:
    """Find what an accuracy of guessing says of the labels; None where it is not that of guessing."""
    told = end(accuracy, part, _FEWEST)
    share, lowest = median(told), float(loss.min())
    moves = float(told.max() - told.min())
    if moves <= _ONE_ANSWER and 0.55 < share < 1.0:
        entropy = -share * math.log(share) - (1 - share) * math.log(1 - share)
        return _Chance(entropy, 0, share) if lowest <= (1 + far) * entropy or hopeless(loss, told) else None
    if not 0.001 < share < 1.0 or share - accuracy[0] > rise:
        return None
    classes = _classes(share, median(loss))
    if classes is None or (lowest > (1 + far) * math.log(classes) and moves > _STANDING):
        return None
    return _Chance(math.log(classes), classes, 0.0)


def _classes(share: float, level: float) -> int | None:
    """Find K by how far accuracy and loss are off its 1/K and ln K, as ratios; None if no accuracy of guessing.

    The ratio of the losses is taken as a logarithm, or one far above all chance would always speak for more classes.
    """
    if level <= 0:
        return None
    fewer = max(2, math.floor(1 / share))
    fitting = {classes: abs(share * classes - 1) for classes in (fewer, fewer + 1)}
    off = {k: error + abs(math.log(level / math.log(k))) for k, error in fitting.items() if error <= _CHANCE_FIT}
    return min(off, key=off.__getitem__, default=None)


LOSS_OVER_CHANCE = Statistic(
    loss_over_chance,
    inputs=2,
    required=1,
    points=_FEWEST,
    arguments={"share": Argument("number", 1 / 3), "far": Argument("number"), "rise": Argument("number", 1.0)},
    fields=("chance", "level", "classes", "share"),
)
