"""The window of whichever build is first on the path, until it has opened the labels; run by test_other_builds.

    window_of_a_build FOLDER [THEME]

Chooses a theme if one is given, and prints a line of JSON with what the window shows.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from app.application import Program
from app.options import THEME
from app.pages.identify.page import IdentifyPage
from core.paths import user_folders


def main() -> None:
    """Look, say, and close."""
    application = QApplication(sys.argv[:1])
    program = Program(application, user_folders(), [IdentifyPage])
    if sys.argv[2:]:
        program.settings.set(THEME, sys.argv[2])
    labelling = program.services.labelling

    def say() -> None:
        note = program.window.findChild(QLabel, "labelNote")
        assert note is not None
        shown = {"note": note.text(), "theme": program.settings.get(THEME), "is_writable": labelling.is_writable}
        print(json.dumps(shown), flush=True)
        QTimer.singleShot(0, application.quit)

    labelling.opened.connect(say)
    program.window.show()
    program.open_when_painted([sys.argv[1]])
    application.exec()
    assert program.close()


if __name__ == "__main__":
    main()
