"""Make the sample logs from real Keras trainings; run by hand, never by the tests.

Usage: ``python sample_logs/make_samples.py --keras keras3 [--only CASE]``
from an environment that has that Keras, and afterwards
``python sample_logs/make_samples.py --verify`` for the table in ORIGIN.md.

Each file of a case comes from the same seeded training. The log with verbose=1,
the history files and the TensorBoard events come from one process; terminal.log and
verbose2.log come from repetitions, whose histories must be identical.
"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from capture import through_pipe, through_terminal, until_killed

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Make, verify or (as a child process) train."""
    options = parse_arguments()
    if options.verify:
        from checks import print_table

        print_table(HERE)
    elif options.train:
        from cases import CASES
        from training import train

        train(CASES[options.train], options.verbose)
    else:
        make_all(options.keras, options.only)


def parse_arguments() -> argparse.Namespace:
    """Read the command line; ``--train`` is for the child processes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keras", choices=("keras2", "keras3"))
    parser.add_argument("--only", metavar="CASE")
    parser.add_argument("--verify", action="store_true", help="check the files and print the facts")
    parser.add_argument("--train", metavar="CASE", help=argparse.SUPPRESS)
    parser.add_argument("--verbose", type=int, default=1, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not (options.verify or options.train or options.keras):
        parser.error("one of --keras and --verify is needed")
    return options


def make_all(folder: str, only: str | None) -> None:
    """Make every case, or only one, with the Keras of this environment."""
    import keras
    from cases import CASES

    if keras.__version__[0] != folder[-1]:
        raise SystemExit(f"{folder} wanted, but this is Keras {keras.__version__}")
    for name in [only] if only else CASES:
        print(f"{folder}/{name}", flush=True)
        make_case(name, CASES[name].forms, CASES[name].kill_at, HERE / folder / name)


def make_case(name: str, forms: frozenset[str], kill_at: bytes, target: Path) -> None:
    """Write all files of one case into `target`, which is emptied first."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as temporary:
        stage = Path(temporary)
        if kill_at:
            (target / "verbose1.log").write_bytes(until_killed(child(name, 1), stage, kill_at))
            return
        (target / "verbose1.log").write_bytes(through_pipe(child(name, 1), stage))
        keep_history(stage, forms, target)
        history = json.loads((stage / "history.json").read_text())
    repeat(name, forms, history, target)


def child(name: str, verbose: int) -> list[str]:
    """Return the command that runs one training."""
    return [sys.executable, str(HERE / "make_samples.py"), "--train", name, "--verbose", str(verbose)]


def keep_history(stage: Path, forms: frozenset[str], target: Path) -> None:
    """Copy the wanted history files; event files lose the machine's name."""
    for form in sorted(forms & {"csv", "json"}):
        shutil.copy(stage / f"history.{form}", target)
    for events in stage.glob("tensorboard/*/events.out.tfevents.*"):
        subset = target / "tensorboard" / events.parent.name
        subset.mkdir(parents=True)
        shutil.copy(events, subset / "events.out.tfevents.1700000000.host.1.0.v2")


def repeat(name: str, forms: frozenset[str], history: dict[str, list[float]], target: Path) -> None:
    """Run the training again for the other logs and insist on the same history."""
    for form, run, verbose in (("terminal", through_terminal, 1), ("verbose2", through_pipe, 2)):
        if form not in forms:
            continue
        with tempfile.TemporaryDirectory() as stage:
            (target / f"{form}.log").write_bytes(run(child(name, verbose), Path(stage)))
            if repr(json.loads((Path(stage) / "history.json").read_text())) != repr(history):
                raise RuntimeError(f"{target}: {form}.log has another history")


if __name__ == "__main__":
    main()
