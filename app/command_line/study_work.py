"""The work of `breedlens study`."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from app.command_line.columns import in_columns
from app.command_line.data_work import name_bad_photos, open_data
from app.command_line.library_noise import libraries_in_log
from app.command_line.outcome import OK, SOME_FAILED, WrongUse, complain, stoppable
from app.command_line.output import standard_output
from app.command_line.progress import progress_bar
from app.command_line.study import Request
from core.breeds import load_breed_table
from core.control import Control
from core.datasets.feature_cache import FeatureCache
from core.datasets.subsets import only_breeds
from core.datasets.table import PhotoRow, rows_of
from core.enumeration import enumerated
from core.evaluation.features import PhotoFeatures, collect_features
from core.evaluation.report import prepare_folder
from core.evaluation.studies import (
    BreedsStudy,
    Collect,
    PreprocessingStudy,
    study_breeds,
    study_preprocessing,
)
from core.evaluation.study_files import as_record, write_study
from core.exports.csv_export import breed_name
from core.files import shown
from core.inference.backbone import Backbone
from core.preprocessing.pipeline import Pipeline

_NAMED = 10


def conduct(request: Request) -> int:
    """Do what was asked; the exit code.

    Raises:
        WrongUse: the recipe has no backbone.
        BreedLensError: no such model or data, too little of it, or nothing can be written.
        Cancelled: Ctrl+C.
    """
    if request.output:
        prepare_folder(request.output)  # a wrong name shows before the work, not after it
    with libraries_in_log(), stoppable() as control, contextlib.closing(FeatureCache()) as cache:
        backbone, steps = _backbone(request)
        table = open_data(request.data, layout=request.layout, photos=request.photos, control=control)
        chosen = only_breeds(table, request.breeds) if request.breeds else table
        rows = [row for row in rows_of(chosen) if row.breed]  # the others teach nothing and cannot be judged
        collect = _collector(request, backbone, cache, control)
        study: BreedsStudy | PreprocessingStudy
        if request.study == "breeds":
            study = study_breeds(
                rows,
                backbone,
                collect,
                steps=steps,
                counts=request.counts,
                subsets=request.subsets,
                seed=request.seed,
                control=control,
            )
        else:
            study = study_preprocessing(rows, backbone, collect, steps=steps, seed=request.seed, control=control)
    name_bad_photos(study.bad_photos, len(rows))
    if study.left_out:
        breeds = load_breed_table()
        names = enumerated([shown(breed_name(breed, breeds, "en")) for breed in study.left_out], _NAMED)
        complain(f"Too few photos to take part: {names}.")
    if request.output:
        complain(f"The plot is in {shown(str(write_study(study, request.output)))}.")
    record = as_record(study)
    standard_output()(json.dumps(record, allow_nan=False) + "\n" if request.format == "json" else _text(record))
    return SOME_FAILED if study.bad_photos else OK


def _backbone(request: Request) -> tuple[Backbone, Sequence[Mapping[str, Any]] | None]:
    if request.recipe is None:
        return Backbone.load(request.model or "default"), None
    from core.architectures.registry import architecture
    from core.training.recipe_files import load_recipe

    recipe = load_recipe(request.recipe)
    name = architecture(recipe.architecture.name).backbone
    if not name:
        raise WrongUse(f"The recipe {recipe.name} trains a network from scratch, which has no backbone to study.")
    return Backbone.load(name), recipe.steps_for_evaluation


def _collector(request: Request, backbone: Backbone, cache: FeatureCache, control: Control) -> Collect:
    def collect(pipeline: Pipeline, photos: Sequence[PhotoRow]) -> PhotoFeatures:
        with progress_bar("Features") as bar:
            return collect_features(
                photos,
                backbone,
                pipeline,
                cache=cache,
                control=control,
                on_progress=bar.on_progress,
                threads=request.threads,
            )

    return collect


def _text(record: Mapping[str, Any]) -> str:
    """The figures in lines for people."""
    head = f"{record['model']}, {record['photos']} photos of {record['breeds']} breeds\n{record['protocol']}\n\n"
    points = record["points"]
    if record["study"] == "breeds":
        rows = [
            (str(p["breeds"]), f"{p['accuracy']:.3f}", f"{p['low']:.3f} to {p['high']:.3f}", f"{p['chance']:.3f}",
             str(p["subsets"]))
            for p in points
        ]  # fmt: skip
        return head + in_columns(("breeds", "accuracy", "95% interval", "a guess", "subsets"), rows)
    rows = [
        (p["name"], f"{p['accuracy']:.3f}", f"{p['low']:.3f} to {p['high']:.3f}",
         f"{p['difference']:+.3f} ({p['difference_low']:+.3f} to {p['difference_high']:+.3f})", f"{p['p_value']:.3f}")
        for p in points
    ]  # fmt: skip
    return head + in_columns(("preprocessing", "accuracy", "95% interval", "difference (95%)", "p"), rows)
