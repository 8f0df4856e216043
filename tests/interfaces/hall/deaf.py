"""The server's application without its own looking: what it hears of other processes it hears from PostgreSQL."""

from plenaria.conf.asgi import application
from plenaria.interfaces.hall import stream

stream.LOOK_ANYWAY = 3_600.0

__all__ = ["application"]
