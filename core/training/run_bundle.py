"""The model of a run: saved in its folder, then installed among the person's models under a name of its own."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.bundles.bundle import CARD, Bundle, save_bundle
from core.bundles.card import to_json
from core.bundles.names import release_model_name, reserve_model_name
from core.errors import BreedLensError
from core.files import is_disk_full, temporary_beside, write_failure
from core.files import replace as put_in_place
from core.paths import user_folders
from core.training.durable import run_write_failure, write_text_durably
from core.training.run_folder import RunFolder

if TYPE_CHECKING:
    from core.training.execute import TrainedModel


@dataclass(frozen=True, slots=True)
class RunBundle:
    """A bundle in the folder of its run."""

    bundle: Bundle
    extra: Mapping[str, bytes]

    @classmethod
    def save(cls, run: RunFolder, trained: TrainedModel) -> RunBundle:
        """Save what was trained in the run's folder; what an earlier attempt saved is replaced.

        Raises:
            BreedLensError: it cannot be written.
        """
        name = _model_name(run)
        card = replace(trained.card, name=name)
        try:
            bundle = save_bundle(run.path, card, trained.backbone, trained.head, trained.extra)
        except BreedLensError as error:
            if not run.info().model:
                release_model_name(name, user_folders().models)
            if isinstance(error.__cause__, OSError) and is_disk_full(error.__cause__):
                raise write_failure(error.__cause__) from error  # which says more
            raise
        run.update(bundle=bundle.folder.name, model=name)
        return cls(bundle, trained.extra)

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.bundle.folder

    def with_metrics(self, metrics: Mapping[str, Any]) -> RunBundle:
        """The bundle with one more measurement on its card.

        Raises:
            BreedLensError: it cannot be written.
        """
        card = replace(self.bundle.card, metrics=(*self.bundle.card.metrics, metrics))
        try:
            write_text_durably(self.folder / CARD, to_json(card))
        except OSError as error:
            raise run_write_failure(error, self.folder) from error
        return replace(self, bundle=replace(self.bundle, card=card))

    def discard(self, run: RunFolder) -> None:
        """Take the bundle back, because the run is cancelled; a model that an earlier attempt installed stays."""
        shutil.rmtree(self.folder, ignore_errors=True)
        reserved = user_folders().models / self.folder.name
        with contextlib.suppress(OSError):  # not empty: installed
            reserved.rmdir()
        run.update(bundle="", model=self.bundle.card.name if reserved.is_dir() else "")

    def install(self) -> Path:
        """Put the model among the person's; the two share their place on the disk where it allows that.

        Raises:
            BreedLensError: the models' folder cannot be written.
        """
        bundle = self.bundle
        installed = save_bundle(user_folders().models, bundle.card, bundle.backbone, bundle.head, self.extra)
        for name in bundle.card.files:
            with contextlib.suppress(OSError):  # another disk, or one without links: two copies then
                _link(installed.folder / name, self.folder / name)
        return installed.folder


def _link(source: Path, target: Path) -> None:
    with temporary_beside(str(target)) as temporary:
        Path(temporary).unlink()
        os.link(source, temporary)
        put_in_place(temporary, str(target))


def _model_name(run: RunFolder) -> str:
    """The name that this run's model has or may have: one that no other model bears, reserved for it."""
    info = run.info()
    if info.model:
        return info.model
    return reserve_model_name(info.name, user_folders().models)
