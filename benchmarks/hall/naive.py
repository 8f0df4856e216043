"""What the live room is measured against: the same votes through Django alone, each in a transaction of its own."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")

from django.core.asgi import get_asgi_application

application = get_asgi_application()
