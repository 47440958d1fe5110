"""The heat map of a view lands on the place of the photo that the view shows, whatever the way to the square."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper

from core.bundles.bundle import save_bundle
from core.bundles.card import Card, ClassEntry
from core.inference.classifier import Classifier
from core.inference.head import Dense, GlobalAveragePooling, Head
from core.inference.heat_frame import empty_map, lay
from core.inference.views import VIEW_NAMES, View, prepared
from core.paths import user_folders
from core.preprocessing.pipeline import Pipeline

SIZE, CELLS = 32, 8
MODES = ("crop", "squeeze", "pad")


def resizing(mode: str, fraction: float = 1.0) -> tuple[dict[str, Any], ...]:
    return ({"step": "centre_crop", "fraction": fraction}, {"step": "resize", "mode": mode})


def brightness_backbone() -> bytes:
    """A network whose map [CELLS, CELLS, 1] is the mean red of each place."""
    side = SIZE // CELLS
    nodes = [
        helper.make_node("Cast", ["pixels"], ["values"], to=TensorProto.FLOAT),
        helper.make_node("Transpose", ["values"], ["planes"], perm=[0, 3, 1, 2]),
        helper.make_node("AveragePool", ["planes"], ["pooled"], kernel_shape=[side, side], strides=[side, side]),
        helper.make_node("Transpose", ["pooled"], ["maps"], perm=[0, 2, 3, 1]),
        helper.make_node("Slice", ["maps", "from", "to", "axis"], ["features"]),
    ]
    graph = helper.make_graph(
        nodes,
        "brightness",
        [helper.make_tensor_value_info("pixels", TensorProto.UINT8, ["N", SIZE, SIZE, 3])],
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["N", CELLS, CELLS, 1])],
        [
            helper.make_tensor(name, TensorProto.INT64, [1], [value])
            for name, value in (("from", 0), ("to", 1), ("axis", 3))
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    content: bytes = model.SerializeToString()
    return content


@pytest.fixture
def load(own_home: Any) -> Any:
    card = Card("red", "Red", "toy", SIZE, (ClassEntry("pug", 0), ClassEntry("beagle", 1)))
    kernel = np.array([[0.1, 0.0]], np.float32)
    head = Head((GlobalAveragePooling(), Dense(kernel, np.zeros(2, np.float32))))

    def load(steps: tuple[dict[str, Any], ...], views_name: str = "single") -> Classifier:
        save_bundle(user_folders().models, replace(card, preprocessing=steps), brightness_backbone(), head)
        return Classifier.load("red", views_name=views_name)

    return load


@pytest.mark.parametrize("views_name", VIEW_NAMES)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("width", "height"), [(200, 120), (90, 210), (100, 100)])
def test_the_hottest_place_is_where_the_red_spot_is(
    load: Any, mode: str, views_name: str, width: int, height: int
) -> None:
    photo = np.zeros((height, width, 3), np.uint8)
    x, y = round(width / 2 + min(width, height) * 0.2), round(height / 2 - min(width, height) * 0.25)
    photo[y - 6 : y + 7, x - 6 : x + 7, 0] = 255
    examination = load(resizing(mode), views_name).examine(photo)
    heat = examination.heat_map(0)
    rows, columns = heat.shape
    assert rows / columns == pytest.approx(height / width, rel=0.02) and heat.max() == 1
    row, column = np.unravel_index(int(heat.argmax()), heat.shape)
    cell = max(width, height) / CELLS
    assert abs((column + 0.5) / columns * width - x) <= cell
    assert abs((row + 0.5) / rows * height - y) <= cell
    seen = examination.seen
    assert min(seen.x, seen.y) >= 0 and max(seen.x + seen.width, seen.y + seen.height) <= 1 + 1e-9
    if mode != "crop":
        assert (seen.x, seen.y, seen.width, seen.height) == pytest.approx((0, 0, 1, 1), abs=1e-9)


@pytest.mark.parametrize("mode", ["squeeze", "pad"])
def test_a_spot_at_the_edge_is_seen_where_nothing_is_cropped(load: Any, mode: str) -> None:
    photo = np.zeros((60, 240, 3), np.uint8)
    photo[:, :12, 0] = 255
    heat = load(resizing(mode)).examine(photo).heat_map(0)
    assert heat[:, :10].min() > 0.3 and heat[:, 60:].max() < 0.05
    assert load(resizing("crop")).examine(photo).heat_map(0).max() == 0


def test_heat_in_the_padding_is_outside_the_photo(load: Any) -> None:
    """White padding is all that is red: nothing of the heat may be drawn on the photo."""
    steps = ({"step": "resize", "mode": "pad", "fill": 255},)
    heat = load(steps).examine(np.zeros((60, 240, 3), np.uint8)).heat_map(0)
    middle = heat[heat.shape[0] // 3 : -(heat.shape[0] // 3)]
    assert middle.max() < 0.05


@settings(deadline=None)
@given(st.integers(1, 400), st.integers(1, 400), st.sampled_from(MODES), st.floats(0.05, 1), st.booleans())
def test_any_photo_any_mode(height: int, width: int, mode: str, fraction: float, mirrored: bool) -> None:
    photo = np.zeros((height, width, 3), np.uint8)
    view = prepared(photo, SIZE, Pipeline(resizing(mode, fraction)))
    canvas = empty_map(width, height, 64)
    assert max(canvas.shape) == 64
    lay(canvas, np.ones((CELLS, CELLS), np.float32), View(view.pixels, view.region, mirrored))
    assert canvas.max() == pytest.approx(1)
    if fraction == 1 and mode != "crop":
        assert canvas.min() == pytest.approx(1)
