"""The steps that can prepare a photo, as fields, each declared once, in the groups in which they are shown."""

from __future__ import annotations

from typing import Any

from app.dialogs.recipe_fields import FieldGroup, FieldSpec
from app.translatable import QT_TRANSLATE_NOOP

CONTEXT = "PreprocessingPanel"
SWITCHES: dict[str, tuple[str, Any]] = {
    "crop_to_box": ("", False),
    "centre_crop": (".fraction", 1.0),
    "resize": (".mode", ""),
    "equalise": (".method", ""),
    "denoise": (".method", ""),
    "smooth": (".sigma", 0.0),
    "sharpen": (".amount", 0.0),
    "whiten": (".across", ""),
    "standardise": ("", False),
}
"""for each step the option that switches it off, and the value that does"""
ORDER = tuple(SWITCHES)
"""in which new steps follow each other"""
_OFF = QT_TRANSLATE_NOOP("PreprocessingPanel", "off")

_FRAME = FieldGroup(
    QT_TRANSLATE_NOOP("PreprocessingPanel", "What the network is shown"),
    (
        FieldSpec(
            "preprocessing.crop_to_box",
            low=False,
            absent=False,
            title=QT_TRANSLATE_NOOP("PreprocessingPanel", "Cut out the marked dog"),
            tip=QT_TRANSLATE_NOOP(
                "PreprocessingPanel", "Where the data set says in which part the dog is; other photos stay whole"
            ),
        ),
        FieldSpec(
            "preprocessing.crop_to_box.margin",
            low=0.0,
            high=10.0,
            absent=0.1,
            needs=("preprocessing.crop_to_box", ()),
            title=QT_TRANSLATE_NOOP("PreprocessingPanel", "With a margin of"),
            tip=QT_TRANSLATE_NOOP("PreprocessingPanel", "Share of the marked part that is added on each side"),
        ),
        FieldSpec(
            "preprocessing.centre_crop.fraction",
            low=0.05,
            high=1.0,
            absent=1.0,
            title=QT_TRANSLATE_NOOP("PreprocessingPanel", "Part in the middle"),
            tip=QT_TRANSLATE_NOOP("PreprocessingPanel", "Share of each side that is kept; 1 is all of it"),
        ),
        FieldSpec(
            "preprocessing.resize.mode",
            choices=("crop", "squeeze", "pad"),
            choice_texts=(
                QT_TRANSLATE_NOOP("PreprocessingPanel", "Cut off what is too long"),
                QT_TRANSLATE_NOOP("PreprocessingPanel", "Squeeze it together"),
                QT_TRANSLATE_NOOP("PreprocessingPanel", "Add black edges"),
            ),
            absent="crop",
            title=QT_TRANSLATE_NOOP("PreprocessingPanel", "To a square"),
            tip=QT_TRANSLATE_NOOP("PreprocessingPanel", "Networks look at squares: how a photo becomes one"),
        ),
        FieldSpec(
            "preprocessing.resize.interpolation",
            choices=("area", "nearest", "bilinear", "bicubic", "lanczos"),
            choice_texts=(
                QT_TRANSLATE_NOOP("PreprocessingPanel", "Mean of the area"),
                QT_TRANSLATE_NOOP("PreprocessingPanel", "Nearest pixel"),
                QT_TRANSLATE_NOOP("PreprocessingPanel", "Bilinear"),
                QT_TRANSLATE_NOOP("PreprocessingPanel", "Bicubic"),
                "Lanczos",
            ),
            absent="area",
            title=QT_TRANSLATE_NOOP("PreprocessingPanel", "Made smaller by"),
            tip=QT_TRANSLATE_NOOP("PreprocessingPanel", "How several pixels become one"),
        ),
    ),
)
_LIGHT = FieldGroup(
    QT_TRANSLATE_NOOP("PreprocessingPanel", "Light and colour"),
    (
        FieldSpec(
            "preprocessing.equalise.method",
            choices=("", "clahe", "global"),
            choice_texts=(
                _OFF,
                QT_TRANSLATE_NOOP("PreprocessingPanel", "Part by part (CLAHE)"),
                QT_TRANSLATE_NOOP("PreprocessingPanel", "The whole photo"),
            ),
            absent="",
            title=QT_TRANSLATE_NOOP("PreprocessingPanel", "Even out the light"),
            tip=QT_TRANSLATE_NOOP(
                "PreprocessingPanel", "Brings out what lies in shadow or glare (histogram equalisation)"
            ),
        ),
        FieldSpec(
            "preprocessing.equalise.clip_limit",
            low=0.1,
            high=100.0,
            absent=2.0,
            needs=("preprocessing.equalise.method", ("clahe",)),
            title=QT_TRANSLATE_NOOP("PreprocessingPanel", "Strength"),
            tip=QT_TRANSLATE_NOOP("PreprocessingPanel", "How much contrast may grow; more shows more noise too"),
        ),
        FieldSpec(
            "preprocessing.equalise.tiles",
            low=1,
            high=64,
            absent=8,
            needs=("preprocessing.equalise.method", ("clahe",)),
            title=QT_TRANSLATE_NOOP("PreprocessingPanel", "Parts across"),
            tip=QT_TRANSLATE_NOOP("PreprocessingPanel", "So many parts to each side are evened out by themselves"),
        ),
        FieldSpec(
            "preprocessing.whiten.across",
            choices=("", "rows", "colours"),
            choice_texts=(
                _OFF,
                QT_TRANSLATE_NOOP("PreprocessingPanel", "Across rows"),
                QT_TRANSLATE_NOOP("PreprocessingPanel", "Across colours"),
            ),
            absent="",
            title=QT_TRANSLATE_NOOP("PreprocessingPanel", "Whitening"),
            tip=QT_TRANSLATE_NOOP(
                "PreprocessingPanel",
                "Takes away what neighbouring pixels have in common, so that edges stand out (ZCA)",
            ),
        ),
        FieldSpec(
            "preprocessing.standardise",
            low=False,
            absent=False,
            title=QT_TRANSLATE_NOOP("PreprocessingPanel", "Same brightness and contrast"),
            tip=QT_TRANSLATE_NOOP("PreprocessingPanel", "Brings every photo to the same mean and spread"),
        ),
    ),
)
_DETAIL = FieldGroup(
    QT_TRANSLATE_NOOP("PreprocessingPanel", "Noise and sharpness"),
    (
        FieldSpec(
            "preprocessing.denoise.method",
            choices=("", "median", "non_local_means"),
            choice_texts=(
                _OFF,
                QT_TRANSLATE_NOOP("PreprocessingPanel", "Median (quick)"),
                QT_TRANSLATE_NOOP("PreprocessingPanel", "Similar places (slow)"),
            ),
            absent="",
            title=QT_TRANSLATE_NOOP("PreprocessingPanel", "Remove noise"),
            tip=QT_TRANSLATE_NOOP("PreprocessingPanel", "Takes the grain out of dark photos"),
        ),
        FieldSpec(
            "preprocessing.denoise.side",
            low=3,
            high=15,
            absent=3,
            needs=("preprocessing.denoise.method", ("median",)),
            title=QT_TRANSLATE_NOOP("PreprocessingPanel", "Neighbours across"),
            tip=QT_TRANSLATE_NOOP("PreprocessingPanel", "Pixels across that the middle one is chosen from"),
        ),
        FieldSpec(
            "preprocessing.denoise.strength",
            low=0.1,
            high=50.0,
            absent=3.0,
            needs=("preprocessing.denoise.method", ("non_local_means",)),
            title=QT_TRANSLATE_NOOP("PreprocessingPanel", "Strength"),
            tip=QT_TRANSLATE_NOOP("PreprocessingPanel", "How much grain is taken out; more loses fine fur too"),
        ),
        FieldSpec(
            "preprocessing.smooth.sigma",
            low=0.0,
            high=20.0,
            absent=0.0,
            zero_is_off=True,
            title=QT_TRANSLATE_NOOP("PreprocessingPanel", "Smooth"),
            tip=QT_TRANSLATE_NOOP("PreprocessingPanel", "Blurs by so many pixels"),
        ),
        FieldSpec(
            "preprocessing.sharpen.amount",
            low=0.0,
            high=10.0,
            absent=0.0,
            zero_is_off=True,
            title=QT_TRANSLATE_NOOP("PreprocessingPanel", "Sharpen"),
            tip=QT_TRANSLATE_NOOP("PreprocessingPanel", "How much edges are strengthened"),
        ),
        FieldSpec(
            "preprocessing.sharpen.sigma",
            low=0.1,
            high=20.0,
            absent=1.0,
            needs=("preprocessing.sharpen.amount", ()),
            title=QT_TRANSLATE_NOOP("PreprocessingPanel", "Edges as wide as"),
            tip=QT_TRANSLATE_NOOP("PreprocessingPanel", "Pixels across that count as an edge"),
        ),
    ),
)
GROUPS = ((_FRAME,), (_LIGHT, _DETAIL))
"""as they stand beside and below each other"""
SPECS = tuple(spec for column in GROUPS for group in column for spec in group.specs)
