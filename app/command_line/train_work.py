"""The work of `breedlens train`: make or find the run, have a child train it, and tell what it says."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.command_line.data_work import open_data
from app.command_line.library_noise import libraries_in_log
from app.command_line.outcome import INTERRUPTED, OK, SOME_FAILED, WrongUse, complain, forget_output, stoppable
from app.command_line.output import Write, standard_output
from app.command_line.progress import progress_bar
from app.command_line.recipes_work import settings_of
from app.command_line.train import DEFAULT_RECIPE, LEAKAGE, Request
from app.command_line.train_rate import find_rate, tell_substitution
from app.command_line.train_several import is_for_folds, several_of, train_several
from app.command_line.train_text import TrainingLines
from core.architectures.registry import architecture
from core.architectures.weights_at_hand import require_weights
from core.control import Command, Control, Progress
from core.datasets.findings import DatasetFinding
from core.datasets.remedies import Choices, Remedy
from core.datasets.report import DatasetReport, inspect_table
from core.errors import BreedLensError
from core.files import shown
from core.training.events import complete, event_line
from core.training.follow import follow
from core.training.prepare import OF_THE_SPLIT, chosen_photos, divided_findings, usable_photos, without_leakage
from core.training.recipe_files import changed, load_recipe
from core.training.recipe_split import split_photos
from core.training.run_folder import RunFolder, create_run
from core.training.runs import find_run, resume
from core.training.start import Child, start_child

if TYPE_CHECKING:
    import pandas as pd

    from core.training.recipe import Recipe

OnEvent = Callable[[Mapping[str, Any]], None]
_UNREADABLE = {"photo_left_out", "photos_left_out", "photos_gone", "photos_not_measured"}
"""codes of warnings: some photos could not be read"""


def carry_out(request: Request) -> int:
    """Do what was asked; the exit code.

    Raises:
        WrongUse: the request makes no sense.
        BreedLensError: the recipe, the data or the run cannot be used.
        Cancelled: Ctrl+C before the training began.
    """
    unreadable = False
    with stoppable() as control:
        with libraries_in_log():
            if request.resume is None:
                _check_run_dir(request)
                recipe = _recipe(request)
                require_weights(architecture(recipe.architecture.name), recipe.architecture.weights)
                table, report = _photos(request, recipe, control)
                unreadable = report is not None and any(one.kind == "unreadable" for one in report.findings)
                usable = usable_photos(table, report, _choices(request))
                folds = is_for_folds(request, recipe)
                if not folds:  # folds are divided in any case
                    tell_substitution(usable, recipe)
                recipe = _divided(request, recipe, usable, folds=folds)
                if request.find_rate:
                    return find_rate(request, recipe, usable, control)
                several = several_of(request, recipe)
                if several is not None:
                    return train_several(several, usable, control, _teller(request, lambda _: None))
                run = _new_run(request, recipe, split_photos(usable, recipe.data)[0])
            else:
                run = _old_run(request, request.resume)
        control.checkpoint()
        offset = run.events_path.stat().st_size if run.events_path.exists() else 0
        with _tied_child(run) as child:
            try:
                last, codes = _tell(run, child, offset, control, as_json=request.format == "json")
            except BrokenPipeError:
                forget_output()
                complain(f"Nobody reads the output any more, so the training has ended. {_how_to_go_on(run)}")
                return SOME_FAILED
    if last is None:
        if request.format == "json":
            standard_output()(event_line(complete({"event": "interrupted", "run": str(run.path)})))
        complain(f"Stopped. {_how_to_go_on(run)}")
        return INTERRUPTED
    if last["event"] == "finished":
        return SOME_FAILED if unreadable or _UNREADABLE & codes else OK
    if last["event"] == "cancelled":
        complain("The run was cancelled from elsewhere, and discarded.")
    else:
        complain(str(last["message"]))
    return SOME_FAILED


def _check_run_dir(request: Request) -> None:
    """A run among the photos would be taken for a breed the next time.

    Raises:
        WrongUse: the folder of the run is that of the photos, or below it.
    """
    if request.run_dir is None or not os.path.isdir(str(request.data)):
        return
    photos, run = os.path.realpath(str(request.data)), os.path.realpath(request.run_dir)
    if run == photos or run.startswith(os.path.join(photos, "")):
        raise WrongUse(f"{shown(request.run_dir)} lies among the photos; --run-dir takes a folder elsewhere.")


def tell_failure(error: BreedLensError | WrongUse) -> None:
    """The last event, for programs, of what failed outside of any run."""
    code = error.code if isinstance(error, BreedLensError) else "wrong_use"
    standard_output()(event_line(complete({"event": "failed", "code": code, "message": str(error), "run": None})))


def _recipe(request: Request) -> Recipe:
    recipe = load_recipe(request.recipe or DEFAULT_RECIPE)
    settings = settings_of(request.set)
    if request.epochs is not None:
        settings["training.epochs"] = str(request.epochs)
    if request.folds:
        settings["data.folds"] = str(request.folds)
    return changed(recipe, settings) if settings else recipe


def _photos(request: Request, recipe: Recipe, control: Control) -> tuple[pd.DataFrame, DatasetReport | None]:
    """The chosen photos, and what is to be said about them."""
    table = open_data(str(request.data), layout=request.layout, photos=request.photos, control=control)
    chosen = chosen_photos(table, recipe, request.breeds)
    return chosen, _inspected(chosen, control) if request.inspection else None


def _choices(request: Request) -> Choices:
    """What is to be done about the findings on the photos."""
    choices: dict[Any, Remedy] = {kind.replace("-", "_"): "leave_out" for kind in request.leave_out}
    if request.keep_bursts:
        choices["burst"] = "keep_together"
    if request.keep_one:
        choices["conflicting_labels"] = "keep_one"
    if request.join_names:
        choices["similar_names"] = "join"
    return choices


def _divided(request: Request, recipe: Recipe, table: pd.DataFrame, *, folds: bool) -> Recipe:
    """Say what is wrong with the photos as the recipe divides them; the recipe that leaves out what was asked for."""
    findings = divided_findings(table, recipe, folds=folds)
    _tell_warnings(findings)
    return without_leakage(recipe, findings) if LEAKAGE in request.leave_out else recipe


def _tell_warnings(findings: Iterable[DatasetFinding]) -> None:
    for finding in findings:
        if finding.severity == "warning":
            complain(shown(finding.message))


def _new_run(request: Request, recipe: Recipe, split: pd.DataFrame) -> RunFolder:
    folder = Path(request.run_dir) if request.run_dir else None
    run = create_run(recipe, split, source=os.path.abspath(str(request.data)), folder=folder, name=request.name)
    complain(f"The run is kept in {shown(str(run.path))}.")
    return run


def _inspected(table: pd.DataFrame, control: Control) -> DatasetReport:
    """What is wrong with the photos; what makes training impossible is raised."""
    with progress_bar("Inspecting photos") as bar:
        report = inspect_table(table, control=control, on_progress=bar.on_progress)
    for finding in report.errors:
        raise BreedLensError(finding.kind, finding.template, **finding.parameters)
    _tell_warnings(finding for finding in report.findings if finding.kind not in OF_THE_SPLIT)
    return report


def _old_run(request: Request, name: str) -> RunFolder:
    run = find_run(name, Path(request.run_dir) if request.run_dir else None)
    made_with = run.info().recipe
    if request.recipe is not None and load_recipe(request.recipe).name != made_with:
        raise WrongUse(f"This run was begun with the recipe {made_with}, and goes on with it; leave --recipe out.")
    return resume(run, request.more_epochs, epochs=request.epochs)


@contextlib.contextmanager
def _tied_child(run: RunFolder) -> Iterator[Child]:
    child = start_child(run, tied=True)
    try:
        yield child
    finally:
        child.let_go()


def _tell(
    run: RunFolder, child: Child, offset: int, control: Control, *, as_json: bool
) -> tuple[Mapping[str, Any] | None, set[str]]:
    """Print the events as they come; the last one, or None after Ctrl+C, and the codes of the warnings."""
    last: Mapping[str, Any] | None = None
    codes = set()
    with progress_bar("Training", wanted=not as_json) as bar:
        tell = _as_json(standard_output()) if as_json else _as_text(bar.over(standard_output()), bar.on_progress)
        events = follow(run, offset, child=child, on_round=lambda: control.command is not Command.CANCEL)
        with contextlib.closing(events):
            for event in events:
                tell(event)
                last = event
                codes.add(str(event.get("code") or ""))
    is_over = control.command is not Command.CANCEL or (last is not None and last["event"] == "finished")
    return (last if is_over else None), codes


def _teller(request: Request, on_progress: Callable[[Progress], None]) -> OnEvent:
    return _as_json(standard_output()) if request.format == "json" else _as_text(standard_output(), on_progress)


def _as_json(write: Write) -> OnEvent:
    def tell(event: Mapping[str, Any]) -> None:
        if event["event"] == "warning":  # for people too: programs read the standard output alone
            complain(shown(str(event["message"])))
        write(event_line(event))

    return tell


def _as_text(write: Write, on_progress: Callable[[Progress], None]) -> OnEvent:
    lines = TrainingLines()

    def tell(event: Mapping[str, Any]) -> None:
        if event["event"] == "warning":
            complain(shown(str(event["message"])))
        elif text := lines.text(event):
            write(text + "\n")
        if (progress := lines.progress(event)) is not None:
            on_progress(progress)

    return tell


def _how_to_go_on(run: RunFolder) -> str:
    import shlex

    return f"To go on from the last finished epoch: breedlens train --resume {shlex.quote(shown(str(run.path)))}"
