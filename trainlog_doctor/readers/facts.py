"""What readers report besides metrics: the closed list of facts and their data.

Fields marked with ``?`` may be None. Values stand as the source gives them; paths and messages are cut short.
"""

from __future__ import annotations

CHECKPOINT_SAVED = "checkpoint-saved"
"""A checkpoint was written: ``monitor``?, ``previous``? (best value before), ``value``?, ``path``?."""

CHECKPOINT_NOT_IMPROVED = "checkpoint-not-improved"
"""A checkpoint was not written: ``monitor``, ``best``?."""

EARLY_STOPPING = "early-stopping"
"""A callback ended the run for want of improvement: no data."""

RESTORED_BEST = "restored-best"
"""The best epoch's weights were put back: ``best_epoch``? (1-based)."""

REDUCE_LR = "reduce-lr"
"""ReduceLROnPlateau lowered the learning rate: ``lr``."""

LR_SCHEDULE = "lr-schedule"
"""A schedule set the learning rate: ``lr``."""

NON_FINITE_STOP = "non-finite-stop"
"""TerminateOnNaN ended the run: ``batch``."""

EVALUATE = "evaluate"
"""``evaluate`` ran: ``steps``?, ``set`` (``train``, ``validation``, ``test``) where the log names the data, and one
item for each metric."""

PRINTED_SCORE = "printed-score"
"""The program printed a score after training: one item for each metric, named as printed."""

CLASSIFICATION_REPORT = "classification-report"
"""One row of a classification report: ``label``, ``precision``, ``recall``, ``f1``, ``support``."""

CLASS_COUNTS = "class-counts"
"""How many examples the classes have: one item for each class."""

SAMPLES = "samples"
"""Sizes of the data: ``train``, ``validation``?."""

IMAGES_FOUND = "images-found"
"""A generator found files: ``images``, ``classes``?."""

MODEL_SUMMARY = "model-summary"
"""The model: ``name``?, ``parameters``?, ``trainable``?, ``layers`` and how many of them are ``batch_normalization``,
``dropout``, ``recurrent``, ``convolution``, ``attention``, ``embedding``, ``dense``."""

SETTINGS = "settings"
"""How the program says that it trains: ``optimizer``?, ``batch_size``?, ``learning_rate``?, ``loss``?."""

BACKEND = "backend"
"""The backend that Keras names: ``name``."""

VERSION = "version"
"""The version of a library that the log names: ``library``, ``version``."""

WARNING = "warning"
"""A warning that matters: ``code`` (kebab-case) and ``detail``?."""

RESUMED_FROM = "resumed-from"
"""The run continues another one: one item for each metric, the values of that one's last epoch."""

INTERRUPTED = "interrupted"
"""The run was broken off by hand or by a signal: ``by``."""

TRACEBACK = "traceback"
"""The program failed: ``error``."""

OUT_OF_MEMORY = "out-of-memory"
"""Memory ran out: ``error``."""

KINDS: frozenset[str] = frozenset(kind for name, kind in tuple(globals().items()) if name.isupper())
"""All of them."""
