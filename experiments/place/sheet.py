"""A CSV file as spreadsheets write it; what is wrong is told by file, row and column."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from simulation.wording import comma_list, nearest, shown

DELIMITERS = (",", ";", "\t")
MOST_SIGNS = 20_000_000
"""Signs a file may hold; tables of counts are far smaller."""

Row = dict[str, str]


def slug(text: str) -> str:
    """A heading or name as scenario files want it: lower-case ASCII letters, digits, _."""
    apart = re.sub(r"[^\w\u0300-\u036f]+", "_", unicodedata.normalize("NFKD", text.lower()))
    return re.sub("_+", "_", apart.encode("ascii", "ignore").decode()).strip("_")


@dataclass
class Sheet:
    """The rows of a CSV file, by the number a spreadsheet gives them.

    Attributes
    ----------
    heading
        The row that names the columns.
    columns
        Headings as the file has them, by their ``slug``.
    decimal_comma
        Whether 0,5 may mean a half, as in files whose cells are not parted by commas.
    problems
        A sentence for each thing that is wrong, added to by whoever reads the sheet.
    """

    file: str
    heading: int = 1
    columns: dict[str, str] = field(default_factory=dict)
    rows: dict[int, Row] = field(default_factory=dict)
    decimal_comma: bool = False
    problems: list[str] = field(default_factory=list)

    def tell(self, row: int, column: str, says: str) -> None:
        """Note a problem with a cell; what is said of it begins with a verb."""
        self.say(row, f"{self.columns.get(column, column)} {says}")

    def say(self, row: int, says: str) -> None:
        """Note a problem with a row."""
        end = "" if says.endswith("?") else "."
        self.problems.append(f"{self.file}, row {row}: {says}{end}")

    def require(self, columns: Iterable[str]) -> bool:
        """Note columns that are missing; whether all are there."""
        missing = [column for column in columns if column not in self.columns]
        for column in missing:
            near = nearest(column, self.columns)
            meant = f"; is it {self.columns[near]}?" if near else ""
            self.say(self.heading, f"the column {column} is missing{meant}")
        return not missing

    def whole(self, row: int, column: str) -> int | None:
        """The count in a cell; None, and a problem, where there is none."""
        text = _bare(self.rows[row][column])
        point = "." if self.decimal_comma else ","
        if re.fullmatch(rf"\d{{1,3}}(\{point}\d{{3}})+", text):
            text = text.replace(point, "")
        if re.fullmatch(r"\d{1,15}", text):
            return int(text)
        self.tell(row, column, f"is {given(text)}; it must be a whole number of 0 or more")
        return None

    def number(self, row: int, column: str, low: float, high: float) -> float | None:
        """The number in a cell; None where it is empty, and with a problem where it is wrong."""
        text = _bare(self.rows[row].get(column, ""))
        if not text:
            return None
        must = f"it must be a number from {low:,.10g} to {high:,.10g}"
        if self.decimal_comma and re.fullmatch(r"-?\d{1,3}[.,]\d{3}", text):
            says = f"is {text}, which may be either side of a thousand"
            self.tell(row, column, f"{says}; write it with other than three decimals")
            return None
        value = _real(text, self.decimal_comma)
        if value is None or not low <= value <= high:
            self.tell(row, column, f"is {given(text)}; {must}")
            return None
        return value


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file.

    Commas, semicolons or tabs may part the cells; a byte-order mark, a first line ``sep=;``, blank
    lines and empty columns at the end are passed over.
    """
    sheet = Sheet(path.name)
    text = _text(path, sheet)
    if text is None:
        return sheet
    first, _, rest = text.partition("\n")
    said = re.fullmatch(r"sep=(.)\s*", first)
    text = rest if said else text
    delimiter = said.group(1) if said else _delimiter(text)
    sheet.decimal_comma = delimiter != ","
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        sheet.problems.append(f"{sheet.file} is not a CSV file that can be read: {error}.")
        return sheet
    filled = [(i, line) for i, line in enumerate(lines, 1) if any(cell.strip() for cell in line)]
    if not filled:
        sheet.problems.append(f"{sheet.file} is empty; its first row must name the columns.")
        return sheet
    (sheet.heading, headings), *body = filled
    _name_columns(sheet, headings)
    for number, line in body:
        _add_row(sheet, number, line)
    if not body and not sheet.problems:
        sheet.problems.append(f"{sheet.file} has headings and no rows.")
    return sheet


def _text(path: Path, sheet: Sheet) -> str | None:
    says = ""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except FileNotFoundError:
        says = f"there is no file {path}."
    except IsADirectoryError:
        says = f"{path} is a folder; give a CSV file in it."
    except OSError as error:
        says = f"{path} cannot be read: {error.strerror}."
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        says = f"{sheet.file}, row {row}: not UTF-8 text; save the sheet as CSV UTF-8."
    else:
        if len(text) <= MOST_SIGNS:
            return text.replace("\r\n", "\n").replace("\r", "\n")
        says = f"{sheet.file} is too large for a table of counts."
    sheet.problems.append(says)
    return None


def _delimiter(text: str) -> str:
    """What parts the cells: what there is most of in the first line that says anything."""
    lines: Iterator[str] = (line for line in text.splitlines() if line.strip(" ,;\t"))
    bare = re.sub(r'"[^"]*"', "", next(lines, ""))
    return max(DELIMITERS, key=bare.count)


def _name_columns(sheet: Sheet, headings: list[str]) -> None:
    while headings and not headings[-1].strip():
        headings.pop()
    for place, heading in enumerate(headings, 1):
        name, text = slug(heading), " ".join(heading.split())
        if not name:
            says = f"heading {place} is {shown(text)}; a heading needs letters or digits"
            sheet.say(sheet.heading, says)
        elif name in sheet.columns:
            says = f"two columns are called {text}; name each once"
            sheet.say(sheet.heading, says)
        elif not text.isprintable():
            says = f"the heading {shown(text)} has signs that cannot be printed"
            sheet.say(sheet.heading, says)
        sheet.columns[name] = text


def _add_row(sheet: Sheet, number: int, line: list[str]) -> None:
    width = len(sheet.columns)
    cells = [" ".join(cell.split()) for cell in line]
    if any(cells[width:]):
        says = f"{len(cells)} cells under {width} headings; name each column, or empty the cell"
        sheet.say(number, says)
        return
    cells += [""] * (width - len(cells))
    row = dict(zip(sheet.columns, cells, strict=False))
    for column, cell in row.items():
        if not cell.isprintable():
            sheet.tell(number, column, "has signs that cannot be printed")
            row[column] = "".join(sign for sign in cell if sign.isprintable())
    sheet.rows[number] = row


def _bare(text: str) -> str:
    """A number without spaces, also those between thousands, and without a sign for pounds."""
    return re.sub(r"\s|['’£]", "", text).replace("−", "-")


def _real(text: str, decimal_comma: bool) -> float | None:
    thousands, point = (".", ",") if decimal_comma else (",", ".")
    if re.fullmatch(rf"-?\d{{1,3}}(\{thousands}\d{{3}})+(\{point}\d+)?", text):
        text = text.replace(thousands, "")
    if decimal_comma and "." not in text:
        text = text.replace(",", ".")
    return float(text) if re.fullmatch(r"-?(\d{1,15}(\.\d*)?|\.\d+)", text) else None


def given(text: str) -> str:
    """What stands in a cell, as a sentence shows it."""
    return f"{shown(text) if not re.fullmatch('[-+0-9.,]+', text) else text}" if text else "empty"


def unknown(sheet: Sheet, column: str, known: Iterable[str], what: str) -> None:
    """Note a column that is not one of those there can be."""
    names = list(known)
    near = nearest(column, names)
    meant = f"did you mean {near}?" if near else f"there can be: {comma_list(names)}"
    sheet.say(sheet.heading, f"the column {sheet.columns[column]} is not {what}; {meant}")
