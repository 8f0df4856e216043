"""Django's handler, with one thread for a request from its first middleware to its last.

Half of the middlewares that come with Django are asynchronous, and ours, which look into the database, are not. Django
then hands a request to and fro between the event loop and its thread five times, a millisecond each where both have
other things to do.

To import this is to set Django up. Whoever serves imports it first, which the order of the alphabet sees to.
"""

import os

import django
from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class Handler(ASGIHandler):
    """All middlewares, and the view, are called in the request's thread."""

    def load_middleware(self, is_async: bool = False) -> None:
        """Have them as WSGI has them."""
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, made in that thread."""
        return await sync_to_async(self.get_response, thread_sensitive=True)(request)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.conf.settings")
os.environ.setdefault("PLENARIA_ROLE", "all")
django.setup(set_prefix=False)
