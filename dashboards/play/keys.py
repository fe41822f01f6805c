"""Codes and keys: what lets somebody into a room, and into a seat."""

import secrets
import unicodedata

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without those that are taken for one another."""

CODE_LENGTH = 8  # 30 to the power of 8: nobody finds an open room by trying
MOST_LETTERS = 24  # of a nickname


def new_code() -> str:
    """A room's code, short enough to be typed."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def new_key() -> str:
    """A key that only the browser it was made for knows."""
    return secrets.token_urlsafe(18)


def same(a: str, b: str) -> bool:
    """Whether two keys are the same, in a time that tells nothing of where they differ."""
    return secrets.compare_digest(a.encode(), b.encode())


def read_code(text: str) -> str:
    """A code as it was typed: letters in any case, with or without gaps."""
    return "".join(letter for letter in text.upper() if letter in LETTERS)[: CODE_LENGTH + 1]


def shown_code(code: str) -> str:
    """A code in two halves, for reading aloud."""
    return f"{code[: CODE_LENGTH // 2]} {code[CODE_LENGTH // 2 :]}"


def nickname(text: str) -> str:
    """A nickname on one line, without what cannot be seen, and not long; perhaps empty."""
    seen = "".join(" " if letter.isspace() else letter for letter in text[:200])
    shown = "".join(letter for letter in seen if unicodedata.category(letter)[0] != "C")
    return " ".join(shown.split())[:MOST_LETTERS].strip()
