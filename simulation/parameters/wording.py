"""How numbers read in messages and pages."""


def number(value: float) -> str:
    """A number for people to read: 2,000,000 and 2019 and 0.35."""
    if value != int(value):
        return f"{value:g}"
    return f"{int(value):,}" if abs(value) >= 10_000 else str(int(value))
