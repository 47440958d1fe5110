"""A report as one HTML page that needs nothing else: no script, no network, every name escaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

import numpy as np

from core.breeds import BreedTable
from core.enumeration import enumerated
from core.evaluation.charts import Curve, as_percent, confusion_chart, line_chart, reliability_chart
from core.evaluation.evaluate import Evaluation, Reliability
from core.evaluation.history import EpochFigures
from core.evaluation.metrics import Proportion
from core.evaluation.report_photos import Picture, WrongPhoto
from core.evaluation.report_style import STYLE
from core.evaluation.robustness import UNCHANGED, RobustnessRow
from core.evaluation.splits import SplitFigures
from core.exports.csv_export import breed_name
from core.files import shown

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_BAD_PHOTOS_SHOWN, _UNKNOWN_SHOWN = 30, 12


@dataclass(frozen=True, slots=True)
class Content:
    """What a page is made of; everything but the evaluation may be missing."""

    evaluation: Evaluation
    breeds: BreedTable
    title: str = ""
    made: str = ""
    note: str = ""
    photos: Sequence[WrongPhoto] = ()
    history: Sequence[EpochFigures] = ()
    splits: Mapping[str, SplitFigures] = field(default_factory=dict)
    robustness: Sequence[RobustnessRow] = ()

    def name(self, index: int) -> str:
        """What to call a label, not yet escaped."""
        return shown(breed_name(self.evaluation.labels[index], self.breeds, "en"))


def page(content: Content) -> str:
    """The whole document."""
    title = escape(shown(content.title or content.evaluation.model))
    sections = [section for make in _SECTIONS if (section := make(content))]
    links = "".join(f'<a href="#{_anchor(heading)}">{heading}</a>' for heading, _ in sections)
    body = "".join(
        f'<section id="{_anchor(heading)}"><h2>{heading}</h2>{inner}</section>' for heading, inner in sections
    )
    made = f"<footer>Made by BreedLens{escape(f' on {content.made}') if content.made else ''}.</footer>"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}: evaluation</title><style>{STYLE}</style></head>\n"
        f"<body><main><h1>{title}</h1>{_lead(content)}<nav>{links}</nav>{_key(content)}{_notes(content)}"
        f"{body}{made}</main></body></html>\n"
    )


Section = tuple[str, str] | None


def _anchor(heading: str) -> str:
    return heading.lower().replace(" ", "-")


def _lead(content: Content) -> str:
    evaluation = content.evaluation
    breeds = len(np.unique(evaluation.truths))
    kind = {"all": "", "validation": "validation ", "train": "training ", "test": "test "}.get(evaluation.split, "")
    return (
        f'<p class="faint">{evaluation.photos:,} {kind}photos of {breeds} breeds; '
        f"the model knows {evaluation.classes}.</p>"
    )


def _key(content: Content) -> str:
    evaluation = content.evaluation
    top5, loss, error = evaluation.top(), evaluation.log_loss, evaluation.as_answered.error
    figures = [
        ("accuracy", f"{evaluation.accuracy.value:.1%}", _interval(evaluation.accuracy)),
        ("among the first five", f"{top5.value:.1%}", _interval(top5)),
        ("macro F1", f"{evaluation.macro.f1:.3f}", f"weighted by photos {evaluation.weighted.f1:.3f}"),
        ("log loss", _number(loss), f"a uniform guess has {np.log(evaluation.classes):.3f}"),
        ("calibration error", _number(error), "0 is perfect"),
    ]
    cells = "".join(f"<div><span>{name}</span><b>{value}</b><span>{note}</span></div>" for name, value, note in figures)
    return f'<div class="key">{cells}</div>'


def _interval(share: Proportion) -> str:
    return f"95%: {share.low:.1%} to {share.high:.1%}"


def _number(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.3f}"


def _notes(content: Content) -> str:
    evaluation = content.evaluation
    notes = [content.note] if content.note else []
    if unknown := evaluation.unknown_breeds:
        called = [f"{shown(breed_name(breed, content.breeds, 'en'))} ({count})" for breed, count in unknown.items()]
        notes.append(
            f"The model does not know {len(called)} of the breeds; their {sum(unknown.values()):,} photos count as "
            f"wrong, and have no part in log loss and calibration: {enumerated(called, _UNKNOWN_SHOWN)}."
        )
    if evaluation.bad_photos:
        notes.append(f"{len(evaluation.bad_photos)} photos could not be read and were left out.")
    return "".join(f'<p class="note">{escape(note)}</p>' for note in notes)


def _splits(content: Content) -> Section:
    if not content.splits:
        return None
    rows = []
    for name, figures in content.splits.items():
        share = Proportion.of(round(figures.accuracy * figures.photos), figures.photos)
        rows.append(
            [escape(name), f"{figures.photos:,}", f"{figures.accuracy:.3f}{_bar(figures.accuracy)}",
             f"{share.low:.3f} to {share.high:.3f}", _number(figures.log_loss)]
        )  # fmt: skip
    return "Training, validation, test", _table(("split", "photos", "accuracy", "95% interval", "log loss"), rows)


def _bar(share: float) -> str:
    return f'<span class="bar"><i style="width:{100 * share:.1f}%"></i></span>'


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], caption: str = "", *, texts: int = 1) -> str:
    """Cells are escaped by the caller, for some hold a bar; the first `texts` columns are words, the others numbers."""

    def line(cells: Sequence[str], tag: str) -> str:
        kinds = (f"<{tag} class='text'>" if i < texts else f"<{tag}>" for i in range(len(cells)))
        return "".join(f"{kind}{cell}</{tag}>" for kind, cell in zip(kinds, cells, strict=True))

    titles, lines = line(head, "th"), "".join(f"<tr>{line(row, 'td')}</tr>" for row in rows)
    note = f"<p class='faint'>{caption}</p>" if caption else ""
    return f'{note}<div class="wide tall"><table><thead><tr>{titles}</tr></thead><tbody>{lines}</tbody></table></div>'


def _curves(content: Content) -> Section:
    if not content.history:
        return None
    epochs = [one.epoch for one in content.history]
    best = next((one.epoch for one in reversed(content.history) if one.is_best), None)

    def chart(title: str, train: list[float], validation: list[float], **options: object) -> str:
        curves = [Curve("training", epochs, train, dots=True), Curve("validation", epochs, validation, dots=True)]
        curves = [curve for curve in curves if np.isfinite(curve.y).any()]
        drawing = line_chart(title, curves, x_label="epoch", y_label="", mark=best, width=500.0, **options)  # type: ignore[arg-type]
        return drawing.to_svg(styled=True) if curves else ""

    loss = chart("Loss", [one.loss for one in content.history], [one.val_loss for one in content.history])
    accuracy = chart(
        "Accuracy",
        [one.accuracy for one in content.history],
        [one.val_accuracy for one in content.history],
        form=as_percent,
    )
    note = f"<p class='faint'>The best epoch, {best:g}, is marked.</p>" if best is not None else ""
    return "Learning curves", f'{note}<div class="charts">{loss}{accuracy}</div>'


def _calibration(content: Content) -> Section:
    evaluation = content.evaluation
    if evaluation.log_loss is None:
        return None
    kinds: list[tuple[str, Reliability]] = [("before temperature scaling", evaluation.unscaled)]
    if evaluation.temperature != 1.0:
        kinds.append(("as the model answers", evaluation.as_answered))
    if evaluation.rescaled is not None:
        kinds.append(("fitted on these photos", evaluation.rescaled))
    drawing = reliability_chart("Can its probabilities be believed?", [(name, one.bins) for name, one in kinds])
    rows = [[name, f"{one.temperature:.3f}", _number(one.error), _number(one.log_loss)] for name, one in kinds]
    caption = (
        "A model is calibrated where it is right as often as it says, on the dashed line. The larger a dot, the more "
        "photos."
    )
    if evaluation.rescaled is not None:
        caption += " The last row is cross-validated: each photo is judged with a temperature fitted on others."
    figures = _table(("", "temperature", "calibration error", "log loss"), rows, caption)
    return "Calibration", f'<div class="charts">{drawing.to_svg(styled=True)}<div class="beside">{figures}</div></div>'


def _pairs(content: Content) -> Section:
    rows = [
        [escape(content.name(pair.truth)), escape(content.name(pair.predicted)), str(pair.count),
         f"{pair.share:.0%}{_bar(pair.share)}"]
        for pair in content.evaluation.confused_pairs
    ]  # fmt: skip
    head = ("true breed", "taken for", "photos", "share of the breed")
    return ("Most confused breeds", _table(head, rows, texts=2)) if rows else None


def _photos(content: Content) -> Section:
    if not content.photos:
        return None
    total = len(content.evaluation.misclassified)
    caption = (
        f"{len(content.photos)} of {total}, the surest errors first. The warm colours show what speaks for the breed "
        "that was answered (left) and for the true one (right)."
    )
    cards = "".join(
        f'<div class="photo"><div class="pair">{_figure(content, "Answered", photo.answered)}'
        f'{_figure(content, "True", photo.true)}</div><p class="path">{escape(shown(photo.path))}</p></div>'
        for photo in content.photos
    )
    return "Misclassified photos", f'<p class="faint">{caption}</p><div class="photos">{cards}</div>'


def _figure(content: Content, role: str, picture: Picture) -> str:
    name = escape(content.name(picture.breed))
    said = "not known to the model" if picture.probability is None else f"{picture.probability:.1%}"
    image = f'<img src="{picture.uri}" alt="{role}: {name}">'
    return f"<figure>{image}<figcaption><b>{name}</b>{role}, {said}</figcaption></figure>"


def _confusion(content: Content) -> Section:
    matrix = content.evaluation.confusion
    occurring = np.flatnonzero(matrix.sum(axis=0) + matrix.sum(axis=1))
    if not len(occurring):
        return None
    names = [content.name(int(index)) for index in occurring]
    drawing = confusion_chart("Confusion matrix", names, matrix[np.ix_(occurring, occurring)])
    caption = "Blue is right, red is wrong; the stronger, the larger the share of the breed's photos."
    if len(occurring) < len(matrix):
        caption += f" {len(matrix) - len(occurring)} breeds that do not occur are left out."
    return "Confusion matrix", f'<p class="faint">{caption}</p><div class="wide">{drawing.to_svg(styled=True)}</div>'


def _breeds(content: Content) -> Section:
    figures = list(content.evaluation.per_breed.values())[: content.evaluation.classes]
    order = sorted((i for i, one in enumerate(figures) if one.photos), key=lambda i: (figures[i].f1, content.name(i)))
    rows = []
    for index in order:
        one = figures[index]
        share = Proportion.of(round(one.recall * one.photos), one.photos)
        rows.append(
            [escape(content.name(index)), str(one.photos), f"{one.precision:.3f}", f"{one.recall:.3f}",
             f"{share.low:.2f} to {share.high:.2f}", f"{one.f1:.3f}{_bar(one.f1)}"]
        )  # fmt: skip
    caption = (
        "The hardest first. Recall: how many of the breed's photos were found; precision: how many answers are true."
    )
    head = ("breed", "photos", "precision", "recall", "95% interval", "F1")
    return ("Every breed", _table(head, rows, caption)) if rows else None


def _robustness(content: Content) -> Section:
    if not content.robustness:
        return None
    base = next((row.accuracy for row in content.robustness if row.change == UNCHANGED), None)
    rows = [list(_robustness_cells(row, base)) for _, group in groupby(content.robustness, lambda row: row.change)
            for row in group]  # fmt: skip
    count = content.robustness[0].accuracy.count
    caption = f"The accuracy on {count:,} of the photos after each change."
    head = ("change", "strength", "accuracy", "95% interval", "difference")
    return "Robustness", _table(head, rows, caption, texts=2)


def _robustness_cells(row: RobustnessRow, base: Proportion | None) -> Iterator[str]:
    yield escape(row.change)
    yield escape(row.strength)
    yield f"{row.accuracy.value:.3f}{_bar(row.accuracy.value)}"
    yield f"{row.accuracy.low:.3f} to {row.accuracy.high:.3f}"
    yield "" if base is None or row.change == UNCHANGED else f"{row.accuracy.value - base.value:+.3f}"


def _unreadable(content: Content) -> Section:
    bad = content.evaluation.bad_photos
    if not bad:
        return None
    rows = [[escape(shown(path)), escape(error.message)] for path, error in bad[:_BAD_PHOTOS_SHOWN]]
    caption = f"The first {_BAD_PHOTOS_SHOWN} of {len(bad)}." if len(bad) > _BAD_PHOTOS_SHOWN else ""
    return "Photos that could not be read", _table(("photo", "reason"), rows, caption, texts=2)


_SECTIONS = (_splits, _curves, _calibration, _pairs, _photos, _confusion, _breeds, _robustness, _unreadable)
