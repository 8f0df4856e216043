"""Makes the demo world of ``cli.world`` real, through the same actions that people use, in the order of its days."""

from plenaria.interfaces.cli.seeding.seed import seed

__all__ = ["seed"]
