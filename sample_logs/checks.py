"""Check with numbers that each sample run shows what its name says."""

import csv
import json
import math
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

History = dict[str, list[float]]


class Fact(NamedTuple):
    """One measured statement and whether it is what the case promises."""

    text: str
    holds: bool


def print_table(folder: Path) -> None:
    """Print one Markdown row per run; fail when a run does not show its symptom."""
    failures = 0
    print("| run | shows | measured |\n|---|---|---|")
    for case in sorted(folder.glob("keras[23]/*")):
        shows, check = CHECKS[case.name]
        facts = [*check(case), *log_facts(case)]
        failures += sum(not fact.holds for fact in facts)
        texts = [fact.text if fact.holds else f"**FAILS: {fact.text}**" for fact in facts]
        print(f"| `{case.parent.name}/{case.name}` | {shows} | {'; '.join(texts)} |")
    if failures:
        raise SystemExit(f"{failures} checks failed")


def read_history(case: Path) -> History:
    """Read history.json or, without it, history.csv."""
    if (case / "history.json").exists():
        return json.loads((case / "history.json").read_text())
    return read_csv(case)


def read_csv(case: Path) -> History:
    """Read what CSVLogger wrote."""
    with (case / "history.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    names = [name for name, value in rows[0].items() if name != "epoch" and value != "NA"]
    return {name: [float(row[name]) for row in rows] for name in names}


def read_log(case: Path, name: str = "verbose1.log") -> str:
    """Read a log as text."""
    return (case / name).read_bytes().decode("utf-8")


def read_events(case: Path) -> History:
    """Read the epoch scalars of both event files, named as in the history."""
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
    from tensorboard.util.tensor_util import make_ndarray

    history: History = {}
    for subset, prefix in (("train", ""), ("validation", "val_")):
        events = EventAccumulator(str(case / "tensorboard" / subset), {"tensors": 0}).Reload()
        for tag in (tag for tag in events.Tags()["tensors"] if tag.startswith("epoch_")):
            values = [float(make_ndarray(event.tensor_proto)) for event in events.Tensors(tag)]
            history[prefix + tag.removeprefix("epoch_")] = values
    return history


def same(found: History, wanted: History) -> bool:
    """Tell whether `found` has all numbers of `wanted`, as float32."""
    return all(
        len(found[name]) == len(values)
        and all(
            math.isclose(a, b, rel_tol=1e-6) or (math.isnan(a) and math.isnan(b))
            for a, b in zip(found[name], values, strict=True)
        )
        for name, values in wanted.items()
    )


def log_facts(case: Path) -> Iterator[Fact]:
    """Say which logs print each number of the history, epoch by epoch."""
    if not (case / "history.csv").exists():
        return
    history = read_history(case)
    logs = sorted(path.name for path in case.glob("*.log"))
    yield Fact(f"same numbers in {', '.join(logs)}", all(prints(read_log(case, log), history) for log in logs))
    if (case / "history.json").exists():
        yield Fact("and history.csv", same(read_csv(case), history))
    if (case / "tensorboard").exists():
        yield Fact("and tensorboard", same(read_events(case), history))


def prints(log: str, history: History) -> bool:
    """Tell whether each epoch of `log` shows each of its numbers as Keras rounds them."""
    epochs = re.split(r"Epoch \d+/\d+\r?\n", log)[1:]
    return len(epochs) == len(history["loss"]) and all(
        f"{name}: {as_printed(values[index])}" in epoch
        for index, epoch in enumerate(epochs)
        for name, values in history.items()
    )


def as_printed(value: float) -> str:
    """Round as the Keras progress bar does."""
    return f"{value:.4f}" if abs(value) > 1e-3 else f"{value:.4e}"


def best_epoch(losses: list[float]) -> int:
    """Return the epoch of the minimum, counted from 1."""
    return losses.index(min(losses)) + 1


def rise(losses: list[float]) -> float:
    """Return how far the last value lies above the minimum, as a share of it."""
    return losses[-1] / min(losses) - 1


def check_healthy(case: Path) -> Iterator[Fact]:
    """Flat val_loss at its minimum, near the training loss."""
    history = read_history(case)
    loss, val_loss = history["loss"], history["val_loss"]
    tail = val_loss[-5:]
    yield Fact(
        f"val_loss {val_loss[0]:.3f} → {val_loss[-1]:.3f}, {rise(val_loss):.1%} above its minimum",
        val_loss[-1] < val_loss[0] / 2 and rise(val_loss) < 0.01,
    )
    yield Fact(f"last 5 epochs within {max(tail) / min(tail) - 1:.1%}", max(tail) / min(tail) < 1.02)
    yield Fact(f"final loss {loss[-1]:.3f}", abs(loss[-1] - val_loss[-1]) < 0.15 * loss[-1])
    yield Fact(f"final val_f1 {history['val_f1'][-1]:.3f}", history["val_f1"][-1] > 0.93)


def check_plateau(case: Path) -> Iterator[Fact]:
    """Rising val_loss while val_f1 stays."""
    history = read_history(case)
    best = best_epoch(history["val_loss"])
    since = history["val_f1"][best - 1 :]
    yield rising_loss(history)
    yield falling_loss(history)
    yield Fact(
        f"val_f1 from epoch {best} on between {min(since):.3f} and {max(since):.3f}",
        max(history["val_f1"]) - min(since) < 0.02,
    )


def rising_loss(history: History) -> Fact:
    """Minimum of val_loss at epoch 5 to 15, then at least 25 % up."""
    values = history["val_loss"]
    best = best_epoch(values)
    minimum = f"val_loss minimum {min(values):.3f} at epoch {best} of {len(values)}"
    return Fact(f"{minimum}, ends at {values[-1]:.3f} (+{rise(values):.0%})", 5 <= best <= 15 and rise(values) > 0.25)


def falling_loss(history: History) -> Fact:
    """Training loss falls to under half of what it was at the minimum of val_loss."""
    then = history["loss"][best_epoch(history["val_loss"]) - 1]
    return Fact(f"loss {then:.4f} there, {history['loss'][-1]:.4f} at the end", history["loss"][-1] < then / 2)


def check_overfit(case: Path) -> Iterator[Fact]:
    """Rising val_loss, falling val_accuracy and val_f1."""
    history = read_history(case)
    yield rising_loss(history)
    yield falling_loss(history)
    for name in ("val_accuracy", "val_f1"):
        best, last = max(history[name]), history[name][-1]
        yield Fact(f"{name} {best:.3f} at epoch {history[name].index(best) + 1}, then {last:.3f}", best - last > 0.05)


def check_oscillation(case: Path) -> Iterator[Fact]:
    """Training loss that keeps changing direction, by large steps."""
    loss = read_history(case)["loss"]
    steps = [after - before for before, after in pairwise(loss)]
    turns = sum(a * b < 0 for a, b in pairwise(steps))
    swing = sorted(abs(step) for step in steps)[len(steps) // 2] / (sum(loss) / len(loss))
    yield Fact(f"loss turns {turns} times in {len(loss)} epochs", turns >= 0.6 * (len(steps) - 1))
    yield Fact(f"median step {swing:.0%} of the mean loss", swing > 0.1)
    yield Fact(f"loss between {min(loss):.2f} and {max(loss):.2f}", all(map(math.isfinite, loss)))
    accuracy = read_history(case)["accuracy"]
    yield Fact(f"accuracy between {min(accuracy):.3f} and {max(accuracy):.3f}, not at chance", min(accuracy) > 0.6)


def check_gap(case: Path) -> Iterator[Fact]:
    """Flat val_loss, far above the training loss."""
    history = read_history(case)
    loss, val_loss = history["loss"][-1], history["val_loss"][-1]
    yield Fact(f"final loss {loss:.3f}, val_loss {val_loss:.3f}", val_loss > 2 * loss)
    accuracy, val_accuracy = history["accuracy"][-1], history["val_accuracy"][-1]
    yield Fact(f"accuracy {accuracy:.3f}, val_accuracy {val_accuracy:.3f}", accuracy - val_accuracy > 0.05)
    yield Fact(f"val_loss ends {rise(history['val_loss']):.1%} above its minimum", rise(history["val_loss"]) < 0.03)


def check_stuck(case: Path) -> Iterator[Fact]:
    """Loss that stays at ln 2."""
    history = read_history(case)
    for name in ("loss", "val_loss"):
        low, high = min(history[name]), max(history[name])
        yield Fact(
            f"{name} {low:.4f} to {high:.4f} over {len(history[name])} epochs",
            max(abs(low - math.log(2)), abs(high - math.log(2))) < 0.001,
        )
    accuracy = history["val_accuracy"]
    yield Fact(f"val_accuracy {min(accuracy):.3f} to {max(accuracy):.3f}", all(abs(a - 0.5) < 0.01 for a in accuracy))


def check_nan(case: Path) -> Iterator[Fact]:
    """Finite epochs first, then nan to the end."""
    for name in ("loss", "val_loss"):
        values = read_history(case)[name]
        first = next(index for index, value in enumerate(values) if math.isnan(value))
        yield Fact(
            f"{name} nan from epoch {first + 1} of {len(values)}, {values[first - 1]:.3f} before",
            3 <= first <= 8 and all(map(math.isnan, values[first:])),
        )


def check_kfold(case: Path) -> Iterator[Fact]:
    """Five folds and one line of scores per epoch."""
    for name in ("verbose1.log", "verbose2.log", "terminal.log"):
        log = read_log(case, name)
        folds, epochs = (len(re.findall(pattern, log)) for pattern in (r"Fold \d/5\r?\n", r"Epoch \d+/10\r?\n"))
        scores = re.findall(r" — val_f1: [\d.]+ — val_precision: [\d.]+ — val_recall: [\d.]+", log)
        yield Fact(
            f"{name}: {folds} folds, {epochs} epochs, {len(scores)} score lines",
            (folds, epochs, len(scores)) == (5, 50, 50),
        )
    first, second = (re.findall(r"val_f1: [\d.]+", read_log(case, name)) for name in ("verbose1.log", "verbose2.log"))
    yield Fact("same scores in the first two", first == second)


def check_checkpoints(case: Path) -> Iterator[Fact]:
    """Messages of all three callbacks and an early stop."""
    log = read_log(case)
    epochs = len(read_history(case)["loss"])
    yield Fact(f"stopped after {epochs} of 60 epochs", epochs < 60 and "early stopping" in log)
    yield Fact("best.keras saved", "saving model to best.keras" in log)
    for phrase in ("val_loss improved from", "did not improve from", "ReduceLROnPlateau reducing"):
        yield Fact(f"“{phrase}” × {log.count(phrase)}", phrase in log)
    yield Fact("“Restoring model weights” × 1", log.count("Restoring model weights") == 1)


def check_no_validation(case: Path) -> Iterator[Fact]:
    """No name with val_ anywhere."""
    history = read_history(case)
    yield Fact(
        f"{len(history['loss'])} epochs, loss {history['loss'][0]:.3f} → {history['loss'][-1]:.3f}",
        len(history["loss"]) == 10,
    )
    yield Fact("no val_ in the log", "val_" not in read_log(case))


def check_interrupted(case: Path) -> Iterator[Fact]:
    """Log that ends inside a bar of epoch 9."""
    last = read_log(case).rpartition("Epoch ")[2]
    step = re.findall(r"(\d+)/20", last)[-1]
    yield Fact(
        f"ends in epoch {last.split('/')[0]} of 30 at step {step} of 20, without a line end",
        last.startswith("9/30") and int(step) < 20 and not last.endswith("\n"),
    )


def check_imbalanced(case: Path) -> Iterator[Fact]:
    """Loss that sits at the entropy of the labels."""
    history = read_history(case)
    zeros, ones = map(int, re.findall(r"[01]=(\d+)", read_log(case).splitlines()[0]))
    share = ones / (zeros + ones)
    entropy = -share * math.log(share) - (1 - share) * math.log(1 - share)
    late = history["loss"][5:]
    yield Fact(f"{zeros} and {ones} examples, entropy {entropy:.4f}", share <= 0.2)
    yield Fact(f"loss {min(late):.4f} to {max(late):.4f} from epoch 6 on", max(abs(v - entropy) for v in late) < 0.01)
    yield Fact(f"val_accuracy always {history['val_accuracy'][0]:.3f}", len(set(history["val_accuracy"])) == 1)
    yield Fact("val_f1 always 0", set(history["val_f1"]) == {0.0})


CHECKS: dict[str, tuple[str, Callable[[Path], Iterator[Fact]]]] = {
    "healthy": ("convergence, nothing wrong", check_healthy),
    "overfit_f1_plateau": ("val_loss rises, val_f1 does not fall", check_plateau),
    "overfit": ("val_loss rises, val_accuracy and val_f1 fall", check_overfit),
    "lr_too_high": ("training loss zig-zags", check_oscillation),
    "train_val_gap": ("wide gap, flat val_loss", check_gap),
    "stuck_0693": ("loss stuck at ln 2", check_stuck),
    "nan": ("loss becomes nan", check_nan),
    "kfold": ("five fits in one log", check_kfold),
    "checkpoints": ("messages of callbacks, early stop", check_checkpoints),
    "no_validation": ("no validation data", check_no_validation),
    "interrupted": ("killed in the middle of an epoch", check_interrupted),
    "imbalanced_stuck": ("collapse to the majority class", check_imbalanced),
}
