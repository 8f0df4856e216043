"""Makes the demo world of ``cli.world`` real, through the same actions that people use, in the order of its days."""

from plenaria.interfaces.cli.seeding.seed import SEAL_PASSPHRASE, STEPS, seed

__all__ = ["SEAL_PASSPHRASE", "STEPS", "seed"]
