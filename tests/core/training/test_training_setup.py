"""What a recipe means: which features it may reuse, and which optimiser it asks for."""

from __future__ import annotations

from typing import Any

import pytest
from small_trainings import recipe_with

PLAIN = {"horizontal_flip": False, "random_resized_crop": None, "brightness": None}
MIXED = {**PLAIN, "mixup_alpha": 0.2}


@pytest.mark.parametrize(
    ("values", "is_cached"),
    [
        ({"augmentation": PLAIN, "training.cached_views": 1}, True),
        ({"training.cached_views": 1}, False),
        ({"training.cached_views": 3}, True),
        # a mixture of features is not one of photos, so that it has to be asked for
        ({"augmentation": MIXED, "training.cached_views": 1}, False),
        ({"augmentation": MIXED, "training.cached_views": 1, "training.feature_cache": "on"}, True),
        ({"augmentation.mixup_alpha": 0.2, "training.cached_views": 3}, True),
        ({"augmentation": PLAIN, "training.feature_cache": "off"}, False),
        ({"architecture.trainable_top_blocks": 1}, False),
    ],
)
def test_features_are_reused_where_that_loses_nothing_or_was_asked_for(
    values: dict[str, Any], is_cached: bool, keras: Any
) -> None:
    from core.training.training_setup import TrainingSetup

    setup = TrainingSetup(recipe_with("quick", values), 3)
    assert setup.uses_cache == is_cached


def test_adamw_decays_as_keras_has_it_unless_the_recipe_says_how_much(keras: Any) -> None:
    from core.training.optimisers import make_optimiser

    for said, expected in ((None, keras.optimizers.AdamW().weight_decay), (0.0, 0.0), (0.1, 0.1)):
        recipe = recipe_with("quick", {"training.optimiser": "adamw", "training.weight_decay": said})
        assert make_optimiser(recipe.training, 1e-3).weight_decay == expected
    assert keras.optimizers.AdamW().weight_decay > 0
