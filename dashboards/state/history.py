"""The settings a session has had: undo, redo, and the last change."""

from dataclasses import dataclass, field


@dataclass
class History:
    """Addresses in the order visited; ``at`` is the place of the present one, from 0."""

    visited: list[str] = field(default_factory=list)
    at: int = -1

    def visit(self, query: str) -> None:
        """Record the present address; a new one discards what could be redone."""
        if self.visited[self.at : self.at + 1] != [query] or self.at < 0:
            del self.visited[self.at + 1 :]
            self.visited.append(query)
            self.at += 1

    def step(self, by: int) -> str | None:
        """Go back (-1) or forward (1) to an address; None at either end."""
        if not 0 <= self.at + by < len(self.visited):
            return None
        self.at += by
        return self.visited[self.at]

    @property
    def before(self) -> str | None:
        """The address before the present one."""
        return self.visited[self.at - 1] if self.at > 0 else None

    @property
    def can_redo(self) -> bool:
        """Whether there is anything to redo."""
        return self.at + 1 < len(self.visited)
