"""`breedlens models`: what there is, and getting more. The work is in `models_work`."""

from __future__ import annotations

from collections.abc import Sequence

from app.command_line.arguments import Parser
from app.command_line.data_arguments import add_data_options

DESCRIPTION = "List the models that are installed and those that can be; get more of them."
GET = (
    "Download a model and make it ready. What an interrupted download has brought is used the next time. Where "
    "BREEDLENS_WEIGHTS_MIRROR is set to an address (https, http or file) or the whole path of a folder, the file comes "
    "from there, under the name that it has at its publisher, and is checked against the publisher's digest."
)
ADD = "Make a model ready from a file of weights that you have, without the network."
JOIN = (
    "Make one model of several that know the same breeds: it answers with the mean of their probabilities, weighted by "
    "how well each answers the photos of DATA, which none of them should have been trained on."
)
REMOVE = "Remove a model of your own, or one that was downloaded. Photos, runs and other models stay."
EPILOG = (
    "breedlens models get NAME downloads a model; breedlens models add NAME --file PATH uses a file that you have; "
    "breedlens models join NAME MODEL MODEL... lets several answer together; breedlens models remove NAME removes one."
)


def models(program: str, arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    action = arguments[0] if arguments else ""
    if action in ("get", "add"):
        return _get_or_add(f"{program} {action}", action, arguments[1:])
    if action == "join":
        return _join(f"{program} {action}", arguments[1:])
    if action == "remove":
        return _remove(f"{program} {action}", arguments[1:])
    parser = Parser(program, DESCRIPTION, EPILOG)
    parser.add_choice("--format", ("table", "json"), "table", "a table for people, or one JSON object a line")
    parser.add_debug()
    parsed = parser.parse_args(arguments)
    from app.command_line.models_work import print_models

    return print_models(as_json=parsed.format == "json")


def _get_or_add(program: str, action: str, arguments: Sequence[str]) -> int:
    parser = Parser(program, GET if action == "get" else ADD)
    parser.add_argument("name", metavar="NAME", help="a name that 'breedlens models' lists")
    if action == "add":
        parser.add_argument(
            "--file", metavar="PATH", required=True, help="the weights with the ImageNet classifier, as Keras has them"
        )
    parser.add_debug()
    parsed = parser.parse_intermixed_args(arguments)
    from app.command_line.models_work import download_model, import_model

    return download_model(parsed.name) if action == "get" else import_model(parsed.name, parsed.file)


def _join(program: str, arguments: Sequence[str]) -> int:
    parser = Parser(program, JOIN)
    parser.add_argument("name", metavar="NAME", help="of the new model")
    parser.add_argument("members", metavar="MODEL", nargs="+", help="names or folders of models")
    parser.add_argument(
        "--data",
        metavar="DATA",
        help="labelled photos, or a run's folder for those of its validation (default: equal shares)",
    )
    parser.add_argument("--title", metavar="TEXT", default="", help="to be shown in place of the name")
    add_data_options(parser)
    parser.add_debug()
    parsed = parser.parse_intermixed_args(arguments)
    from app.command_line.models_join import join_models

    return join_models(
        parsed.name, parsed.members, parsed.data, title=parsed.title, layout=parsed.layout, photos=parsed.photos
    )


def _remove(program: str, arguments: Sequence[str]) -> int:
    parser = Parser(program, REMOVE)
    parser.add_argument("name", metavar="NAME", help="a name that 'breedlens models' lists")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_debug()
    parsed = parser.parse_intermixed_args(arguments)
    from app.command_line.models_remove import remove

    return remove(parsed.name, is_sure=parsed.yes)
