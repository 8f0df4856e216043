"""The demo world's content, in three languages."""

from plenaria.interfaces.cli.world.values import World
from plenaria.interfaces.cli.world.world import load

__all__ = ["World", "load"]
