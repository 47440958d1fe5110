"""A dialog that is closed while it makes a run leaves none behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

# stand_in.py: it draws photos too
from stand_in import draw_photos

from app.dialogs.train_dialog_work import RunRequest, inspect, make_run
from app.services import Services
from core.training import run_folder
from core.training.recipe_files import load_recipe
from core.training.runs import list_runs


def test_a_run_that_nobody_wants_any_more_does_not_stay(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    made: list[Path] = []

    def begin(context: Any) -> str:
        request = RunRequest(inspect(str(tmp_path / "photos"), context), load_recipe("quick"), {})
        create = run_folder.create_run

        def closed_meanwhile(*arguments: Any, **options: Any) -> Any:
            run = create(*arguments, **options)
            made.append(run.path)
            context.control.cancel()
            return run

        monkeypatch.setattr(run_folder, "create_run", closed_meanwhile)
        return make_run(request, context)

    draw_photos(tmp_path / "photos", count=6)
    ended: list[bool] = []
    services.tasks.run(begin, on_finished=lambda: ended.append(True))
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    assert made and not made[0].exists() and list_runs() == []
