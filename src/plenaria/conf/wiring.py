"""Who wakes whom: what is registered to follow a commit, and what runs beside the pages."""


def start() -> None:
    """Called once when the server starts."""


def stop() -> None:
    """Called once when the server ends."""
