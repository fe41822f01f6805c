"""How a command ends: with an exit code, and a sentence for whatever went wrong."""

import os
import signal
import sys
import threading
from collections.abc import Sequence
from io import StringIO, TextIOWrapper
from typing import Any

import typer

from .console import note
from .interruption import reason

FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130


def run_app(app: typer.Typer, arguments: Sequence[str] | None, name: str) -> int:
    """Run an application to its end.

    Parameters
    ----------
    arguments
        What stands after its name; None for what this process was called with.

    Returns
    -------
    int
        0 when all went well, 2 for bad input, 130 after Ctrl-C, 143 after SIGTERM, 1 for anything
        else that went wrong. What was wrong is told on standard error, a sentence for each problem.
    """
    stopping = _Stopping()
    if threading.current_thread() is threading.main_thread():  # no other one gets signals
        signal.signal(signal.SIGTERM, stopping.stop)
    _open_streams()
    command = typer.main.get_command(app)
    try:
        code = command.main(arguments, prog_name=name, standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has had enough. Python would flush once more on leaving.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except Exception as error:
        code, problems = _explained(error)
        for problem in problems:
            note(problem)
        return stopping.code if code == INTERRUPTED else code
    if code == INTERRUPTED:
        note("Stopped; nothing was written.")
        return stopping.code
    return code or 0


class _Stopping:
    """Ends on SIGTERM as on Ctrl-C: processes are stopped, half-written folders removed."""

    def __init__(self) -> None:
        self.code = INTERRUPTED

    def stop(self, number: int, _frame: object) -> None:
        self.code = 128 + number
        raise KeyboardInterrupt


def _open_streams() -> None:
    """Make writing safe: a closed stream discards, and a character it cannot encode becomes ?."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, StringIO())
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _explained(error: Any) -> tuple[int, list[str]]:
    """The exit code and sentences for an error; an unexpected one is raised again."""
    from experiments.errors import InputError, RunError, StoppedError
    from simulation.scenario.errors import ScenarioError, told

    match error:
        case ScenarioError() | InputError():
            return BAD_INPUT, told(error.problems)
        case RunError():
            return FAILED, [str(error)]
        case StoppedError():
            return INTERRUPTED, [str(error)]
        case MemoryError():
            return FAILED, ["There is not enough memory for this; use fewer people or weeks."]
        case OSError():
            return FAILED, [f"Stopped, nothing was written: {reason(error)}."]
    if hasattr(error, "format_message"):  # what typer calls a usage error
        return BAD_INPUT, [_usage(error)]
    raise error


def _usage(error: Any) -> str:
    """Typer's complaint about the command line, in one sentence."""
    option, near = getattr(error, "option_name", None), getattr(error, "possibilities", None)
    if option and near:
        return f"There is no option {option}; did you mean {near[0]}?"
    if isinstance(error, typer.BadParameter) and error.message.startswith("path "):
        return f"{error.message[0].upper()}{error.message[1:]}"
    if isinstance(error, typer.BadParameter) and error.param and error.message:
        return f"{error.param.opts[-1]} is {error.message}"
    return " ".join(str(error.format_message()).split())
