"""A taught model at work before it is saved: what its bundle would answer, on a backbone that runs already."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.bundles.bundle import Bundle
from core.inference.classifier import Classifier
from core.inference.session import BackboneSession
from core.teaching.saving import card_of
from core.teaching.session import Checked, Lesson

NAME = "taught"


def live_classifier(lesson: Lesson | Checked, session: BackboneSession, views_name: str) -> Classifier:
    """A classifier with the lesson's last layer.

    Args:
        lesson: what was taught.
        session: of the base model's backbone, shared by all lessons: making one takes longer than teaching.
        views_name: one of `core.inference.views.VIEW_NAMES`.
    """
    model = lesson.model
    card = replace(card_of(lesson), name=NAME)
    bundle = Bundle(Path(), card, model.base.bundle.backbone, model.head)
    return Classifier(card, [bundle], views_name, sessions=[session])
