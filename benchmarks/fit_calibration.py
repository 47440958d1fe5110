"""Fit the numbers that make the default models' answers honest, and check them by cross-validation.

    python -m benchmarks.fit_calibration [--photos FOLDER] [--write]

Data: `check` and those photos of `breeds` that are not ImageNet's own, for the temperature, the set of breeds and the
bound of the known breeds; all dogs against `negatives` for the dog gate. `--write` puts the fit into the catalogue.
Reported: every figure on photos that the fit of their fold did not see (10 folds).
"""

from __future__ import annotations

import argparse
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import KFold

from benchmarks.catalog_tables import replace_tables
from benchmarks.photo_sets import LabelledPhoto, default_root, is_imagenet_photo, labelled
from core.bundles.bundle import Bundle
from core.bundles.card import Calibration
from core.bundles.provide import find_bundle
from core.catalog import EnsembleSource, load_catalog
from core.inference.calibration import Evidence, average, calibrated, softmax
from core.inference.classifier import Classifier
from core.inference.network import Network
from core.inference.views import VIEW_NAMES
from core.photos.loader import load_photo
from core.thread_priority import usable_cores

COVERAGE = 0.95
KNOWN_BREEDS_FLAGGED = 0.03
"""share of dogs of known breeds that may be called dogs of another breed"""
FOLDS = 10
GATE_STRENGTH = 1.0
"""inverse of the regularisation: dogs and others are nearly separable, and an unbounded slope would claim too much"""


def gather(network: Network, views: str, photos: list[LabelledPhoto]) -> list[Evidence]:
    """The uncalibrated evidence of each photo, unreadable ones refused."""

    def evidence(photo: LabelledPhoto) -> Evidence:
        pixels = load_photo(photo.path, shorter_side=network.decode_side)
        if not isinstance(pixels, np.ndarray):
            raise SystemExit(f"{photo.path}: {pixels.message}")
        return network.evidence(network.look(pixels, views))

    with ThreadPoolExecutor(usable_cores()) as pool:
        return list(pool.map(evidence, photos))


def fit_temperature(logits: NDArray[np.float32], labels: NDArray[np.intp]) -> float:
    """The temperature with the least negative log-likelihood."""

    def loss(log_temperature: float) -> float:
        chosen = softmax(logits / np.float32(np.exp(log_temperature)))[np.arange(len(labels)), labels]
        return float(-np.log(chosen + 1e-12).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-2.0, 2.0), method="bounded").x))


def fit_set_threshold(probabilities: NDArray[np.float32], labels: NDArray[np.intp]) -> float:
    """Split conformal: the k-th smallest probability of the true breed, k = floor((n + 1) (1 - coverage))."""
    truths = np.sort(probabilities[np.arange(len(labels)), labels])
    rank = int(np.floor((len(truths) + 1) * (1 - COVERAGE)))
    return float(truths[max(rank - 1, 0)])


def fit_gate(log_odds: NDArray[np.float64], is_dog: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and intercept of a logistic regression in which dogs and others weigh the same."""
    model = LogisticRegression(C=GATE_STRENGTH, class_weight="balanced").fit(log_odds[:, None], is_dog)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


class Fit:
    """One model and one way of viewing, on the photos of all sets."""

    def __init__(self, evidence: dict[str, list[Evidence]], labels: NDArray[np.intp]) -> None:
        self.labels = labels
        self.known = np.stack([one.class_logits for one in evidence["known"]])
        self.evidence = evidence
        dogs, others = evidence["known"] + evidence["other_breeds"], evidence["negatives"]
        self.log_odds = np.array([one.dog_log_odds for one in dogs + others])
        self.is_dog = np.arange(len(self.log_odds)) < len(dogs)

    def fit(self, keep: NDArray[np.intp], gate_keep: NDArray[np.intp]) -> Calibration:
        """The calibration from the photos of these indices."""
        temperature = fit_temperature(self.known[keep], self.labels[keep])
        scaled = self.known[keep] / np.float32(temperature)
        slope, intercept = fit_gate(self.log_odds[gate_keep], self.is_dog[gate_keep])
        return Calibration(
            temperature=round(temperature, 4),
            dog_slope=round(slope, 4),
            dog_intercept=round(intercept, 4),
            known_breed_min_logit=round(float(np.quantile(scaled.max(axis=1), KNOWN_BREEDS_FLAGGED)), 4),
            set_min_probability=round(fit_set_threshold(softmax(scaled), self.labels[keep]), 5),
            coverage=COVERAGE,
        )

    def whole(self) -> Calibration:
        """The fit on everything: what is shipped."""
        return self.fit(np.arange(len(self.labels)), np.arange(len(self.log_odds)))

    def report(self, title: str) -> None:
        """Cross-validated figures on standard output."""
        n = len(self.labels)
        chosen, hits, sizes, gate_errors, flagged, covered = [], 0, [], [0, 0], 0, 0
        others = np.stack([one.class_logits for one in self.evidence["other_breeds"]])
        foreign = np.array([one.foreign_lead for one in self.evidence["other_breeds"]]) > 0
        found_others = []
        splits = zip(
            KFold(FOLDS, shuffle=True, random_state=0).split(self.known),
            KFold(FOLDS, shuffle=True, random_state=1).split(self.log_odds),
            strict=True,
        )
        for (train, test), (gate_train, gate_test) in splits:
            fit = self.fit(train, gate_train)
            scaled = self.known[test] / np.float32(fit.temperature)
            probabilities = softmax(scaled)
            best = probabilities.argmax(axis=1)
            in_set = probabilities >= fit.set_min_probability
            in_set[np.arange(len(test)), best] = True
            truth = self.labels[test]
            covered += int(in_set[np.arange(len(test)), truth].sum())
            sizes.extend(in_set.sum(axis=1))
            hits += int((best == truth).sum())
            chosen.extend(zip(probabilities.max(axis=1), best == truth, strict=True))
            assert fit.known_breed_min_logit is not None
            flagged += int((scaled.max(axis=1) < fit.known_breed_min_logit).sum())
            found_others.append(
                ((others / np.float32(fit.temperature)).max(axis=1) < fit.known_breed_min_logit) | foreign
            )
            says_dog = self.log_odds[gate_test] * fit.dog_slope + fit.dog_intercept >= 0
            gate_errors[0] += int((self.is_dog[gate_test] & ~says_dog).sum())
            gate_errors[1] += int((~self.is_dog[gate_test] & says_dog).sum())
        error = calibration_error(np.array([c for c, _ in chosen]), np.array([h for _, h in chosen]))
        print(
            f"{title:32} top-1 {hits / n:.3f}  calibration error {error:.3f}  sets: coverage {covered / n:.3f},"
            f" mean size {np.mean(sizes):.2f}  gate: AUC {roc_auc_score(self.is_dog, self.log_odds):.4f},"
            f" dogs missed {gate_errors[0]}/{int(self.is_dog.sum())},"
            f" others let in {gate_errors[1]}/{int((~self.is_dog).sum())}"
            f"  other breeds found {np.mean(found_others):.2f}, known flagged {flagged / n:.3f}"
        )


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 15) -> float:
    """Expected calibration error with bins of equal width (Guo et al., 2017)."""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [abs(confidence[place == b].mean() - right[place == b].mean()) * (place == b).sum() for b in set(place)]
    return float(sum(gaps) / len(confidence))


def _table(views: str, fit: Calibration) -> str:
    values = [f"{key} = {_toml(value)}" for key, value in asdict(fit).items()]
    return "\n".join([f"[model.calibration.{views}]", *values])


def _toml(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def main() -> None:
    """Fit every model that needs no download."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, default=default_root())
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    sets = {name: labelled(arguments.photos, name) for name in ("check", "breeds", "other_breeds", "negatives")}
    known = [p for p in sets["check"] + sets["breeds"] if p.breed and not is_imagenet_photo(p)]
    sets = {"known": known, "other_breeds": sets["other_breeds"], "negatives": sets["negatives"]}
    names = Classifier.load().class_names
    labels = np.array([names.index(photo.breed) for photo in known])

    fits: dict[str, dict[str, Calibration]] = {}
    scaled: dict[tuple[str, str], dict[str, list[Evidence]]] = {}
    for entry in load_catalog().entries:
        if isinstance(entry.source, EnsembleSource):
            for views in VIEW_NAMES:
                parts = [scaled[member, views] for member in entry.source.members]
                evidence = {
                    name: [average(list(of), [1.0] * len(of)) for of in zip(*(p[name] for p in parts), strict=True)]
                    for name in sets
                }
                fits.setdefault(entry.name, {})[views] = _fitted(evidence, labels, f"{entry.name} {views}")
        elif (bundle := _local_bundle(entry.name)) is not None:
            network = Network(bundle)
            for views in VIEW_NAMES:
                evidence = {name: gather(network, views, photos) for name, photos in sets.items()}
                fit = _fitted(evidence, labels, f"{entry.name} {views}")
                fits.setdefault(entry.name, {})[views] = fit
                scaled[entry.name, views] = {n: [calibrated(e, fit) for e in es] for n, es in evidence.items()}
    if arguments.write:
        data = "web photos of the known breeds; dogs of other breeds and photos without a dog for the gate"
        tables = {
            name: [_table(views, replace(fit, data=data, count=len(known))) for views, fit in by_views.items()]
            for name, by_views in fits.items()
        }
        replace_tables("calibration", tables)


def _local_bundle(name: str) -> Bundle | None:
    entry = load_catalog().get(name)
    found = find_bundle(name) if entry.installed else None
    return found if isinstance(found, Bundle) else None


def _fitted(evidence: dict[str, list[Evidence]], labels: NDArray[np.intp], title: str) -> Calibration:
    fit = Fit(evidence, labels)
    fit.report(title)
    return fit.whole()


if __name__ == "__main__":
    main()
