"""SQL over the folder of a sweep: it can read two tables and nothing else."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.dataset

from .errors import InputError
from .extras import needing
from .store import part_files, read_manifest
from .store.parts import Table, read_parts

if TYPE_CHECKING:
    import duckdb

CLOSED = (
    "SET python_enable_replacements = false",  # nor variables of this program
    "SET temp_directory = ''",
    "SET enable_external_access = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET lock_configuration = true",
)
"""What shuts DuckDB in before it is given a query: no files, no network, no way back."""

PIVOT = "such as PIVOT runs ON scenario IN ('target_driven', 'alliance') USING avg(good_weeks)"
NO_TABLE = re.compile(r"Table with name (.+?) does not exist!")
KIND = re.compile(r"^\w+ Error: ")
"""What DuckDB's messages begin with."""


@dataclass(frozen=True)
class Answer:
    """What a query gives: names of columns, no two alike, and rows, None where nothing is."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


def query(folder: str | Path, sql: str) -> Answer:
    """Ask a folder of results.

    Parameters
    ----------
    folder
        That of a sweep, a comparison or a run. Its tables are ``runs`` and, where every week was
        kept, ``weekly``.
    sql
        One statement of DuckDB's SQL that reads.

    Raises
    ------
    InputError
        For SQL that is wrong, writes, or reads elsewhere; and for a folder that cannot be read.
    """
    with needing("DuckDB", "Asking in SQL"):
        import duckdb
    tables = _tables(Path(folder))
    with duckdb.connect(":memory:") as session:
        for name, table in tables.items():
            session.register(name, table)
        for setting in CLOSED:
            session.execute(setting)
        try:
            return _answer(session, sql)
        except duckdb.Error as error:
            raise InputError(_explained(error, tables)) from None


def _answer(session: "duckdb.DuckDBPyConnection", sql: str) -> Answer:
    """The answer to a query, which Ctrl-C and other signals can interrupt."""

    def ask() -> Answer:
        session.execute(_reading(session, sql))
        names = [column[0] for column in session.description or ()]
        return Answer(_named_apart(names), session.fetchall())

    # DuckDB looks at no signal while it works, so this thread waits where signals reach it.
    with ThreadPoolExecutor(1) as thread:
        asked = thread.submit(ask)
        try:
            return asked.result()
        except BaseException:
            session.interrupt()
            raise


def _tables(folder: Path) -> dict[str, pyarrow.dataset.Dataset]:
    """The tables of a folder, none of them read yet but checked to be whole."""
    read_manifest(folder)
    found: dict[str, pyarrow.dataset.Dataset] = {}
    kinds: tuple[Table, ...] = ("runs", "weekly")
    for kind in kinds:
        files = part_files(folder, kind)
        if files:
            read_parts(files, ["seed"] if kind == "weekly" else None)
            found[kind] = pyarrow.dataset.dataset([str(file) for file in files])
    if not found:
        raise InputError(f"{folder} has no runs so far.")
    return found


def _reading(session: "duckdb.DuckDBPyConnection", sql: str) -> "duckdb.Statement":
    """The one statement of a query, which must be one that only reads."""
    import duckdb

    statements = session.extract_statements(sql)
    if len(statements) != 1:
        count = len(statements) or "no"
        raise InputError(f"There are {count} statements in the SQL; it must be one.")
    (statement,) = statements
    if statement.type == duckdb.StatementType.MULTI:
        raise InputError(f"A PIVOT must name the values it makes columns of, {PIVOT}.")
    if statement.type != duckdb.StatementType.SELECT:
        kind = str(statement.type).rpartition(".")[2].lower()
        raise InputError(f"Results can only be read; a statement of the kind {kind} is refused.")
    return statement


def _explained(error: "duckdb.Error", tables: dict[str, Any]) -> str:
    """One sentence for what DuckDB says, without its drawing of where."""
    import duckdb

    if isinstance(error, duckdb.PermissionException):
        these = " and ".join(tables)
        return f"A query reads the table{'s' * (len(tables) > 1)} {these} and nothing else."
    missing = NO_TABLE.search(str(error))
    if missing:
        hint = "" if "weekly" in tables else "; weekly is kept by a sweep with --weekly"
        return f"There is no table {missing[1]}; there is {' and '.join(tables)}{hint}."
    said = str(error).partition("\n\n")[0].partition("\nLINE")[0]
    said = " ".join(KIND.sub("", said).split())
    return f"The SQL does not work: {said}{'' if said.endswith(('.', '?', '!')) else '.'}"


def _named_apart(given: list[str]) -> list[str]:
    """Names of columns, a number added to those that came before."""
    names: list[str] = []
    for name in given:
        again, count = name, 1
        while again in names:
            count += 1
            again = f"{name}_{count}"
        names.append(again)
    return names
