"""What a view of ours is called with."""

from django.http import HttpRequest

from plenaria.core.permits import Actor


class Request(HttpRequest):
    """A request that has passed the middleware: who asks is known, and in which language."""

    actor: Actor
    LANGUAGE_CODE: str
    known: int
    """On a page of the hall: the number of the last fact that it may know."""
