"""Addresses as programs are told them: whole, and without a language, for a thing has one address in all of them."""

from functools import cache

from django.conf import settings
from django.urls import get_script_prefix, reverse

_FIRST = 7_070_701
"""Numbers that no address has by itself: they stand for what is put in."""


def absolute(path: str) -> str:
    """The whole address of a path of this request."""
    return f"{settings.BASE_URL}/{path.removeprefix(get_script_prefix())}"


def page(name: str, *arguments: object) -> str:
    """The whole address of a page of the register, whose arguments are such as are told here: ids, slugs, numbers."""
    return f"{settings.BASE_URL}/{_path(name, len(arguments)).format(*arguments)}"


@cache
def _path(name: str, count: int) -> str:
    """An address with places for its arguments: a list has hundreds of the same kind."""
    stands_for = range(_FIRST, _FIRST + count)
    found = reverse(name, args=list(stands_for)).removeprefix(get_script_prefix())
    for place, number in enumerate(stands_for):
        found = found.replace(str(number), f"{{{place}}}")
    return found


def of_api(path: str) -> str:
    """The whole address of something in the API."""
    return f"{settings.BASE_URL}/api/v1/{path}"
