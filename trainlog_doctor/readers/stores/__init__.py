"""Stores of experiment trackers on disk: MLflow's directories and its sqlite file, AllenNLP's metrics an epoch."""

from __future__ import annotations

from trainlog_doctor.readers.stores.allennlp import AllenNlpTreeReader
from trainlog_doctor.readers.stores.mlflow_files import MlflowTreeReader
from trainlog_doctor.readers.stores.mlflow_sqlite import MLFLOW_SQLITE

STORE_READERS = (MLFLOW_SQLITE,)
STORE_TREES = (MlflowTreeReader(), AllenNlpTreeReader())
