"""What a column's name says: an epoch counter, a step counter, a metric, or something beside the training."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from trainlog_doctor.foreign_names import in_english, told_as
from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def word_set(text: str) -> frozenset[str]:
    """Make a set of the words of a text."""
    return frozenset(text.split())


_WORD = regex(r"[^0-9A-Za-z]+|(?<=[a-z])(?<!Io)(?=[A-Z])")
"""What stands between words; ``IoU`` is one."""

EPOCH = frozenset(
    {"epoch", "epochs", "ep", "n epoch", "training iteration"}
    | {"epoch number", "epoch num", "epoch no", "epoch idx", "epoch index"}
)
STEP = frozenset(
    {"step", "steps", "global step", "iter", "iteration", "iterations", "trainer global step"}
    | {"num iters", "num iter", "current steps", "current step", "train step", "training step", "step number"}
    | {"micro step", "opt step", "optimizer step", "update", "updates", "update step", "cycle", "cycles"}
    | {"round", "rounds", "boosting round", "communication round", "server round", "global round"}
)
_INDEX = regex(r"(?:unnamed: 0(?:\.\d)?|index|s\.? ?no\.?)?")
"""What pandas calls the index of rows that a table was read with, and read with once more; a serial number."""

METRIC_WORDS = word_set(
    """loss losses cost costs acc accs accur accuracy accuracies auc aucs auroc auprc roc prc f1 fscore fmeasure fbeta
    precision recall prec rec mse mae rmse mape msle rmsle logloss mlogloss nll elbo kl kld error err merror iou miou
    dice jaccard map ap ar ppl perplexity bleu rouge meteor wer cer kappa mcc r2 psnr ssim fid score sensitivity
    specificity top1 top5 eer ndcg mrr pck nme hinge crossentropy entropy cosine cos similarity hits tp fp tn fn smape
    correlation pearson spearman reward return objective macc dsc hd95"""
)
LOSS_WORDS = frozenset({"loss", "losses", "logloss", "mlogloss", "nll", "elbo", "ppl", "perplexity"})
TRAINING_WORDS = frozenset({"train", "training", "tr", "trn"})
VALIDATION_WORDS = word_set("val va vl vld valid validation validate eval evaluation dev test testing te tst")
SIDES = TRAINING_WORDS | VALIDATION_WORDS
BESIDE_WORDS = word_set(
    """lr learning rate time seconds sec dur duration elapsed wall timestamp runtime date memory mem gpu cpu grad
    gradnorm norm momentum weight decay wd eta steps step iter iteration batch size epoch epochs fps speed ips"""
)


_NO_COST = word_set("packet packets path heat hearing stop profit")
"""What is lost otherwise: before ``loss`` no cost, as in ``packet_loss``, unless a part of the data is named."""

_remembered = lru_cache(maxsize=4096)
"""The files of one project name their columns alike."""


@_remembered
def words(name: str) -> tuple[str, ...]:
    """Split a column's name into lower-case words: ``Train Loss``, ``train/loss``, ``trainLoss``, ``train_loss_2``."""
    return tuple(word.lower() for word in _WORD.split(in_english(name[:200])) if word)


@_remembered
def is_epoch(name: str) -> bool:
    """Whether the name is that of an epoch counter."""
    return " ".join(words(name)) in EPOCH or name.strip() == "轮"


def _called(known: frozenset[str]) -> Callable[[str], bool]:
    """Make a test whether a name is one of those that are known."""
    return _remembered(lambda name: " ".join(words(name)) in known)


is_step = _called(STEP)
"""Whether the name is that of a step counter."""

is_rate = _called(frozenset({"lr", "lrs", "learning rate", "learning rates", "learn rate", "base learn rate"}))
"""Whether the name is that of the learning rate."""

is_batch = _called(frozenset({"batch", "batches", "batch idx", "batch index", "batch id", "batch number", "minibatch"}))
"""Whether the name is that of a counter of batches within an epoch."""

is_plural = _called(frozenset({"epochs"}))
"""Whether the name is ``epochs``, in any language: of a counter, or of how long each of several trainings was."""


@_remembered
def is_counter(name: str) -> bool:
    """Whether the name is that of what counts epochs or steps."""
    return is_epoch(name) or is_step(name)


@_remembered
def is_index(name: str) -> bool:
    """Whether the name is what a column of row numbers has that was written out with the table, or none at all."""
    return _INDEX.fullmatch(name.strip().lower()) is not None


def _measures(known: frozenset[str]) -> Callable[[str], bool]:
    """Make a test whether a name has a word that is known, numbered or not, or is that of a loss."""

    @_remembered
    def test(name: str) -> bool:
        named = any(word in known or word.rstrip("0123456789") in known for word in words(name))
        return (named or name.lower().endswith("loss")) and not is_lost(name)

    return test


is_metric = _measures(METRIC_WORDS)
"""Whether the name is that of something a training measures."""

is_loss = _measures(LOSS_WORDS)
"""Whether the name is that of a loss."""


def tells_of_loss(text: str) -> bool:
    """Whether a text holds a word for a loss, in any language, as every text does that names one."""
    small = text.lower()
    return any(word in small for word in (*LOSS_WORDS, *told_as("loss")))


def is_lost(name: str) -> bool:
    """Whether the name is that of something that is lost, and no cost: ``packet_loss``."""
    found = words(name)
    shares = "%" in name and "loss" in found
    otherwise = shares or any(before in _NO_COST and word == "loss" for before, word in pairwise(found))
    return otherwise and not names_side(name)


def _says(known: frozenset[str]) -> Callable[[str], bool]:
    """Make a test whether a name has a word that is known."""
    return _remembered(lambda name: not known.isdisjoint(words(name)))


is_validation = _says(VALIDATION_WORDS)
"""Whether the name marks what was measured on data that was not trained on."""

is_test = _says(frozenset({"test", "testing", "te", "tst"}))
"""Whether the name marks what was measured on the test set."""

names_side = _says(SIDES)
"""Whether the name marks which part of the data something was measured on, be it trained on or not."""


@_remembered
def is_beside(name: str) -> bool:
    """Whether the name is that of something logged beside metrics: a learning rate, a time of training, memory."""
    found = [word for word in words(name) if word not in SIDES]
    return is_rate(name) or (bool(found) and all(word in BESIDE_WORDS or word.isdigit() for word in found))


def is_known(name: str) -> bool:
    """Whether the name is known from trainings."""
    return is_counter(name) or is_metric(name) or is_beside(name)


def unique(names: Sequence[str]) -> list[str]:
    """Cut surrounding blanks, and number names that occur again: ``loss``, ``loss (2)``."""
    seen: dict[str, int] = {}
    result = []
    for name in map(str.strip, names):
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return result
