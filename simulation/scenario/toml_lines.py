"""Finds the line of each key in TOML text, which the standard library does not tell."""

import re
import tomllib
from dataclasses import dataclass

from .errors import Key

_TOKEN = re.compile(
    r"""
    (?P<skip>[ \t\r]+|\#[^\n]*)
  | (?P<newline>\n)
  | (?P<text>\"{3}(?:[^\\]|\\.)*?\"{3,5} | '{3}.*?'{3,5}
           | "(?:[^"\\\n]|\\.)*" | '[^'\n]*')
  | (?P<mark>[\[\]{},=.])
  | (?P<bare>[^\s\[\]{},=.\#"']+)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    line: int


def key_lines(text: str) -> dict[Key, int]:
    """The line, counted from 1, on which each key and table of a valid TOML text first stands."""
    return _Finder(text).found


class _Finder:
    """Reads keys and skips values; it relies on the text having been parsed before."""

    def __init__(self, text: str) -> None:
        self.found: dict[Key, int] = {}
        self._tokens = _tokens(text)
        self._at = 0
        table: Key = ()
        while self._at < len(self._tokens):
            if self._peek() == "\n":
                self._at += 1
            elif self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _peek(self) -> str:
        """The mark or newline that comes next; empty for a key, a value or the end."""
        if self._at == len(self._tokens):
            return ""
        token = self._tokens[self._at]
        return token.text if token.kind in ("mark", "newline") else ""

    def _header(self) -> Key:
        while self._peek() == "[":
            self._at += 1
        table = self._key(())
        while self._peek() == "]":
            self._at += 1
        return table

    def _key(self, table: Key) -> Key:
        """Reads a key, dotted or not, and notes the line of each part of it."""
        path = table
        while self._at < len(self._tokens) and self._peek() in ("", "."):
            token = self._tokens[self._at]
            self._at += 1
            if token.kind != "mark":
                path = (*path, _unquoted(token))
                self.found.setdefault(path, token.line)
        return path

    def _pair(self, table: Key) -> None:
        path = self._key(table)
        self._at += 1  # the equals sign
        if self._peek() == "{":
            self._inline(path)
        elif self._peek() == "[":
            self._skip_array()
        else:
            while self._at < len(self._tokens) and self._peek() in ("", "."):
                self._at += 1

    def _inline(self, path: Key) -> None:
        self._at += 1
        while self._at < len(self._tokens) and self._peek() != "}":
            if self._peek() in (",", "\n"):
                self._at += 1
            else:
                self._pair(path)
        self._at += 1

    def _skip_array(self) -> None:
        depth = 0
        while self._at < len(self._tokens):
            mark = self._peek()
            depth += (mark in ("[", "{")) - (mark in ("]", "}"))
            self._at += 1
            if depth == 0:
                return


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    line = 1
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind != "skip":
            tokens.append(_Token(kind, match.group(), line))
        line += match.group().count("\n")
    return tokens


def _unquoted(token: _Token) -> str:
    if token.kind == "bare":
        return token.text
    return str(tomllib.loads(f"text = {token.text}")["text"])
