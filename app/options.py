"""Every setting of the window, declared once: key, type, default, bounds, choices and what a person reads about it.

Titles and descriptions are English source texts in the translation context "Options"; `app.translation` turns them
into the person's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from app.translatable import QT_TRANSLATE_NOOP

T = TypeVar("T")


@dataclass(frozen=True)
class Choice:
    """One value of an option that has a fixed set of them."""

    value: str
    title: str


@dataclass(frozen=True, eq=False)
class Option(Generic[T]):
    """One setting; its type is that of its default: bool, int, float, str, bytes or list of str.

    `minimum` and `maximum` are inclusive.
    `title` is empty for what the program remembers by itself: only titled options appear in the settings dialog.
    `choices` is empty where any value of the type goes, or where the composition root provides the choices.
    """

    key: str
    default: T
    title: str = ""
    description: str = ""
    choices: tuple[Choice, ...] = ()
    minimum: int | float | None = None
    maximum: int | float | None = None
    suffix: str = ""

    def accepts(self, value: object) -> bool:
        """Whether `value` has the option's type and lies within its choices and bounds."""
        if type(value) is not type(self.default):
            return False
        if isinstance(value, list) and not all(isinstance(item, str) for item in value):
            return False
        if self.choices and value not in [choice.value for choice in self.choices]:
            return False
        if isinstance(value, bool) or not isinstance(value, int | float):
            return True
        above = self.minimum is None or value >= self.minimum
        return above and (self.maximum is None or value <= self.maximum)


MODEL = Option(
    "identify/model",
    "default",
    QT_TRANSLATE_NOOP("Options", "Model"),
    QT_TRANSLATE_NOOP("Options", "The neural network that names the breeds."),
)
VIEWS = Option(
    "identify/views",
    "default",
    QT_TRANSLATE_NOOP("Options", "Accuracy"),
    QT_TRANSLATE_NOOP("Options", "Looking at a photo more than once is a little more accurate and takes longer."),
    choices=(
        Choice("default", QT_TRANSLATE_NOOP("Options", "Fast: one look at each photo (recommended)")),
        Choice("flip", QT_TRANSLATE_NOOP("Options", "Thorough: each photo and its mirror image")),
        Choice("zoom", QT_TRANSLATE_NOOP("Options", "Most thorough: also the dog up close")),
    ),
)
TOP_K = Option(
    "identify/top_k",
    5,
    QT_TRANSLATE_NOOP("Options", "Breeds shown"),
    QT_TRANSLATE_NOOP("Options", "How many breeds are listed for a photo."),
    minimum=1,
    maximum=10,
)
INCLUDE_SUBFOLDERS = Option(
    "identify/include_subfolders",
    True,
    QT_TRANSLATE_NOOP("Options", "Include subfolders"),
    QT_TRANSLATE_NOOP("Options", "Opening a folder also opens the folders inside it."),
)
LANGUAGE = Option(
    "window/language",
    "system",
    QT_TRANSLATE_NOOP("Options", "Language"),
    QT_TRANSLATE_NOOP("Options", "Also the language of the breed names."),
    choices=(
        Choice("system", QT_TRANSLATE_NOOP("Options", "As the computer")),
        Choice("en", "English"),
        Choice("fr", "Français"),
    ),
)
THEME = Option(
    "window/theme",
    "system",
    QT_TRANSLATE_NOOP("Options", "Appearance"),
    QT_TRANSLATE_NOOP("Options", "Light or dark colours."),
    choices=(
        Choice("system", QT_TRANSLATE_NOOP("Options", "As the computer")),
        Choice("light", QT_TRANSLATE_NOOP("Options", "Light")),
        Choice("dark", QT_TRANSLATE_NOOP("Options", "Dark")),
    ),
)
THREADS = Option(
    "speed/threads",
    0,
    QT_TRANSLATE_NOOP("Options", "Processor threads"),
    QT_TRANSLATE_NOOP("Options", "How many threads work on photos at once; 0 chooses for this computer."),
    minimum=0,
    maximum=64,
)
CACHE_SIZE_MB = Option(
    "speed/cache_size_mb",
    500,
    QT_TRANSLATE_NOOP("Options", "Cache size"),
    QT_TRANSLATE_NOOP("Options", "Disk space for small pictures and known answers, so that a folder reopens at once."),
    minimum=50,
    maximum=20_000,
    suffix=QT_TRANSLATE_NOOP("Options", " MB"),
)

LIBRARY = Option("labels/library", "")
RECENT_FOLDERS = Option("window/recent_folders", cast("list[str]", []))
WINDOW_GEOMETRY = Option("window/geometry", b"")
LAST_EXPORT_FOLDER = Option("identify/last_export_folder", "")
IDENTIFY_SPLITTER = Option("identify/splitter", b"")
THUMBNAIL_SIZE = Option("identify/thumbnail_size", 160, minimum=64, maximum=512)
SORT_ORDER = Option("identify/sort_order", "")
FOLLOWED_RUN = Option("train/followed_run", "")
FOLLOWED_SEVERAL = Option("train/followed_several", "")
LAST_DATASET = Option("train/last_dataset", "")
ACCEPT_ABOVE = Option("labels/accept_above_percent", 90.0, minimum=0, maximum=100)
GROUP_THUMBNAILS = Option("groups/thumbnail_size", 128, minimum=64, maximum=512)
RUNS_TABLE = Option("runs/table", b"")
OVERLAY_VISIBLE = Option("identify/overlay_visible", True)
OVERLAY_OPACITY = Option("identify/overlay_opacity_percent", 50, minimum=0, maximum=100)

ALL_OPTIONS: tuple[Option[Any], ...] = tuple(value for value in list(globals().values()) if isinstance(value, Option))
