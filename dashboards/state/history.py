"""Where a session has been on a page: undo, redo, and the change before."""

from dataclasses import dataclass, field


@dataclass
class Trail:
    """Addresses in the order visited; ``at`` is where one stands."""

    visited: list[str] = field(default_factory=list)
    at: int = -1

    def visit(self, query: str) -> None:
        """Note where one stands now; going somewhere new forgets what could be redone."""
        if self.visited[self.at : self.at + 1] != [query] or self.at < 0:
            del self.visited[self.at + 1 :]
            self.visited.append(query)
            self.at += 1

    def step(self, by: int) -> str | None:
        """Go back (-1) or forward (1); the address there, or None at either end."""
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
