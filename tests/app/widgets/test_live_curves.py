"""The curves as a person sees and steers them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QComboBox, QSlider, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.item_models.curve_data import MOST_POINTS, RunCurves
from app.options import LANGUAGE
from app.settings import Settings
from app.theme import DARK, LIGHT, Colours, palette_of
from app.translation import Translation
from app.widgets.live_curves import LiveCurves
from app.widgets.metric_plot import ON_DARK, ON_LIGHT, clock


def trained(name: str, epochs: int, batches: int) -> RunCurves:
    run = RunCurves(name)
    for event in events(epochs, batches):
        run.add(event)
    return run


def events(epochs: int, batches: int) -> Iterator[dict[str, Any]]:
    yield {"event": "started", "time": 0.0}
    for epoch in range(1, epochs + 1):
        for batch in range(1, batches + 1):
            done = epoch - 1 + batch / batches
            values = {"loss": 2 * math.exp(-done / 5) + 0.1, "accuracy": 1 - math.exp(-done / 5), "learning_rate": 1e-3}
            yield {"event": "batch", "time": done * 60, "epoch": epoch, "batch": batch, "batches": batches, **values}
        loss = 2 * math.exp(-epoch / 5) + 0.2
        results = {"val_loss": loss, "val_accuracy": 0.8, "loss": loss, "accuracy": 0.9, "is_best": epoch <= 3}
        yield {"event": "epoch", "time": epoch * 60, "epoch": epoch, **results}


@pytest.fixture
def curves(qtbot: QtBot) -> Iterator[LiveCurves]:
    widget = LiveCurves()
    widget.resize(1000, 500)
    widget.show()
    qtbot.waitExposed(widget)
    yield widget
    widget.close()
    widget.deleteLater()


def drawn(plot: Any) -> list[int]:
    """Points of each line."""
    return [len(item.getData()[0]) for item in (plot._raw, plot._smooth) if item.getData()[0] is not None]


def test_lines_come_as_the_run_goes_on(curves: LiveCurves, qtbot: QtBot) -> None:
    curves.set_run(RunCurves("now"))
    for event in events(4, 5):
        curves.add(event)
    loss = curves.findChild(QWidget, "lossPlot")
    qtbot.waitUntil(lambda: drawn(loss) == [20, 20])
    assert not curves._redraw.isActive(), "nothing new, nothing to do"
    assert "training 91.8%" not in loss.accessibleDescription()
    accuracy = curves.findChild(QWidget, "accuracyPlot")
    assert accuracy.accessibleDescription().endswith("validation 80.0%")
    assert loss._best.isVisible()
    assert loss._best.value() == 3
    assert loss._best.label.toPlainText() == "best: epoch 3"


def test_words_in_the_plots_follow_the_language(curves: LiveCurves, settings: Settings, qtbot: QtBot) -> None:
    curves.set_run(RunCurves("now"))
    for event in events(4, 5):
        curves.add(event)
    label = curves.findChild(QWidget, "lossPlot")._best.label
    qtbot.waitUntil(lambda: label.toPlainText() == "best: epoch 3")
    settings.set(LANGUAGE, "fr")
    translation = Translation(settings)
    try:
        qtbot.waitUntil(lambda: label.toPlainText() == "meilleure : époque 3")
    finally:
        translation.remove()
        QLocale.setDefault(QLocale.c())


def test_many_points_are_drawn_as_few(curves: LiveCurves) -> None:
    curves.set_run(trained("long", 10, 2000))
    curves.draw()
    for plot in curves.plots[:2]:
        raw, smooth = drawn(plot)
        assert 500 < raw <= MOST_POINTS + 4
        assert smooth <= MOST_POINTS / 4 + 1


def test_redraws_are_spaced(curves: LiveCurves, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    curves.set_run(RunCurves())
    qtbot.waitUntil(lambda: not curves._redraw.isActive())
    redraws: list[int] = []
    monkeypatch.setattr(curves.plots[0], "draw", lambda *arguments: redraws.append(1))
    for event in events(5, 200):
        curves.add(event)
    qtbot.waitUntil(lambda: not curves._redraw.isActive())
    assert len(redraws) == 1


def test_nothing_is_drawn_where_nobody_looks(curves: LiveCurves, qtbot: QtBot) -> None:
    curves.hide()
    curves.set_run(RunCurves())
    for event in events(1, 5):
        curves.add(event)
    assert not curves._redraw.isActive()
    curves.show()
    qtbot.waitUntil(lambda: drawn(curves.plots[0]) == [5, 5])


def test_what_the_curves_are_drawn_over(curves: LiveCurves) -> None:
    curves.set_run(trained("a", 3, 4))
    box = curves.findChild(QComboBox, "curveAxisBox")
    ends = []
    for index in range(box.count()):
        box.setCurrentIndex(index)
        curves.draw()
        ends.append(curves.plots[0]._raw.getData()[0][-1])
    assert ends == [3.0, 12.0, 180.0]
    assert curves.plots[0]._x_axis.tickStrings([60.0, 3600.0], 1.0, 60.0) == ["1:00", "1:00:00"]


def test_smoothing_and_logarithm(curves: LiveCurves) -> None:
    curves.set_run(trained("a", 3, 4))
    curves.findChild(QSlider, "smoothingSlider").setValue(0)
    curves.draw()
    plot = curves.plots[0]
    assert plot._smooth.getData()[1].tolist() == plot._raw.getData()[1].tolist()
    plain = plot._raw.getData()[1].copy()
    curves.findChild(QCheckBox, "logScaleBox").setChecked(True)
    curves.draw()
    assert plot._raw.getData()[1] == pytest.approx([math.log10(value) for value in plain])
    assert plot._y_axis.tickStrings([-1.0], 1.0, 1.0) == ["0.1"]


def test_the_learning_rate_is_a_third_plot(curves: LiveCurves) -> None:
    curves.set_run(trained("a", 2, 3))
    curves.draw()
    rate = curves.findChild(QWidget, "learningRatePlot")
    assert not rate.isVisible()
    curves.findChild(QCheckBox, "learningRateBox").setChecked(True)
    curves.draw()
    assert rate.isVisible()
    assert set(rate._smooth.getData()[1].tolist()) == {1e-3}


def test_other_runs_lie_beneath(curves: LiveCurves) -> None:
    curves.set_run(trained("now", 3, 4))
    curves.set_others([trained("before", 5, 2), trained("long ago", 2, 2)])
    curves.draw()
    lines = curves.plots[0]._others
    assert [len(line.getData()[0]) for line in lines] == [10, 5, 4, 2]
    assert all(line.zValue() < curves.plots[0]._raw.zValue() for line in lines)
    assert "long ago" in curves.legend.accessibleName()
    curves.set_others([])
    curves.draw()
    assert all(line.getData()[0] is None for line in lines)


def test_keys_move_and_zoom(curves: LiveCurves, qtbot: QtBot) -> None:
    curves.set_run(trained("a", 10, 4))
    curves.draw()
    plot = curves.plots[0]
    box = plot.getViewBox()
    whole = box.viewRect().width()
    qtbot.keyClick(plot, Qt.Key.Key_Plus)
    assert box.viewRect().width() == pytest.approx(0.8 * whole)
    left = box.viewRect().left()
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert box.viewRect().left() > left
    curves.findChild(QToolButton, "showAllButton").click()
    assert box.autoRangeEnabled()[0]


@pytest.mark.parametrize(("theme", "colours"), [(LIGHT, ON_LIGHT), (DARK, ON_DARK)])
def test_curves_stand_out_from_the_ground(curves: LiveCurves, theme: Colours, colours: Any) -> None:
    curves.setPalette(palette_of(theme))
    plot = curves.plots[0]
    assert plot.backgroundBrush().color() == curves.palette().color(QPalette.ColorRole.Base)
    ground = luminance(theme.surface)
    for colour in (colours.train, colours.validation, *colours.others):
        low, high = sorted((ground, luminance(colour)))
        assert (high + 0.05) / (low + 0.05) >= 3, colour


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_times_are_told_as_clocks_tell_them() -> None:
    assert [clock(seconds) for seconds in (0, 59.6, 65, 7265)] == ["0:00", "1:00", "1:05", "2:01:05"]
