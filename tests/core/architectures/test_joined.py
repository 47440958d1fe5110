"""Backbone and head as one Keras file and as LiteRT, from plain pixels on."""

from __future__ import annotations

from side_by_side import say_of_cases

CASES = (
    {"name": "small-elu", "scaling": {"kind": "standardise", "mean": [120, 110, 100], "std": [60, 50, 40]}},
    {"name": "vgg16-two-dense", "input_size": 32, "scaling": {"kind": "caffe"}, "head": {"hidden_activation": "tanh"}},
    {"name": "mobilenetv3-small", "input_size": 64, "scaling": {"kind": "built_in"}},
    {"name": "convnext-tiny", "input_size": 32, "scaling": {"kind": "built_in"}},
)


def test_the_files_answer_as_the_networks() -> None:
    said = [line for text in say_of_cases("joined_reference.py", CASES) for line in text.splitlines()]
    lines = [line.split()[1:] for line in said if line.startswith("joined ")]
    assert len(lines) == len(CASES)
    for case, differences in zip(CASES, lines, strict=True):
        assert all(float(difference) < 1e-3 for difference in differences), (case, differences)
