"""EfficientNet-Lite: one stage table from which the Keras net and the ONNX graph are both built.

EfficientNet without squeeze-and-excitation and with ReLU6, so that it runs fast on plain processors.
Scaling (Tan and Le, 2019, arXiv:1905.11946; the Lite variants of tensorflow/tpu): widths are multiplied by `width` and
rounded to multiples of 8, block counts by `depth` and rounded up; the Lite variants leave the stem, the head
convolution and the block count of the first and last stage as they are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

BATCH_NORM_EPSILON = 1e-3
PIXEL_MEAN = 127.0
PIXEL_SCALE = 1.0 / 128.0
STEM_FILTERS = 32
HEAD_FILTERS = 1280


@dataclass(frozen=True, slots=True)
class Variant:
    """A member of the family: its scaling and the side of its square input in pixels."""

    name: str
    width: float
    depth: float
    input_size: int


VARIANTS = {
    variant.name: variant
    for variant in (
        Variant("efficientnet-lite0", 1.0, 1.0, 224),
        Variant("efficientnet-lite1", 1.0, 1.1, 240),
        Variant("efficientnet-lite2", 1.1, 1.2, 260),
        Variant("efficientnet-lite3", 1.2, 1.4, 280),
        Variant("efficientnet-lite4", 1.4, 1.8, 300),
    )
}


@dataclass(frozen=True, slots=True)
class _Stage:
    repeats: int
    kernel: int
    stride: int
    expansion: int
    filters: int


_STAGES = (
    _Stage(1, 3, 1, 1, 16),
    _Stage(2, 3, 2, 6, 24),
    _Stage(2, 5, 2, 6, 40),
    _Stage(3, 3, 2, 6, 80),
    _Stage(3, 5, 1, 6, 112),
    _Stage(4, 5, 2, 6, 192),
    _Stage(1, 3, 1, 6, 320),
)


@dataclass(frozen=True, slots=True)
class Block:
    """One inverted residual: expand 1x1, depthwise `kernel`, project 1x1; a shortcut where the shape allows it."""

    index: int
    kernel: int
    stride: int
    filters_in: int
    expanded: int
    filters_out: int

    @property
    def expands(self) -> bool:
        """Whether the block starts with a 1x1 expansion."""
        return self.expanded != self.filters_in

    @property
    def has_shortcut(self) -> bool:
        """Whether the block's input is added to its output."""
        return self.stride == 1 and self.filters_in == self.filters_out


def _scaled_filters(filters: int, width: float) -> int:
    scaled = filters * width
    rounded = max(8, int(scaled + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * scaled else rounded


def blocks(variant: Variant) -> Iterator[Block]:
    """The blocks between stem and head convolution, in order."""
    index, filters_in = 0, STEM_FILTERS
    for position, stage in enumerate(_STAGES):
        at_an_end = position in (0, len(_STAGES) - 1)
        repeats = stage.repeats if at_an_end else math.ceil(stage.repeats * variant.depth)
        filters_out = _scaled_filters(stage.filters, variant.width)
        for repeat in range(repeats):
            stride = stage.stride if repeat == 0 else 1
            yield Block(index, stage.kernel, stride, filters_in, filters_in * stage.expansion, filters_out)
            index, filters_in = index + 1, filters_out
