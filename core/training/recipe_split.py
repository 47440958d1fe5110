"""The photos of a run, divided as its recipe says."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from core.datasets.report import require_trainable, without_leaks
from core.datasets.splits import A_TRAIN, C_BREEDS, C_FRACTIONS, SplitPlan, assign_splits
from core.datasets.subsets import only_breeds
from core.training.recipe import DataOptions

_SHARES_A = (0.8, 0.0, 0.2)
_SHARES_B = (0.6, 0.2, 0.2)


def split_plan(options: DataOptions) -> SplitPlan:
    """The split that a recipe declares."""
    return SplitPlan(
        kind=options.split,
        train=options.train,
        validation=options.validation,
        test=options.test,
        seed=options.split_seed,
        folds=options.folds,
        fold=options.fold,
        keep_groups=options.keep_groups,
        validation_of_rest=options.validation_of_rest,
    )


def fitting_plan(table: pd.DataFrame, plan: SplitPlan) -> SplitPlan:
    """The plan itself, or for other photos than those it was published for, a stratified one in the same proportions.

    Splits A and B take a fixed number of photos of each breed, split C is about five breeds. A recipe that names one of
    them must be of use on any photos, and repeat its system exactly on those of the document.
    """
    breeds = table["breed"].value_counts()
    many = bool(len(breeds)) and int(breeds.min()) > A_TRAIN
    match plan.kind:
        case "A" if not many:
            shares = _SHARES_A
        case "B" if not many:
            shares = _SHARES_B
        case "C" if not {*C_BREEDS} <= {*breeds.index}:
            shares = C_FRACTIONS
        case _:
            return plan
    train, validation, test = shares
    return replace(plan, kind="stratified", train=train, validation=validation, test=test)


def substitution_note(table: pd.DataFrame, plan: SplitPlan) -> str:
    """What a person must be told where `fitting_plan` follows another plan than the recipe's; else nothing.

    Args:
        table: the photos to be divided.
        plan: the recipe's.
    """
    taken = fitting_plan(table, plan)
    if taken == plan:
        return ""
    train, validation, test = (f"{100 * share:.0f}" for share in (taken.train, taken.validation, taken.test))
    return (
        f"The recipe divides the photos as published (split {plan.kind}), which does not fit these photos. "
        f"In its stead, {train}% of each breed's photos are learned from, {validation}% are for validation "
        f"and {test}% for the test."
    )


def split_photos(table: pd.DataFrame, options: DataOptions) -> tuple[pd.DataFrame, SplitPlan]:
    """The photos that the recipe wants, with their splits, and the plan that was followed.

    Runs, folds and searches are all divided here.

    Args:
        table: photos that can be used, with their groups (`core.training.prepare.usable_photos`).
        options: the recipe's.

    Raises:
        BreedLensError: the photos do not suffice, or lack a breed that the recipe names.
    """
    if options.breeds:
        table = only_breeds(table, options.breeds)
    plan = fitting_plan(table, split_plan(options))
    divided = assign_splits(table, plan)
    if options.leave_out_leaks:
        divided = without_leaks(divided)
    require_trainable(divided, divided=True)
    return divided, plan
