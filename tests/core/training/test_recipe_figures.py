"""The sizes that the list of recipes shows are those of the networks as built."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from core.architectures.registry import architecture
from core.training.recipe_figures import Figures, input_size, recipe_figures
from core.training.recipe_files import all_recipes, changed, load_recipe

COUNTED = [
    "jarleton-three-conv-corrected",
    "jarleton-three-conv-two-dense-corrected",
    "mahmoudi-dense-sigmoid-corrected",
    "mahmoudi-dense-sigmoid-dropout-corrected",
    "nama-nyam-000-vgg16-like-corrected",
    "nama-nyam-000-xception-like-corrected",
    "nama-nyam-004-vgg16-like-corrected",
    "nama-nyam-004-xception-like-corrected",
    "roussel-one-conv-corrected",
    "roussel-two-conv-corrected",
    "roussel-vgg16",
    "roussel-vgg16-corrected",
    "transfer-vgg16",
    "transfer-vgg16-tuned",
    "transfer-vgg19",
    "transfer-vgg19-tuned",
]
"""the registry holds the figures of the others, and its test compares them"""


SAME_AS = {
    "mahmoudi-dense-sigmoid-dropout-corrected": "mahmoudi-dense-sigmoid-corrected",
    "roussel-vgg16-corrected": "roussel-vgg16",
    "transfer-vgg16-tuned": "transfer-vgg16",
    "transfer-vgg19-tuned": "transfer-vgg19",
}


@pytest.mark.parametrize("name", [name for name in COUNTED if name not in SAME_AS])
def test_a_network_that_differs_from_the_registry_is_counted_rightly(name: str, outline: Callable[..., Any]) -> None:
    recipe = load_recipe(name)
    figures = recipe_figures(recipe)
    assert figures
    options = recipe.architecture
    head = architecture(options.name).head.changed(options.head.model_dump())
    network = outline(options.name, figures.classes, head=head, batch_norm=options.batch_norm)
    sizes = (_size_of(network.weights), _size_of(network.trainable_weights))
    assert sizes == (figures.parameters, figures.trainable_parameters)


def _size_of(weights: Any) -> int:
    return sum(math.prod(weight.shape) for weight in weights)


@pytest.mark.parametrize(("name", "other"), SAME_AS.items())
def test_what_has_no_weights_changes_no_figure(name: str, other: str) -> None:
    assert recipe_figures(load_recipe(name)) == recipe_figures(load_recipe(other))


def test_each_recipe_of_the_program_has_figures_and_all_others_are_the_registry_s() -> None:
    for recipe in all_recipes():
        figures, row = recipe_figures(recipe), architecture(recipe.architecture.name)
        assert figures is not None
        registered = Figures(row.published_classes, row.parameters, row.trainable_parameters)
        assert (figures == registered) == (recipe.name not in COUNTED)


@pytest.mark.parametrize(
    ("name", "size", "parameters", "trainable"),
    [
        ("nama-nyam-000-inception-resnet-v2", 299, 54_521_176, 184_440),
        ("nama-nyam-000-vgg16-like", 224, 34_306_808, 34_306_808),
        ("nama-nyam-004-vgg16-like", 224, 62_279_608, 62_279_608),
        ("nama-nyam-000-xception-like", 299, 21_172_063, 21_172_063),
        ("nama-nyam-004-xception-like", 299, 25_368_415, 25_368_415),
        ("jarleton-three-conv", 299, 20_174_277, 20_174_277),
        ("jarleton-vgg16", 224, 14_840_133, 125_445),
        ("jarleton-resnet50", 224, 23_597_957, 10_245),
        ("mahmoudi-dense-sigmoid", 28, 185_300, 185_300),
    ],
)
def test_the_published_figures(name: str, size: int, parameters: int, trainable: int) -> None:
    recipe, figures = load_recipe(name), recipe_figures(load_recipe(name))
    assert figures and (input_size(recipe), figures.parameters) == (size, parameters)
    assert figures.trainable_parameters == trainable


def test_a_network_of_ones_own_making_has_none() -> None:
    mine = changed(load_recipe("quick"), {"name": "mine", "hidden": "64"})
    assert recipe_figures(mine) is None
    assert recipe_figures(changed(load_recipe("quick"), {"name": "mine", "dropout": "0.2"})) is not None
    assert input_size(changed(mine, {"input_size": "128"})) == 128
