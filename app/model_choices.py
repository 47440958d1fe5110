"""The models that a person can choose among."""

from __future__ import annotations

from app.options import Choice
from app.translation import translate_model_title
from core.paths import user_folders


def model_choices() -> list[Choice]:
    """The models that can be used at once: those of the catalogue and those in the person's model folder."""
    from core.catalog import BUNDLE_SUFFIX, DEFAULT_NAME, load_catalog

    catalog = load_catalog()
    default = catalog.get(DEFAULT_NAME)
    choices = [Choice(DEFAULT_NAME, translate_model_title(default.title))]
    others = (entry for entry in catalog.entries if entry.installed and entry is not default)
    choices += [Choice(entry.name, translate_model_title(entry.title)) for entry in others]
    known = {entry.name for entry in catalog.entries}
    own = sorted(folder.name.removesuffix(BUNDLE_SUFFIX) for folder in user_folders().models.glob(f"*{BUNDLE_SUFFIX}"))
    return choices + [Choice(name, name) for name in own if name not in known]
