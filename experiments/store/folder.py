"""Folders and files that are whole or not there, and folders that one process at a time writes."""

import os
import platform
import re
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from experiments.errors import InputError

UNFINISHED = ".partial"
LOCK = ".lock"

FORGOTTEN = 60
"""Seconds after which an unfinished folder without a lock belongs to nobody."""


class ExistsError(InputError):
    """A folder that was to be made is there already."""


def why(error: OSError) -> str:
    """What the system says is wrong, as the end of a sentence."""
    return (error.strerror or "something is wrong with it").lower()


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """A folder to fill; it becomes ``out`` at the end, or vanishes if anything goes wrong.

    What killed processes left of the same folder is cleared away first.

    Raises
    ------
    ExistsError
        If ``out`` exists already, or another process has made it meanwhile.
    InputError
        At once, if ``out`` cannot be made.
    """
    filling = out.parent / f".{out.name}.{secrets.token_hex(4)}{UNFINISHED}"
    try:
        if out.exists() or out.is_symlink():
            raise ExistsError(f"{out} exists already; name a folder that does not.")
        if not out.parent.exists():
            raise InputError(f"{out} cannot be made: there is no folder {out.parent}.")
        _clear_leftovers(out)
        filling.mkdir()
    except OSError as error:
        raise InputError(f"{out} cannot be made: {why(error)}.") from None
    try:
        with alone_in(filling):
            yield filling
        (filling / LOCK).unlink()
        _rename(filling, out)
    except BaseException:
        shutil.rmtree(filling, ignore_errors=True)
        raise


def _rename(filling: Path, out: Path) -> None:
    try:
        filling.rename(out)
    except OSError:
        if os.path.lexists(out):
            raise ExistsError(f"{out} was made by another process meanwhile.") from None
        raise


def _clear_leftovers(out: Path) -> None:
    """Remove the unfinished folders of ``out`` that no process is filling any more."""
    unfinished = re.compile(rf"\.{re.escape(out.name)}\.[0-9a-f]{{8}}{re.escape(UNFINISHED)}")
    for path in out.parent.iterdir():
        if unfinished.fullmatch(path.name) and _is_left(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_left(filling: Path) -> bool:
    """Whether the process that filled a folder is gone."""
    with suppress(OSError):
        if not (filling / LOCK).exists():
            return time.time() - filling.stat().st_mtime > FORGOTTEN
        with (filling / LOCK).open("a+", encoding="utf-8") as lock:
            _lock(lock.fileno())
            return True
    return False


def names_in(folder: Path) -> list[str]:
    """What is in a folder, in order; nothing where there is no such folder.

    Raises
    ------
    InputError
        Where it cannot be read: that is not the same as empty.
    """
    try:
        return sorted(path.name for path in folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise InputError(f"{folder} cannot be read: {why(error)}.") from None


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that holds all of its content or does not exist, whatever happens.

    It gets its name when its bytes are on the disk; what was there before stays until then.

    Raises
    ------
    OSError
        Naming the file, where it cannot be written.
    """
    filling = path.with_name(f".{path.name}{UNFINISHED}")
    try:
        with filling.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        filling.replace(path)
    except BaseException as error:
        with suppress(OSError):
            filling.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(path)) from None
        raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """Have the names in a folder on the disk; there is no such thing on Windows."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Be the only one to write to a folder; the lock ends with this process, however it ends.

    Raises
    ------
    InputError
        At once, if somebody else is writing to it, or nobody may.
    """
    try:
        lock = (folder / LOCK).open("a+", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{folder} cannot be written to: {why(error)}.") from None
    with lock as file:
        try:
            _lock(file.fileno())
        except OSError:
            file.seek(0)
            who = file.read().strip()
            raise InputError(
                f"{folder} is being written to by another process{f' ({who})' if who else ''}; "
                "wait for it, or name another folder."
            ) from None
        file.truncate(0)
        file.write(f"process {os.getpid()} on {platform.node()}")
        file.flush()
        yield
        file.truncate(0)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
