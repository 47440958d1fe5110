"""Run in a child process with another KERAS_BACKEND: train, be killed, resume, make a bundle, identify a photo."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
from small_trainings import attempt, draw_photos, killed_at, recipe_with

from core.bundles.bundle import save_bundle
from core.inference.classifier import Classifier
from core.photos.loader import load_photo

folder = Path(sys.argv[1])
rows = draw_photos(folder / "photos", count=8)
values = {"training.batch_size": 9, "training.epochs": 3, "training.learning_rate": 0.01}
recipe = recipe_with("mahmoudi-dense-sigmoid-dropout", values)
whole = attempt(recipe, rows, folder / "whole")
attempt(recipe, rows, folder / "killed", on_event=killed_at("batch", 3))
resumed = attempt(recipe, rows, folder / "killed")
if resumed.error is not None:
    raise resumed.error
assert resumed.of("started")[0]["resumed_epoch"] == 2
np.testing.assert_allclose(resumed.curve, whole.curve[2:], rtol=0, atol=1e-5)
trained = resumed.trained
bundle = save_bundle(folder, replace(trained.card, name="trained"), trained.backbone, trained.head, trained.extra)
classifier = Classifier.load(str(bundle.folder))
photo = load_photo(rows[0].path, shorter_side=classifier.decode_side)
assert isinstance(photo, np.ndarray)
print("trained with", trained.card.backend, classifier.classify(photo).top(1)[0].breed)
