"""A report with something in every place, written by hand: reporters are tested without the stages before them."""

from __future__ import annotations

import math
from dataclasses import replace

from trainlog_doctor.i18n import LANGUAGES, Text
from trainlog_doctor.judgement.advice import Callbacks, Candidate, StopNow
from trainlog_doctor.model import Fact, Unfinished
from trainlog_doctor.view import fixed_words
from trainlog_doctor.view.charts.model import ChartView, SeriesView
from trainlog_doctor.view.document import ErrorView, OverviewRow, OverviewView, ReportView, RunView
from trainlog_doctor.view.logged import LogLineView, LogView, SecondsView
from trainlog_doctor.view.model import (
    BestView,
    CallbacksView,
    ColumnView,
    EvidenceView,
    FindingView,
    NoticeView,
    OutcomeView,
    PhaseView,
    RowView,
    StopNowView,
    StoppingView,
    StopsView,
    VerdictView,
)

HOSTILE = "val_[red]f1[/red]"
"""A metric's name that would colour the report if it were taken for markup."""


def both(english: str, chinese: str) -> Text:
    return dict(zip(LANGUAGES, (english, chinese), strict=True))


MESSAGE = both(
    "`val_loss` has risen 75% since epoch 4 (0.40 to 0.70), while `val_f1` stays within 0.002 of its best: growing"
    " over-confidence.",
    "`val_loss` 自第 4 轮起上升了 75%（0.40 → 0.70），而 `val_f1` 与其最好值相差不到 0.002：模型越来越过度自信。",
)
ADVICE = (
    both(
        "Keep the epoch by `val_f1` if only the labels matter.",
        "如果只用预测的类别，请按 `val_f1` 选择要保留的轮次。",
    ),
    both("Calibrate the probabilities.", "校准输出的概率。"),
)
EVIDENCE = (
    EvidenceView("risen", "risen 75% ≥ 5%", 0.75, 0.05, "gte", True, {"best_epoch": 4}),
    EvidenceView("held", "held ? ≤ 0.02", None, 0.02, "lte", None, {}),
)
WARNING = both("warning", "警告")

FINDING = FindingView(
    code="TD101",
    name="overfit-metric-plateau",
    title=both("the loss rises while the score holds", "损失上升而指标持平"),
    severity="warning",
    severity_label=WARNING,
    confidence="high",
    confidence_label=both("confidence: high", "置信度：高"),
    epochs=(5, 12),
    span=both("epochs 5–12", "第 5–12 轮"),
    evidence=EVIDENCE,
    proof=(both("rise of val_loss: 75% (≥ 5%)", "验证损失上升：75%（≥ 5%）"),),
    message=MESSAGE,
    advice=ADVICE,
    is_verdict=True,
)
REMARK = replace(
    FINDING,
    code="TD503",
    name="wasted-epochs",
    severity="info",
    severity_label=both("info", "提示"),
    is_verdict=False,
    epochs=None,
    span=None,
    message=both("8 of 12 epochs came after the best one.", "最佳轮次之后又训练了 8 轮（共 12 轮）。"),
    advice=(),
)

BEST = BestView(
    epoch=6,
    by=HOSTILE,
    title=both("Keep epoch 6", "建议保留第 6 轮的权重"),
    reason=both("the first of the highest scores", "最高指标中最早的一轮"),
    values={"val_loss": 0.45, HOSTILE: 0.81},
    candidates=(
        Candidate("val_loss", 4, 0.40, ()),
        Candidate(HOSTILE, 6, 0.81, (7, 8)),
        Candidate("last", 12, None, ()),
    ),
    columns=(
        ColumnView(4, both("epoch 4", "第 4 轮"), (both("lowest val_loss", "val_loss 最低"),), False),
        ColumnView(6, both("epoch 6", "第 6 轮"), (both("highest", "最高"), both("tied: 7–8", "持平：7–8")), True),
        ColumnView(12, both("epoch 12", "第 12 轮"), (both("last", "最后一轮"),), False),
    ),
    rows=(
        RowView("val_loss", ("0.4000", "0.4500", "0.7000")),
        RowView(HOSTILE, ("0.8000", "0.8100", "0.8100")),
        RowView("a_metric_whose_name_is_so_long_that_no_terminal_has_room_for", ("NaN", "–", "1.2e-07")),
    ),
)

EPOCHS = tuple(range(1, 13))
CHARTS = (
    ChartView(
        "loss",
        True,
        EPOCHS,
        (
            SeriesView("loss", 0, (0.6, 0.45, 0.35, 0.27, 0.2, 0.15, 0.11, 0.08, 0.06, 0.04, 0.03, 0.02)),
            SeriesView("val_loss", 1, (0.58, 0.48, 0.42, 0.4, 0.42, 0.45, math.nan, 0.52, math.inf, 0.6, 0.65, 0.7)),
        ),
    ),
    ChartView("f1", True, EPOCHS, (SeriesView(HOSTILE, 1, (0.7, 0.76, 0.79, 0.8, None, *(0.81,) * 7)),)),
)
STOPS = StopsView(
    title=both("What early stopping would have done", "如果用了早停"),
    headings=(both("monitor", "监控指标"), both("patience", "容忍轮数"), both("stops after", "停止于")),
    rows=(
        (both("val_loss", "val_loss"), both("3", "3"), both("epoch 7", "第 7 轮")),
        (both("val_loss", "val_loss"), both("5–20", "5–20"), both("never", "不会停止")),
        (both(HOSTILE, HOSTILE), both("3", "3"), both("epoch 9", "第 9 轮")),
    ),
    note=both("Counted as Keras counts.", "按 Keras 的计数方式推演。"),
)

RUN = RunView(
    path="logs/run.log",
    format="keras-stdout",
    number=1,
    name=None,
    title="logs/run.log",
    facts=(both("12 of 50 epochs", "12/50 轮"), both("epoch 13 had begun (37%)", "第 13 轮已开始（37%）")),
    summary=both("warning TD101 overfit-metric-plateau; keep epoch 6 of 12", "警告 TD101；建议保留第 6/12 轮"),
    epochs=12,
    planned_epochs=50,
    complete=False,
    roles={"val_loss": "val_loss", "val_score": HOSTILE},
    history={"epoch": (1, 2, 3), "val_loss": (0.5, math.nan, math.inf), HOSTILE: (0.7, 0.75, -math.inf)},
    logged_nan={"val_loss": (2,)},
    verdict=VerdictView("TD101", "overfit-metric-plateau", "warning", WARNING, MESSAGE, "warning"),
    best=BEST,
    phases=(
        PhaseView(
            "learning", 1, 4, both("learning", "学习"), both("epochs 1–4", "第 1–4 轮"), both("learning", "学习阶段")
        ),
        PhaseView(
            "overconfident",
            5,
            12,
            both("growing over-confidence", "越来越过度自信"),
            both("epochs 5–12", "第 5–12 轮"),
            both("growing over-confidence, `val_loss` +75%", "越来越过度自信，`val_loss` +75%"),
        ),
    ),
    findings=(FINDING, REMARK),
    outcomes=(
        OutcomeView("TD101", "overfit-metric-plateau", "fired", both("found", "发现问题"), None, None, EVIDENCE),
        OutcomeView(
            "TD604",
            "accuracy-paradox",
            "skipped",
            both("not checked", "未检查"),
            both("no precision in the log", "日志里没有精确率"),
            None,
            (),
        ),
    ),
    unchecked=(both("no precision in the log: TD604", "日志里没有精确率：TD604"),),
    suppressed=(both("TD102 overfitting: explained by TD101", "TD102 overfitting：已被 TD101 取代"),),
    notices=(
        NoticeView(
            "keras.lines_lost",
            7,
            both("a line is lost", "丢失了一行"),
            both("line 7: a line is lost", "第 7 行：丢失了一行"),
        ),
    ),
    advice=ADVICE,
    counts=both("2 found · 5 clear · 1 not checked", "发现问题 2 · 未发现问题 5 · 未检查 1"),
    unfinished=Unfinished(13, 0.5),
    log=LogView(
        (
            LogLineView(
                "checkpoints",
                both("Checkpoints", "检查点"),
                both(
                    "9 saved, the last after epoch 6; into [bold]best.keras[/bold]", "保存 9 次，最后一次在第 6 轮之后"
                ),
            ),
            LogLineView("stop", both("Stop", "停止"), both("early stopping after epoch 12", "第 12 轮之后早停")),
        ),
        (Fact("checkpoint-saved", 6, 40, {"monitor": HOSTILE, "previous": math.inf, "value": 0.81}),),
        SecondsView(1.5, None),
    ),
    charts=CHARTS,
    stopping=StoppingView(
        CallbacksView(
            'EarlyStopping(\n    monitor="val_loss", mode="min",\n)',
            both("3 epochs were the longest wait.", "最长的一次停顿是 3 轮。"),
            Callbacks("val_loss", "min", 5, 0.001, "waited"),
        ),
        STOPS,
        (
            {
                "monitor": "val_loss",
                "mode": "min",
                "patience": 3,
                "stopped": None,
                "kept": 4,
                "cost": {"val_loss": 0.0, HOSTILE: math.inf},
                "saved_epochs": 0,
                "saved_seconds": None,
            },
        ),
        StopNowView(StopNow(True, 7, 4, "overfitting"), both("Stop now, keep epoch 4.", "现在就停，保留第 4 轮。")),
    ),
)

CALM_RUN = replace(
    RUN,
    number=2,
    title="logs/run.log #2",
    summary=both("no problem found; keep epoch 6 of 12", "未发现问题；建议保留第 6/12 轮"),
    verdict=VerdictView(
        None,
        "no-finding",
        None,
        both("no problem found", "未发现问题"),
        both("None of 6 rules fired.", "6 条规则均未触发。"),
        "calm",
        "no-finding",
    ),
    best=None,
    phases=(),
    findings=(),
    unchecked=(),
    suppressed=(),
    notices=(),
    advice=(),
    unfinished=None,
    continues=1,
    elsewhere=both("Of the whole training, epoch 2 (run 1) is the one to keep.", "就整次训练而言，建议保留第 2 轮。"),
    log=LogView(),
    charts=(),
    stopping=StoppingView(),
)

VIEW = ReportView(
    version="1.2.3",
    rules_version="4.5.6",
    words=fixed_words(),
    overview=None,
    runs=(RUN,),
    errors=(ErrorView("absent.log", "missing", both("there is no such file", "没有这个文件")),),
)

MANY = replace(
    VIEW,
    overview=OverviewView(
        title=both("2 runs", "共 2 次训练"),
        headings=(both("run", "训练"), both("epochs", "轮数"), both("verdict", "结论")),
        rows=(
            OverviewRow("1", "warning", both("TD101 overfit-metric-plateau", "TD101 overfit-metric-plateau"), ("12",)),
            OverviewRow("2 第二折", "calm", both("no problem found", "未发现问题"), ("12",)),
        ),
        summaries=(both("val_loss: 0.60 ± 0.14", "val_loss：0.60 ± 0.14"),),
    ),
    runs=(RUN, CALM_RUN),
)
