"""``check``, ``diff``, ``schema`` and ``new``: work on scenario files without simulating."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from allied.console import note, print_json, screen, table
from allied.options import Json, Quiet
from experiments.errors import InputError

if TYPE_CHECKING:
    from simulation.scenario import Scenario

NAME = re.compile(r"\w[\w-]*")


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Scenario files.")],
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Check scenario files and tell everything that is wrong with them."""
    from simulation.scenario import ScenarioError, load_scenario

    problems: dict[str, list[str]] = {}
    for file in files:
        try:
            load_scenario(file)
            problems[file] = []
        except ScenarioError as error:
            problems[file] = error.problems
    if as_json:
        print_json(problems)
    else:
        for file, found in problems.items():
            for problem in found:
                note(problem)
            if not (found or quiet):
                typer.echo(f"{file} is valid.")
    if any(problems.values()):
        raise typer.Exit(2)


def diff(
    a: Annotated[str, typer.Argument(metavar="A", help="A scenario, by name or file.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The one to compare it with.")],
    as_json: Json = False,
) -> None:
    """Show every value in which two scenarios differ."""
    from allied.scenario_args import load
    from experiments.findings.assumptions import readable
    from simulation import scenario
    from simulation.parameters.lookup import declaration

    first, second = load([a, b])
    found = scenario.diff(first, second)
    if as_json:
        print_json({one.path: {"a": one.a, "b": one.b} for one in found})
    elif not found:
        typer.echo(f"{a} and {b} do not differ.")
    else:
        rows = table("Key", "What it is", a, b if a != b else f"{b} (2)")
        for one in found:
            declared = declaration(one.path)
            rows.add_row(
                one.path, declared.label if declared else "", readable(one.a), readable(one.b)
            )
        screen().print(rows)


def schema() -> None:
    """Print the JSON Schema of scenario files, for editors that check while one types."""
    from simulation.scenario import schema as scenario_schema

    print_json(scenario_schema())


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The file is to be NAME.toml.")],
    base: Annotated[
        str,
        typer.Option("--from", metavar="A", help="The scenario to start from, by name or file."),
    ],
    quiet: Quiet = False,
) -> None:
    """Write a scenario file, in this folder, that starts from another scenario."""
    from simulation.scenario import load_scenario
    from simulation.scenarios import shipped
    from simulation.wording import shown

    if not NAME.fullmatch(name):
        raise InputError(
            f"{shown(name)} cannot be the name of a scenario; use letters, digits, _ and -, and "
            "leave .toml away."
        )
    if name in shipped():
        raise InputError(f"{name} is the name of a shipped scenario; choose another.")
    text = _beginning(name, base, load_scenario(base))
    file = Path(f"{name}.toml")
    try:
        content = text.encode("utf-8")
        with file.open("xb") as stream:
            _write_all(stream, content, file)
    except UnicodeEncodeError:
        raise InputError(f"{name!a} has letters that are not Unicode.") from None
    except FileExistsError:
        raise InputError(f"{file} exists already; choose another name.") from None
    except OSError as error:
        raise InputError(f"{file} cannot be written: {str(error.strerror).lower()}.") from None
    if not quiet:
        typer.echo(f"{file} is there. Edit it, then: allied check {file}")


def _write_all(stream: BinaryIO, content: bytes, file: Path) -> None:
    """Write a new file, or leave none."""
    try:
        stream.write(content)
        stream.flush()
    except BaseException:
        file.unlink()
        raise


def _beginning(name: str, base: str, scenario: "Scenario") -> str:
    from experiments.findings.assumptions import assumptions

    levers = [
        f"# {row.path.partition('.')[2]} = {_toml(row.value)}  # {row.parameter.label}, "
        f"{row.parameter.unit}"
        for row in assumptions(scenario)["commissioning"]
    ]
    return "\n".join(
        [
            f"# {name}: all that is not stated here is as in {base}.",
            f"# To see every parameter: allied show {base}",
            f"extends = {_toml(base)}",
            "",
            "[pack]",
            f"title = {_toml(name.replace('_', ' ').capitalize())}",
            f"summary = {_toml(f'How this differs from {base}, in a sentence.')}",
            "",
            "[commissioning]",
            f"# The levers as they are in {base}. To change one, take the # away and edit it.",
            *levers,
            "",
        ]
    )


def _toml(value: object) -> str:
    if isinstance(value, dict):
        inside = ", ".join(f"{key} = {_toml(number)}" for key, number in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    return json.dumps(value, ensure_ascii=False)
