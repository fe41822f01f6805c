"""The command that reproduces the numbers of a page."""

import shlex

from .settings import SIDES, Settings
from .upload import FILE


def reproduce_command(settings: Settings, verb: str) -> str:
    """The ``allied`` command on the two systems, without its options.

    Where levers were changed, the lines before it say what the two files hold.
    """
    names = [
        settings.upload.name if side.base == FILE and settings.upload else side.base
        for side in settings.sides()
    ]
    if not any(side.changes for side in settings.sides()):
        return shlex.join(["allied", verb, *names])
    lines = ["# Save both systems as files on the page Compare, or write them:"]
    for letter, side, name in zip(SIDES, settings.sides(), names, strict=True):
        lines.append(f"# {letter}.toml")
        lines.append(f'extends = "{name}"')
        lines += ["[commissioning]"] if side.changes else []
        lines += [f"{lever} = {value:.10g}" for lever, value in side.changes]
    return "\n".join([*lines, f"allied {verb} a.toml b.toml"])
