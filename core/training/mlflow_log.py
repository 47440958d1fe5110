"""The runs of training in MLflow's table, where MLflow is installed: a store on this computer unless told otherwise.

`MLFLOW_TRACKING_URI` names another store, as everywhere with MLflow. Nothing here reaches for the network by itself.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.paths import user_folders
from core.training.durable import write_text_durably
from core.training.events import Event
from core.training.recipe import Recipe
from core.training.run_folder import RunFolder

if TYPE_CHECKING:
    from mlflow.tracking import MlflowClient

EXPERIMENT = "BreedLens"
DATABASE = "mlflow.db"
"""in the folder `mlflow` of the person's data"""
_RUN_ID = "mlflow.txt"
_FIGURES = ("loss", "accuracy", "val_loss", "val_accuracy", "learning_rate", "seconds")
_LONGEST_VALUE = 500
_ACTIVE = "active"
"""what is not deleted"""
_SETTINGS = {
    "MLFLOW_DISABLE_TELEMETRY": "true",
    # a server that does not answer holds the training up: for seconds, and not for four minutes
    "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "2",
    "MLFLOW_HTTP_REQUEST_TIMEOUT": "20",
}
"""of MLflow, where the person has not chosen otherwise"""
_STATUS = {"finished": "FINISHED", "cancelled": "KILLED", "failed": "FAILED"}


class MlflowLog:
    """One run of MLflow, which later attempts at the same run go on with."""

    def __init__(self, run: RunFolder, recipe: Recipe, client: MlflowClient, artifacts: str | None) -> None:
        """`artifacts`: where files go; None where the store knows itself."""
        self._run, self._client, self._artifacts = run, client, artifacts
        self._id = self._known_id() or self._new_id()
        self._client.update_run(self._id, status="RUNNING")
        self._note_parameters(_flat(recipe.model_dump(exclude_none=True)))

    def add(self, event: Event) -> None:
        """Log what the run is made of, and the figures of each epoch."""
        if event["event"] == "started":
            numbers = ("parameters", "trainable_parameters", "batch_size")
            figures = {name: event.get(name) for name in numbers} | dict(event.get("photos") or {})
            self._note_figures(figures, step=0)
            self._client.set_tag(self._id, "device", str(event.get("device") or ""))
        elif event["event"] == "epoch":
            self._note_figures({name: event.get(name) for name in _FIGURES}, step=int(event["epoch"]))

    def end(self, event: Event) -> None:
        """Log the results, and the report where there is one."""
        self._note_figures({name: event.get(name) for name in ("best_epoch", "test_accuracy")}, step=0)
        info = self._run.info()
        # those of an epoch are in the table as the last epoch left them, the model is that of the best
        best = {"best_val_accuracy": info.val_accuracy, "best_val_loss": info.val_loss}
        self._note_figures({"duration": info.duration, **best}, step=0)
        if event.get("message"):
            self._client.set_tag(self._id, "message", str(event["message"]))
        if self._run.report.is_dir():
            self._client.log_artifacts(self._id, str(self._run.report), "report")
        self._client.set_terminated(self._id, _STATUS[str(event["event"])])

    def _known_id(self) -> str | None:
        from mlflow.exceptions import MlflowException

        # a store that was cleared since, or another store, does not know it; a row that was deleted takes nothing more
        with contextlib.suppress(OSError, MlflowException):
            known = self._client.get_run((self._run.path / _RUN_ID).read_text("utf-8").strip()).info
            return str(known.run_id) if known.lifecycle_stage == _ACTIVE else None
        return None

    def _new_id(self) -> str:
        experiment = self._client.get_experiment_by_name(EXPERIMENT)
        if experiment and experiment.lifecycle_stage != _ACTIVE:
            # nothing else may have its name while it can still be restored
            self._client.restore_experiment(experiment.experiment_id)
        experiment_id = (
            experiment.experiment_id
            if experiment
            else self._client.create_experiment(EXPERIMENT, artifact_location=self._artifacts)
        )
        info = self._run.info()
        tags = {"source": info.source, "folder": str(self._run.path)}
        printable = {name: text.encode("utf-8", "backslashreplace").decode() for name, text in tags.items()}
        created = self._client.create_run(experiment_id, run_name=info.name, tags=printable)
        write_text_durably(self._run.path / _RUN_ID, created.info.run_id)
        return str(created.info.run_id)

    def _note_parameters(self, values: Mapping[str, str]) -> None:
        known = self._client.get_run(self._id).data.params
        for name, value in values.items():
            if name not in known:  # MLflow refuses to change one, as it should
                self._client.log_param(self._id, name, value[:_LONGEST_VALUE])

    def _note_figures(self, figures: Mapping[str, Any], *, step: int) -> None:
        now = int(time.time() * 1000)
        for name, value in figures.items():
            if value is not None:
                self._client.log_metric(self._id, name, float(value), timestamp=now, step=step)


def mlflow_log(run: RunFolder, recipe: Recipe) -> MlflowLog | None:
    """The log of a run; None where MLflow is not installed. Any of MLflow's errors may be raised."""
    if find_spec("mlflow") is None:
        return None
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    from mlflow.tracking import MlflowClient

    uri = os.environ.get("MLFLOW_TRACKING_URI")
    if uri:
        return MlflowLog(run, recipe, MlflowClient(tracking_uri=uri), None)
    folder = user_folders().data / "mlflow"
    folder.mkdir(parents=True, exist_ok=True)
    # MLflow would try ten times, for two minutes, to open what cannot be opened
    with contextlib.closing(sqlite3.connect(folder / DATABASE)) as database:
        database.execute("PRAGMA schema_version")
    client = MlflowClient(tracking_uri=database_uri(folder / DATABASE))
    return MlflowLog(run, recipe, client, (folder / "artifacts").as_uri())


def database_uri(path: Path) -> str:
    """How MLflow is told of a database in a file, whatever its folders are called."""
    from sqlalchemy.engine import URL

    return URL.create("sqlite+pysqlite", database=str(path)).render_as_string()


def _flat(values: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            flat |= _flat(value, f"{prefix}{name}.")
        else:
            flat[prefix + name] = str(value)
    return flat
