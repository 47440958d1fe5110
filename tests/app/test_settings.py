"""Settings keep their type and value, and every one of them is declared."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

import app
from app.options import ALL_OPTIONS, LANGUAGE, RECENT_FOLDERS, TOP_K, WINDOW_GEOMETRY, Option
from app.settings import Settings

# Lone surrogates stand for bytes of a file name that are no characters.
TEXT = st.text(st.characters(codec=None), max_size=40)
VALUES = {bool: st.booleans(), str: TEXT, list: st.lists(TEXT, max_size=5), bytes: st.binary(max_size=60)}


def values_of(option: Option) -> st.SearchStrategy:
    """Every value that an option takes."""
    if option.choices:
        return st.sampled_from([choice.value for choice in option.choices])
    if type(option.default) in VALUES:
        return VALUES[type(option.default)]
    kind = st.integers if isinstance(option.default, int) else st.floats
    return kind(option.minimum, option.maximum)


@pytest.mark.parametrize("option", ALL_OPTIONS, ids=lambda option: option.key)
def test_the_default_is_a_value_that_the_option_takes(option: Option, settings: Settings) -> None:
    assert option.accepts(option.default)
    assert settings.get(option) == option.default


@pytest.mark.parametrize("option", ALL_OPTIONS, ids=lambda option: option.key)
@given(data=st.data())
@hypothesis_settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_value_comes_back_from_the_disk_unchanged(option: Option, data: st.DataObject, tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    value = data.draw(values_of(option))
    settings = Settings(file)
    settings.set(option, value)
    settings.sync()
    again = Settings(file).get(option)
    assert again == value
    assert type(again) is type(value)


def test_changed_is_said_once_and_only_for_another_value(settings: Settings) -> None:
    keys: list[str] = []
    settings.changed.connect(keys.append)
    settings.set(TOP_K, 3)
    settings.set(TOP_K, 3)
    assert keys == [TOP_K.key]


@pytest.mark.parametrize("value", [0, 11, True, 2.0, "5", None])
def test_a_value_that_the_option_does_not_take_is_refused(settings: Settings, value: object) -> None:
    with pytest.raises(ValueError, match=TOP_K.key):
        settings.set(TOP_K, value)  # type: ignore[arg-type]
    assert settings.get(TOP_K) == TOP_K.default


def test_an_undeclared_setting_is_refused(settings: Settings) -> None:
    undeclared = Option("window/colour", "red")
    with pytest.raises(LookupError, match="window/colour"):
        settings.get(undeclared)
    with pytest.raises(LookupError, match="window/colour"):
        settings.set(undeclared, "blue")
    impostor = Option(TOP_K.key, "five")
    with pytest.raises(LookupError):
        settings.get(impostor)


@pytest.mark.parametrize("text", ["", "{", "99", "true", '"x"', "null", "[1]"])
def test_a_damaged_value_falls_back_to_the_default(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.ini"
    lines = [
        "[identify]",
        f"top_k={text}",
        "[window]",
        f"language={text}",
        f"geometry={text}",
        f"recent_folders={text}",
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    settings = Settings(file)
    for option in (TOP_K, LANGUAGE, WINDOW_GEOMETRY, RECENT_FOLDERS):
        assert settings.get(option) == option.default


def test_a_list_that_was_got_is_the_callers_own(settings: Settings) -> None:
    settings.get(RECENT_FOLDERS).append("elsewhere")
    assert settings.get(RECENT_FOLDERS) == []


def test_two_options_cannot_share_a_key(tmp_path: Path, qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="key"):
        Settings(tmp_path / "settings.ini", [TOP_K, Option(TOP_K.key, 1)])


def test_only_the_settings_module_touches_qsettings() -> None:
    folder = Path(app.__file__).parent
    users = [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Name) and node.id == "QSettings")
        or (isinstance(node, ast.alias) and node.name == "QSettings")
    ]
    assert set(users) == {"settings.py"}
