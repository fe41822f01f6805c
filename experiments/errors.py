"""What can go wrong that is not a bug. Each message is one sentence for the user."""


class InputError(ValueError):
    """Something was asked for that cannot be done."""


class RunError(RuntimeError):
    """Runs that could not give a result."""


class StoppedError(RuntimeError):
    """Somebody stopped it, and there is something to say of what was kept."""
