"""Run in a child process: print which weights Keras would download for the functions named as arguments.

Keras' download function is replaced by one that notes its arguments and stops; nothing is downloaded. The networks are
built without values for their weights, which takes a fraction of the time.
"""

from __future__ import annotations

import sys
from typing import Any

import keras
from keras.src.utils import file_utils


class Asked(Exception):
    """Raised in place of the download."""


def note(_name: str, origin: str, **options: Any) -> str:
    """Stand in for `keras.utils.get_file`."""
    raise Asked(origin, options["file_hash"])


file_utils.get_file = note
for variant in sys.argv[1:]:
    for top in (True, False):
        try:
            with keras.StatelessScope(initialize_variables=False):
                getattr(keras.applications, variant)(weights="imagenet", include_top=top)
        except Asked as asked:
            print("published", variant, "top" if top else "notop", *asked.args, sep="\t")
        keras.backend.clear_session()
