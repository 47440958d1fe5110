"""Write a model for other programs, as one file that takes square photos and answers with probabilities."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.bundles.bundle import BACKBONE, KERAS, Bundle, load_bundle
from core.bundles.card import Card
from core.bundles.formats import LITERT, ONNX, SUFFIXES
from core.bundles.head_file import head_to_bytes
from core.bundles.parity import ParityReport, Samples, compare, make_samples
from core.bundles.provide import find_bundle
from core.catalog import DownloadSource, PackageSource, load_catalog
from core.child_work import run_child
from core.control import Control, OnProgress
from core.errors import BreedLensError
from core.files import write_bytes, write_failure
from core.inference.head import Dense, Head
from core.inference.views import SINGLE

REPORT_SUFFIX = ".parity.json"
CHILD = "core.bundles.export_child"
REQUEST, HEAD, PIXELS, ANSWERS, MODEL = "request.json", "head.npz", "pixels.npy", "answers.npy", "model"
"""what the two processes call the files that they share"""
_LARGEST_DIFFERENCE = 0.01
"""of a probability, from which on an exported model is another model"""


def export_model(
    name_or_path: str,
    format: str,
    target: str,
    photos: Sequence[str] = (),
    control: Control | None = None,
    *,
    on_progress: OnProgress | None = None,
) -> ParityReport:
    """Write a model as one file, with a report beside it on how far it answers as this program does.

    The file takes uint8 RGB squares [N, size, size, 3], prepared as the report says, and answers with the calibrated
    probabilities [N, classes] of plain views; LiteRT takes one square at a time. The dog gate stays behind.

    Args:
        name_or_path: as `breedlens models` lists it, or a bundle's folder.
        format: a key of `SUFFIXES`.
        target: the file; one that is there is replaced.
        photos: files from which up to 50 are asked of both; without any, drawn pictures are.
        control: asked at every photo and while another process works.
        on_progress: counts the photos.

    Raises:
        BreedLensError: there is no such model, it is an ensemble, it has no Keras form, it would answer otherwise, or
            the file cannot be written.
        Cancelled: through `control`; nothing is written.
    """
    control = control or Control()
    bundle = _exportable(name_or_path)
    if format not in SUFFIXES:
        raise ValueError(f"unknown format: {format}")
    samples = make_samples(bundle, photos, control, on_progress)
    content, found = _onnx(bundle, samples) if format == ONNX else _through_keras(bundle, format, samples, control)
    difference, agreement = compare(samples, found)
    if not difference <= _LARGEST_DIFFERENCE:
        raise BreedLensError(
            "export_differs",
            "The exported model would not answer as {name} does, and was not kept.",
            name=bundle.card.name,
            details=f"largest difference of a probability: {difference}",
        )
    size = bundle.card.input_size
    report = ParityReport(
        model=bundle.card.name,
        format=format,
        file=target,
        sha256=hashlib.sha256(content).hexdigest(),
        bytes=len(content),
        input=f"uint8 [{1 if format == LITERT else 'N'}, {size}, {size}, 3], RGB",
        preprocessing=bundle.card.preprocessing,
        classes=tuple(entry.breed for entry in bundle.card.classes),
        photos=samples.photos,
        bad_photos=samples.bad_photos,
        max_difference=difference,
        top1_agreement=agreement,
    )
    try:
        write_bytes(target, content)
        write_bytes(f"{target}{REPORT_SUFFIX}", json.dumps(report.to_dict(), indent=1).encode())
    except OSError as error:
        raise write_failure(error) from error
    return report


def _exportable(name_or_path: str) -> Bundle:
    found = find_bundle(name_or_path)
    if isinstance(found, Card):
        raise BreedLensError(
            "ensemble_not_exported",
            "{name} is several models in one; please export them one by one: {names}.",
            name=found.name,
            names=", ".join(member.name for member in found.members),
        )
    return found


def served_head(bundle: Bundle) -> Head:
    """The head with the outputs of the classes alone, in index order, and their calibration in its last layer."""
    *layers, last = bundle.head.layers
    assert isinstance(last, Dense)
    outputs = [entry.output for entry in bundle.card.classes]
    temperature = np.float32(bundle.card.calibration_for(SINGLE).temperature)
    return Head((*layers, Dense(last.kernel[:, outputs] / temperature, last.bias[outputs] / temperature)))


def _onnx(bundle: Bundle, samples: Samples) -> tuple[bytes, NDArray[np.float32]]:
    import onnxruntime

    from core.bundles.joined_onnx import joined_onnx

    card = bundle.card
    about = {
        "title": card.title,
        "classes": json.dumps([entry.breed for entry in card.classes]),
        "preprocessing": json.dumps(card.preprocessing),
        "licence": card.licence,
    }
    content = joined_onnx(bundle.backbone, served_head(bundle), about)
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    (pixels,) = session.get_inputs()
    answers = [session.run(None, {pixels.name: square[None]})[0] for square in samples.pixels]
    return content, np.concatenate(answers)


def _through_keras(
    bundle: Bundle, format: str, samples: Samples, control: Control
) -> tuple[bytes, NDArray[np.float32]]:
    network, scaling = _keras_origin(bundle)
    with tempfile.TemporaryDirectory(prefix="breedlens-export-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        request = {"format": format, "scaling": scaling, **network}
        (folder / REQUEST).write_text(json.dumps(request), "utf-8")
        (folder / HEAD).write_bytes(head_to_bytes(served_head(bundle)))
        np.save(folder / PIXELS, samples.pixels)
        lost = BreedLensError("export_failed", "The model could not be exported; the computer may lack memory.")
        run_child(CHILD, folder, control, lost)
        return (folder / f"{MODEL}{SUFFIXES[format]}").read_bytes(), np.load(folder / ANSWERS, allow_pickle=False)


def _keras_origin(bundle: Bundle) -> tuple[dict[str, str], dict[str, object]]:
    """Where the child finds the backbone as a Keras network, and the scaling before it.

    Raises:
        BreedLensError: `no_keras_form`.
    """
    card = bundle.card
    catalog = load_catalog()
    entry = catalog.find(card.name)
    if KERAS in card.files and (bundle.folder / KERAS).is_file():
        downloaded = entry is not None and isinstance(entry.source, DownloadSource)
        scaling = card.scaling or ({"kind": entry.preprocessing} if downloaded and entry else {})
        if scaling:
            return {"bundle": str(bundle.folder)}, dict(scaling)
    for packaged in catalog.entries:
        ready = packaged.bundle_folders if packaged.architecture == "efficientnet_lite" else ()
        if any(_has_backbone(folder, card) for folder in ready):
            assert isinstance(packaged.source, PackageSource)
            return {"architecture": packaged.name}, {"kind": packaged.preprocessing}
    raise BreedLensError(
        "no_keras_form",
        "The model {name} is not kept in a form that Keras can read; it can be exported to ONNX.",
        name=card.name,
    )


def _has_backbone(folder: Path, card: Card) -> bool:
    try:
        return load_bundle(folder).card.files[BACKBONE] == card.files[BACKBONE]
    except BreedLensError:
        return False
