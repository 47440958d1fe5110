"""`breedlens recipes`: what there is to train with. The work is in `recipes_work`."""

from __future__ import annotations

from collections.abc import Sequence

from app.command_line.arguments import Parser

DESCRIPTION = "List the recipes that a model can be trained with, those that repeat published systems among them."
SHOW = "Print a recipe whole, as TOML; a copy of it with other values is a recipe of your own."
EPILOG = "breedlens recipes show NAME prints one of them. breedlens train DATA --recipe NAME uses it."


def recipes(program: str, arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    if arguments and arguments[0] == "show":
        return _show(f"{program} show", arguments[1:])
    parser = Parser(program, DESCRIPTION, EPILOG)
    parser.add_choice("--format", ("table", "json"), "table", "a table for people, or one JSON object a line")
    parser.add_debug()
    parsed = parser.parse_args(arguments)
    from app.command_line.recipes_work import print_recipes

    return print_recipes(as_json=parsed.format == "json")


def _show(program: str, arguments: Sequence[str]) -> int:
    parser = Parser(program, SHOW)
    parser.add_argument("name", metavar="NAME", help="a name that 'breedlens recipes' lists, or a recipe's file")
    parser.add_argument(
        "--set", metavar="KEY=VALUE", action="append", default=[], help="show it with another value; may be repeated"
    )
    parser.add_debug()
    parsed = parser.parse_intermixed_args(arguments)
    from app.command_line.recipes_work import print_recipe

    return print_recipe(parsed.name, parsed.set)
