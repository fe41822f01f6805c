"""What can go wrong that is not a bug. Each message is one sentence for the user."""


class InputError(ValueError):
    """Something was asked for that cannot be done."""


class RunError(RuntimeError):
    """Runs that could not give a result."""
