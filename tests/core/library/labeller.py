"""Run in a child process: `labeller.py LIBRARY PHOTO...` labels photos for ever, saying each once it is saved."""

import itertools
import sys
from pathlib import Path

from core.library.library import LabelLibrary
from core.library.records import Label, Origin, Status

library = LabelLibrary(Path(sys.argv[1]), wait_s=30)
ids = library.add_photos(sys.argv[2:])
breeds = itertools.cycle(library.breeds())
for number, (photo, breed) in enumerate(zip(itertools.cycle(ids), breeds, strict=False)):
    if number % 7 == 6:
        library.undo()
        library.redo()
    library.label({photo: Label(Status.LABELLED, breed.id)}, Origin.CHOSEN)
    print(photo, breed.name, flush=True)
