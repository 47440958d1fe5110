"""Submissions: the competition's columns, rows that sum to 1, its score."""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import log_loss

from core.breeds import load_breed_table
from core.errors import BreedLensError
from core.evaluation.submission import (
    Sample,
    check_fits,
    ids_of,
    kaggle_columns,
    labels_of,
    make_submission,
    photo_id,
    read_labels,
    read_sample,
    score,
    submission_csv,
    uniform_log_loss,
)


def _shares(photos: int, classes: int, seed: int = 0) -> np.ndarray:
    shares = np.random.default_rng(seed).dirichlet(np.full(classes, 0.3), photos)
    return shares.astype(np.float32)


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_uniform_guess_scores_what_the_competition_says() -> None:
    assert uniform_log_loss(120) == pytest.approx(4.78749, abs=5e-6)
    nothing = make_submission({}, kaggle_columns(), ids=["a", "b"], labels=kaggle_columns())
    found = score(nothing, {"a": "pug", "b": "beagle"})
    assert found.log_loss == pytest.approx(4.78749, abs=5e-6) and found.photos == 2 and nothing.unanswered == ("a", "b")


def test_the_columns_are_the_competitions_own(shared_photos: Path) -> None:
    labels = read_labels(str(shared_photos / "kaggle_labels.csv"))
    assert kaggle_columns() == tuple(sorted(set(labels.values()))) and len(labels) == 10_222


def test_rows_sum_to_1_as_they_are_read_back() -> None:
    classes = [breed.slug for breed in load_breed_table()]
    answers = {f"photo{i}": row for i, row in enumerate(_shares(20, 120))}
    ids = list(reversed(answers))
    result = make_submission(answers, classes, ids=ids, labels=kaggle_columns())
    head, *rows = _rows(submission_csv(result, "kaggle"))
    assert head == ["id", *kaggle_columns()] and [row[0] for row in rows] == ids
    for row in rows:
        values = dict(zip(head[1:], map(float, row[1:]), strict=True))
        assert math.fsum(values.values()) == pytest.approx(1, abs=1e-12)
        expected = answers[row[0]]
        assert values["pug"] == pytest.approx(expected[classes.index("pug")], abs=1e-6)


def test_the_score_is_that_of_scikit_learn() -> None:
    names = ["a", "b", "c", "d"]
    answers = {str(i): row for i, row in enumerate(_shares(50, 4, seed=2))}
    result = make_submission(answers, names, ids=[*answers], labels=names)
    truths = {key: names[int(key) % 4] for key in answers if key != "7"}
    found = score(result, truths)
    kept = [i for i in range(50) if i != 7]
    expected = log_loss([names[i % 4] for i in kept], result.probabilities[kept], labels=names)
    assert found.log_loss == pytest.approx(expected, rel=1e-9) and found.photos == 49
    best = result.probabilities[kept].argmax(axis=1)
    assert found.accuracy.value == pytest.approx(np.mean(best == np.array(kept) % 4)) and found.uniform == math.log(4)


def test_labels_of_a_sample_may_be_spelled_otherwise_and_be_strange() -> None:
    answers = {"x": np.array([0.7, 0.2, 0.1], np.float32)}
    result = make_submission(
        answers, ["boston_bull", "pug", "own breed"], ids=["x", "y"], labels=["Pug", "Boston Terrier", "unicorn"]
    )
    assert result.unknown == ("unicorn",) and result.unanswered == ("y",)
    assert result.probabilities.sum(axis=1) == pytest.approx([1, 1])
    pug, boston, unicorn = result.probabilities[0]
    assert boston / pug == pytest.approx(0.7 / 0.2, rel=0.05) and 0 < unicorn < 0.005
    with pytest.raises(BreedLensError, match="none of the breeds"):
        make_submission(answers, ["a", "b", "c"], ids=["x"], labels=["d"])


def test_the_labels_form_names_the_likeliest() -> None:
    answers = {"x": np.array([0.1, 0.9]), "y": np.array([0.8, 0.2])}
    result = make_submission(answers, ["pug", "chow"], ids=["y", "x"], labels=["pug", "chow"])
    assert submission_csv(result, "labels") == "id,label\ny,pug\nx,chow\n"
    assert submission_csv(result, "labels", ["photo", "breed"]).startswith("photo,breed\n")
    assert _rows(submission_csv(result, "probabilities"))[1] == ["y", "0.8", "0.2"]


def test_a_sample_says_columns_and_ids(tmp_path: Path) -> None:
    file = tmp_path / "sample.csv"
    file.write_text("\ufeffid,b,a\n2,0.5,0.5\n1,0.5,0.5\n\n", encoding="utf-8")
    assert read_sample(str(file)) == Sample(("id", "b", "a"), ("2", "1"))
    file.write_text("id\n")
    with pytest.raises(BreedLensError, match=r"sample .* needs a column"):
        read_sample(str(file))
    with pytest.raises(BreedLensError, match=r"none\.csv cannot be read: There is no such file"):
        read_sample(str(tmp_path / "none.csv"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_of_any_delimiter_are_read_and_the_id_is_found_by_its_name(tmp_path: Path, delimiter: str) -> None:
    file = tmp_path / "table.csv"
    file.write_text("Usage,id,pug,beagle\nPublic,7,0,1\nPrivate,8,1,0\n".replace(",", delimiter))
    assert read_sample(str(file)) == Sample(("id", "pug", "beagle"), ("7", "8"))
    file.write_text("Usage,id,breed\nPublic,7,pug\nPrivate,8,beagle\n".replace(",", delimiter))
    assert read_labels(str(file)) == {"7": "pug", "8": "beagle"}


def test_a_sample_must_fit_the_form() -> None:
    wide = Sample(("id", "pug", "beagle"), ("1",))
    check_fits(wide, "kaggle")
    check_fits(Sample(("id", "breed"), ("1",)), "labels")
    with pytest.raises(BreedLensError, match=r"has two columns.* has 3"):
        check_fits(wide, "labels")


def test_labels_are_found_by_their_column(tmp_path: Path) -> None:
    file = tmp_path / "labels.csv"
    file.write_text("photo,size,Breed\na.jpg,3, pug \nb,4\n")
    assert read_labels(str(file)) == {"a": "pug", "a.jpg": "pug"}
    file.write_text("id,breed\ndog.1,pug\ndog.2,beagle\n")
    assert labels_of(["dog.1", "dog.2", "dog.3.jpg"], read_labels(str(file))) == {"dog.1": "pug", "dog.2": "beagle"}
    file.write_text("x,y\n1,chow\n")
    assert read_labels(str(file)) == {"1": "chow"}
    file.write_text("x\n")
    with pytest.raises(BreedLensError, match="labels"):
        read_labels(str(file))


def test_ids_are_names_and_must_differ() -> None:
    assert photo_id("/a/b.c/rex.old.jpg") == "rex.old"
    assert ids_of(["/a/1.jpg", "/a/2.jpg", "/a/1.jpg"]) == {"1": "/a/1.jpg", "2": "/a/2.jpg"}
    with pytest.raises(BreedLensError, match="same id"):
        ids_of(["/a/1.jpg", "/b/1.png"])
