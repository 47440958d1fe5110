"""What a process of its own is started with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from core.child_process import child_environment
from core.paths import user_folders

SAY = "import keras; print(keras.config.floatx(), keras.config.image_data_format(), keras.config.backend())"


def test_what_a_person_set_for_keras_is_neither_followed_nor_changed(tmp_path: Path) -> None:
    settings = tmp_path / ".keras" / "keras.json"
    settings.parent.mkdir()
    text = json.dumps({"floatx": "float16", "image_data_format": "channels_first", "backend": "nonsense"})
    settings.write_text(text, "utf-8")
    environment = child_environment(HOME=str(tmp_path), USERPROFILE=str(tmp_path), KERAS_BACKEND="numpy")
    done = subprocess.run([sys.executable, "-c", SAY], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["float32", "channels_last", "numpy"]
    assert settings.read_text("utf-8") == text and list(settings.parent.iterdir()) == [settings]
    assert (user_folders().cache / "keras" / "keras.json").is_file()
