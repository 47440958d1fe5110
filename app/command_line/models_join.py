"""The work of `breedlens models join`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.command_line.data_work import open_data
from app.command_line.outcome import OK, WrongUse, complain, stoppable
from app.command_line.progress import progress_bar
from core.bundles.card import Member
from core.files import shown
from core.training.ensemble import Ensemble, make_ensemble
from core.training.held_out import held_out

_PLAIN = re.compile(r"[^\s./\\:*?\"<>|][^/\\:*?\"<>|]*")


def join_models(
    name: str, members: Sequence[str], data: str | None, *, title: str, layout: str, photos: str | None
) -> int:
    """Make an ensemble; the exit code.

    Raises:
        WrongUse: the name is none for a folder.
        BreedLensError: the models do not fit together, or the photos cannot be read.
        Cancelled: Ctrl+C.
    """
    if not _PLAIN.fullmatch(name):
        raise WrongUse(f"{shown(name)} cannot be the name of a model.")
    with stoppable() as control:
        table = None
        if data is not None:
            opened = open_data(data, layout=layout, photos=photos, control=control)
            table, untold = held_out(opened, members)
            if untold:
                complain(_untold(untold))
        with progress_bar("Asking the models", wanted=table is not None) as bar:
            made = make_ensemble(members, name, table, title=title, control=control, on_progress=bar.on_progress)
    complain(f"{name} is ready: breedlens classify --model {name} PATH...")
    for member in made.card.members:
        complain(_share(member))
    if made.photos:
        complain(_loss(made))
    return OK


def _untold(models: Sequence[str]) -> str:
    names = ", ".join(map(shown, models))
    return (
        f"No run on this computer tells what {names} learned from. If it was from these photos, the shares and the log "
        "loss are too good for what was learned by heart."
    )


def _share(member: Member) -> str:
    return f"{shown(member.name)} has a share of {member.weight:.3f}."


def _loss(made: Ensemble) -> str:
    alone = ", ".join(f"{loss:.4f}" for loss in made.member_log_losses)
    return f"Log loss on {made.photos} photos: {made.log_loss:.4f}; each model alone: {alone}."
