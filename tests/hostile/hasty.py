"""``granian tests.hostile.hasty:application``: Plenaria's own server, but for how long it waits for slow senders."""

from plenaria.conf import asgi, slow_bodies

slow_bodies.GRACE = 2.0
application = asgi.application
