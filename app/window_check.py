"""The window as far as its first painting, for the self-test: `python -m app.window_check`.

Runs in a process of its own, with folders of a person that has never used the program, and shows nothing on the
screen. It takes the way that `breedlens` takes, prints `PAINTED` and ends.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile

from app.command_line.self_test_window import PAINTED
from core.paths import HOME_VARIABLE

NEVER_IN_A_WINDOW = ("tensorflow", "keras", "tf2onnx", "mlflow", "torch", "jax")
"""what the process of the window leaves to its children"""
WRONG_MODULES = 3


def main() -> int:
    """Open the window, wait until it is painted, and look at what was imported; the exit code."""
    with tempfile.TemporaryDirectory(prefix="breedlens-self-test-") as home:
        os.environ[HOME_VARIABLE] = home
        gc.disable()  # as app.__main__ does
        from app.application import Program, page_makers
        from app.desktop_application import DesktopApplication
        from core.paths import user_folders

        application = DesktopApplication(sys.argv[:1])
        program = Program(application, user_folders(), page_makers())
        program.window.first_painted.connect(lambda: print(PAINTED, flush=True))
        program.window.first_painted.connect(application.quit)
        program.window.show()
        application.exec()
        gc.enable()
        wrong = [name for name in NEVER_IN_A_WINDOW if name in sys.modules]
        program.close()
    if wrong:
        print(f"the window imports {', '.join(wrong)}", file=sys.stderr)
    return WRONG_MODULES if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
