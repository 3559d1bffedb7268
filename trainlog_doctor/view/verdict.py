"""The one sentence about a run. "Nothing fired" and "nothing could be checked" are different answers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from trainlog_doctor.brief import first_few
from trainlog_doctor.i18n.numbers import number
from trainlog_doctor.view.model import VerdictView
from trainlog_doctor.view.phrases import each, listed, same, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.judgement.silence import Silence, SilenceKind, Unexplained
    from trainlog_doctor.view.model import BestView, FindingView, OutcomeView, Weight

_NO_FINDING = "no-finding"
NOT_JUDGED: Final = "not-judged"
_CALM = frozenset({_NO_FINDING, "only-remarks"})


def verdict(diagnosis: Diagnosis, findings: Sequence[FindingView], outcomes: Sequence[OutcomeView]) -> VerdictView:
    """Word the verdict: the message of the rule that a person should hear of first, or why there is none."""
    if diagnosis.silence is not None:
        return _silent(diagnosis.silence, findings, tally(outcomes))
    chosen = next(finding for finding in findings if finding.is_verdict)
    said = _with_remarks(chosen, findings)
    return VerdictView(chosen.code, chosen.name, chosen.severity, chosen.severity_label, said, chosen.severity)


def weight_of(silence: SilenceKind) -> Weight:
    """How much a run weighs on which no rule gives a verdict."""
    return "calm" if silence in _CALM else "open"


def _silent(silence: Silence, findings: Sequence[FindingView], answers: Counter[str]) -> VerdictView:
    """Say what silence, or mere remarks, leave open."""
    label = NOT_JUDGED if silence.kind == NOT_JUDGED else _NO_FINDING
    kind, heading = silence.kind, word(f"verdict.{silence.kind}")
    return VerdictView(None, label, None, heading, _meant(silence, findings, answers), weight_of(kind), kind)


def _meant(silence: Silence, findings: Sequence[FindingView], answers: Counter[str]) -> Text:
    if silence.unknown:
        return _unknown(silence.unknown)
    said = remarks(findings) if findings else word(f"verdict.{_calm(answers)}", answers)
    return said if silence.unexplained is None else _yet(said, silence.unexplained)


def _unknown(columns: Sequence[str]) -> Text:
    """Say of columns that no rule knows how a person can name them."""
    named = listed([same(name) for name in first_few([f"`{column}`" for column in columns])], "names")
    return each("report.verdict.unknown", {"columns": named})


def _yet(said: Text, unexplained: Unexplained) -> Text:
    """Add how the run ends; where the training loss rises too, or nothing moves, what that leaves as the cause."""
    told, metric = {"said": said}, unexplained.metric
    if unexplained.constant is not None:
        return each("report.verdict.constant", told, metric=metric, value=number(unexplained.constant))
    if unexplained.training in (None, metric):
        return each(f"report.verdict.{unexplained.kind}", told, metric=metric)
    return each(f"report.verdict.{unexplained.kind}_too", told, metric=metric, training=unexplained.training)


def _with_remarks(chosen: FindingView, findings: Sequence[FindingView]) -> Text:
    """Say more than that a run can hardly be judged where something else was found in it."""
    others = [finding for finding in findings if finding is not chosen]
    if chosen.severity != "info" or not others:
        return chosen.message
    return each("report.verdict.besides", {"said": chosen.message, "remarks": _named(others)})


def remarks(findings: Sequence[FindingView]) -> Text:
    """Say by name what was found although none of it is a verdict: a person may have asked for that very thing."""
    return each("report.verdict.remarks", {"remarks": _named(findings)}, fired=len(findings))


def _named(findings: Sequence[FindingView]) -> Text:
    named = [each("report.verdict.remark", {"title": one.title}, code=one.code) for one in findings]
    return listed(named, "sentences")


def _calm(answers: Counter[str]) -> str:
    """Choose the sentence for a run of which nothing was found: silence, and how much of it is ignorance."""
    if not answers:
        return "unasked"
    if not answers["clear"]:
        return "unjudged"
    return "partly" if answers["skipped"] else "none"


def tally(outcomes: Sequence[OutcomeView]) -> Counter[str]:
    """How many rules gave each answer."""
    return Counter(outcome.status for outcome in outcomes)


def counts(outcomes: Sequence[OutcomeView]) -> Text:
    """Say how many rules gave each answer."""
    answers = tally(outcomes)
    return word("counts", {status: answers[status] for status in ("fired", "clear", "skipped", "suppressed")})


def summary(
    judged: VerdictView, found: BestView | None, epochs: int, *, last: int | None = None, step: int | None = None
) -> Text:
    """The run in one line: verdict and the epoch to keep; the evaluation at ``step`` where the log counts steps.

    Parameters
    ----------
    epochs
        How many the log shows.
    last
        Number of the last of them where an excerpt numbers them higher; None if that is ``epochs``.
    """
    kept = "summary.kept" if step is None else "summary.kept_step"
    key = kept if found and found.worth_keeping else "summary.unkept"
    counted = last or epochs if key != "summary.unkept" else epochs
    said = {language: f"{label} {judged.rule}".rstrip() for language, label in judged.severity_label.items()}
    kept_epoch = found.epoch if found else None
    return each(f"report.{key}", {"verdict": said}, epoch=kept_epoch, epochs=counted, step=step)
