"""The warnings of a training, a note on its figures and those on a table of photos, which arrive as sentences."""

from app.translatable import QT_TRANSLATE_NOOP

RUN_WARNINGS = (
    QT_TRANSLATE_NOOP("RunWarning", "The memory was full, so the training goes on with {count} photos at a time."),
    QT_TRANSLATE_NOOP(
        "RunWarning",
        "The state of the training cannot be saved to the disk, so it could not be resumed from here.",
    ),
    QT_TRANSLATE_NOOP(
        "RunWarning",
        "The disk has little room: what is learned is saved, but to resume from here would not repeat an undisturbed "
        "training exactly.",
    ),
    QT_TRANSLATE_NOOP("RunWarning", "What was saved of this run is damaged, so the training begins anew."),
    QT_TRANSLATE_NOOP("RunWarning", "What was saved of this run is gone, so the training begins anew."),
    QT_TRANSLATE_NOOP(
        "RunWarning",
        "{count} of the {total} photos to measure the model on could not be read.",
    ),
    QT_TRANSLATE_NOOP(
        "RunWarning",
        "There were no photos for validation or test: these figures are of the very photos that the model learned "
        "from, and say nothing of others.",
    ),
    QT_TRANSLATE_NOOP("RunWarning", "Photos of breeds that no training photo shows are left out: {names}"),
    QT_TRANSLATE_NOOP(
        "RunWarning",
        "There are no photos for validation, so the training watches its own photos and may not notice when it "
        "learns them by heart.",
    ),
    QT_TRANSLATE_NOOP("RunWarning", "{path} is left out. {reason}"),
    QT_TRANSLATE_NOOP("RunWarning", "More photos cannot be read; the log of the run names them."),
    QT_TRANSLATE_NOOP("RunWarning", "The model is saved, but could not be measured. {reason}"),
    QT_TRANSLATE_NOOP("RunWarning", "The model is kept in the folder of the run only. {reason}"),
    QT_TRANSLATE_NOOP(
        "RunWarning",
        "The recipe divides the photos as published (split {split}), which does not fit these photos. In its stead, "
        "{train}% of each breed's photos are learned from, {validation}% are for validation and {test}% for the test.",
    ),
    QT_TRANSLATE_NOOP("RunWarning", "{reason} What was learned until then is kept."),
    QT_TRANSLATE_NOOP(
        "RunWarning",
        "These photos come from ImageNet, as those of Stanford Dogs and of the Kaggle dog breed competition do, and "
        "the model's backbone was trained on ImageNet: it has likely seen many of them, with their breeds. Expect "
        "less on photos of your own.",
    ),
    QT_TRANSLATE_NOOP("RunWarning", "Lines of the table without a photo or a breed, left out: {count}."),
    QT_TRANSLATE_NOOP("RunWarning", "Lines of the table that repeat a photo, left out: {count}."),
    QT_TRANSLATE_NOOP(
        "RunWarning",
        "Lines of the table that put a photo into another split than an earlier line, left out: {count}.",
    ),
    QT_TRANSLATE_NOOP("RunWarning", "Lines of the table whose split is none of train, validation, test: {count}."),
)
