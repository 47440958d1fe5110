"""Measure what the linear tensors of the default backbones range over, for their 8-bit versions.

    python -m benchmarks.fit_quantisation [--photos FOLDER]

Writes models/quantisation.toml from the photos of `breeds`, `other_breeds` and `negatives`; `check` is left out, so
that it can tell what the 8 bits cost.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnxruntime as ort
from onnx import ModelProto, helper

from benchmarks.photo_sets import default_root, labelled
from core.architectures.efficientnet_lite import VARIANTS, Variant
from core.architectures.efficientnet_lite_onnx import backbone_graph
from core.architectures.legacy_weights import read_legacy_weights
from core.architectures.quantisation import linear_tensors
from core.bundles.provide import CROP_MARGIN
from core.catalog import PackageSource, load_catalog
from core.paths import catalog_path
from core.photos.loader import load_photo
from core.preprocessing.pipeline import Pipeline


def measure(model: ModelProto, variant: Variant, paths: list[str]) -> dict[str, tuple[float, float]]:
    """Lowest and highest value of each linear tensor over the centre crops of the photos."""
    names = linear_tensors(model)
    del model.graph.output[:]
    model.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in names)
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    low, high = np.zeros(len(names)), np.zeros(len(names))
    size = variant.input_size
    pipeline = Pipeline([{"step": "centre_crop", "fraction": size / (size + CROP_MARGIN)}])
    for path in paths:
        photo = load_photo(path, shorter_side=pipeline.decode_side(size))
        if isinstance(photo, np.ndarray):
            pixels = pipeline.prepare(photo, size)[None]
            values = session.run(names, {"pixels": pixels})
            low = np.minimum(low, [value.min() for value in values])
            high = np.maximum(high, [value.max() for value in values])
    return {name: (float(a), float(b)) for name, a, b in zip(names, low, high, strict=True)}


def main() -> None:
    """Measure every default model and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, default=default_root())
    root = parser.parse_args().photos
    paths = [photo.path for name in ("breeds", "other_breeds", "negatives") for photo in labelled(root, name)]
    lines = [
        "# Lowest and highest value of each linear tensor of the default backbones over the centre crops of",
        f"# {len(paths)} photos. Written by benchmarks.fit_quantisation, read by core.architectures.quantisation.",
    ]
    for entry in load_catalog().entries:
        if entry.architecture != "efficientnet_lite" or not isinstance(entry.source, PackageSource):
            continue
        weights_path = entry.source.path()
        assert weights_path is not None
        variant = VARIANTS[f"efficientnet-{entry.variant}"]
        model = backbone_graph(variant, read_legacy_weights(weights_path.read_bytes()))
        ranges = measure(model, variant, paths)
        lines += ["", f"[{variant.name}]"]
        lines += [f'"{name}" = [{low:.4f}, {high:.4f}]' for name, (low, high) in ranges.items()]
    (catalog_path().parent / "quantisation.toml").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
