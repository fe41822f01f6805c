"""Results on disk: tables of one comparison or run, and folders that a sweep fills in parts.

Every folder of results has

    manifest.json    what was run, with which versions, by which command
    scenarios/       the scenarios in full, as files that load back

``allied compare --out`` and ``allied run --out`` add single tables as Parquet and CSV
(``write_comparison``, ``write_run``). A sweep adds ``runs/`` and, if asked, ``weekly/``: folders
of Parquet parts that any program can read while the sweep goes on (``Store``, ``read_runs``).
"""

from .files import write_comparison, write_run, write_tables
from .folder import new_folder
from .manifest import file_names, read_manifest, versions
from .opening import open_store
from .parts import part_files, read_runs, read_weekly
from .reading import read_comparison, read_run
from .sweep import Store

__all__ = [
    "Store",
    "file_names",
    "new_folder",
    "open_store",
    "part_files",
    "read_comparison",
    "read_manifest",
    "read_run",
    "read_runs",
    "read_weekly",
    "versions",
    "write_comparison",
    "write_run",
    "write_tables",
]
