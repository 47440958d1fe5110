"""The dialog that starts a training, and photos for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from asker import BREEDS, Asker, draw_breeds
from pytestqt.qtbot import QtBot

from app.dialogs.train_dialog import TrainDialog
from app.services import Services


@pytest.fixture
def asker(services: Services, qtbot: QtBot) -> Iterator[Asker]:
    dialog = TrainDialog(services)
    dialog.show()
    yield Asker(dialog, qtbot)
    dialog.reject()
    dialog.deleteLater()


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    return draw_breeds(tmp_path / "dogs", BREEDS)
