"""Names of columns in other languages, told in the English words that trainers use: ``验证损失`` is ``val loss``."""

from __future__ import annotations

from functools import lru_cache

from trainlog_doctor.regex import regex


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


_SIGNS = _pairs(
    """训练集=train 训练轮次=epoch 训练轮数=epoch 验证集=val 校验集=val 测试集=test 损失值=loss
    训练=train 验证=val 校验=val 测试=test 损失=loss 准确率=accuracy 正确率=accuracy 精确率=precision 召回率=recall
    准确度=accuracy 平均精度=ap 精度=accuracy 错误率=error_rate 查准率=precision 查全率=recall
    平均绝对误差=mae 均方误差=mse 均方根误差=rmse 困惑度=perplexity 迭代次数=iterations 步数=step 最大=max
    轮次=epoch 轮数=epoch 学习率=lr 訓練=train 驗證=val 測試=test 損失=loss 準確率=accuracy 學習率=lr
    検証=val 正解率=accuracy 学習率=lr 学習=train エポック=epoch
    학습률=lr 훈련=train 학습=train 검증=val 손실=loss 정확도=accuracy 에포크=epoch 에폭=epoch"""
)
"""Signs of scripts that set no blanks between words; longer ones stand first where one begins another."""

_WORDS = _pairs(
    """perdida=loss pérdida=loss perda=loss perte=loss verlust=loss perdita=loss
    accuratezza=accuracy kaybı=loss kayıp=loss doğruluğu=accuracy doğruluk=accuracy eğitim=train doğrulama=val
    entrenamiento=train treino=train entrainement=train
    entraînement=train validacion=val validación=val validacao=val validação=val prueba=test teste=test
    exactitud=accuracy acuracia=accuracy acurácia=accuracy genauigkeit=accuracy
    validierung=val trainingsverlust=train_loss validierungsverlust=val_loss testverlust=test_loss
    trainingsgenauigkeit=train_accuracy validierungsgenauigkeit=val_accuracy testgenauigkeit=test_accuracy
    sensibilidad=sensitivity especificidad=specificity epoca=epoch época=epoch epocas=epochs épocas=epochs epoche=epoch
    epochen=epochs époque=epoch époques=epochs эпоха=epoch tiempo=time tempo=time
    потери=loss потеря=loss обучении=train обучения=train валидации=val
    валидационные=val валидационная=val точность=accuracy"""
)

_SIGN = regex("|".join(_SIGNS))
_WORD = regex(r"[^\W\d_]+")
_OF = regex(r"(?:(?<=loss )|(?<=uracy ))(?:de|do|da|del|на)(?= (?:train|val|test)\b)")
"""Words that join a part of the data to what is measured on it."""


@lru_cache(maxsize=4096)
def in_english(name: str) -> str:
    """Replace the words of a name that are known in another language; anything else stays."""
    found = name if name.isascii() else _SIGN.sub(lambda sign: f" {_SIGNS[sign[0]]} ", name)
    told = _WORD.sub(lambda word: _WORDS.get(word[0].lower(), word[0]), found)
    return told.strip() if told == name else " ".join(_OF.sub("", told).split())


@lru_cache
def told_as(english: str) -> tuple[str, ...]:
    """Every word of other languages that is told with an English one: ``损失``, ``testverlust`` of ``loss``."""
    return tuple(word for word, told in (*_SIGNS.items(), *_WORDS.items()) if english in told)


def signs_in(text: str) -> int:
    """Count the different words that a text holds of those that need no blanks: ``训练``, ``損失``, ``정확도``."""
    return len(set(_SIGN.findall(text)))
