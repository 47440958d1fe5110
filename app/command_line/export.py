"""`breedlens export`: the arguments. The work is in `export_work`."""

from __future__ import annotations

from collections.abc import Sequence

from app.command_line.arguments import Parser
from core.bundles.formats import ONNX, SUFFIXES

DESCRIPTION = "Write a model as one file for other programs, with a report on how far it answers as BreedLens does."
EPILOG = (
    "The file takes square photos as they are, uint8 RGB, and answers with the probabilities of the breeds. The report "
    "lies beside it, in FILE.parity.json: the breeds in order, how a photo becomes such a square, and the differences "
    "found. Which models there are, 'breedlens models' lists."
)


def export(program: str, arguments: Sequence[str]) -> int:
    """Run the command; the exit code."""
    parser = Parser(program, DESCRIPTION, EPILOG)
    parser.add_argument("model", metavar="MODEL", help="a name that 'breedlens models' lists, or a model's folder")
    parser.add_choice("--to", tuple(SUFFIXES), ONNX, "the form of the file")
    parser.add_argument("-o", "--output", metavar="FILE", help="the file (default: the model's name, in this folder)")
    parser.add_argument(
        "--photos",
        metavar="PATH",
        help="ask about up to 50 photos of this folder (default: the test photos of the run that made the model; where "
        "there are none, drawn pictures)",
    )
    parser.add_choice("--format", ("text", "json"), "text", "what to say at the end: lines for people, or JSON")
    parser.add_debug()
    parsed = parser.parse_intermixed_args(arguments)
    if parsed.output == "":
        parser.error("argument --output: the name is empty")
    from app.command_line.export_work import write_model

    return write_model(parsed.model, parsed.to, parsed.output, parsed.photos, as_json=parsed.format == "json")
