"""Folders and files that are whole or not there, and folders only one process may write to."""

import os
import platform
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from experiments.errors import InputError

UNFINISHED = ".partial"
LOCK = ".lock"


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """A folder to fill; it becomes ``out`` at the end, or vanishes if anything goes wrong.

    Raises
    ------
    InputError
        At once, if ``out`` exists already or cannot be made.
    """
    filling = out.parent / f".{out.name}.{secrets.token_hex(4)}.partial"
    try:
        if out.exists() or out.is_symlink():
            raise InputError(f"{out} exists already; name a folder that does not.")
        if not out.parent.exists():
            raise InputError(f"{out} cannot be made: there is no folder {out.parent}.")
        filling.mkdir()
    except OSError as error:
        raise InputError(f"{out} cannot be made: {(error.strerror or '').lower()}.") from None
    try:
        yield filling
        filling.rename(out)
    except BaseException:
        shutil.rmtree(filling, ignore_errors=True)
        raise


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
        raise InputError(
            f"{folder} cannot be written to: {(error.strerror or '').lower()}."
        ) from None
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
