"""Addresses of the same kind by the hundred: where a thing of a list is, without asking Django for each of them."""

from functools import cache

from django.urls import get_script_prefix, reverse

_FIRST = 7_070_701
"""Numbers that no address has by itself: they stand for what is put in."""


def address(name: str, *arguments: object) -> str:
    """What ``reverse`` gives, of arguments that stand in an address as they are: ids, slugs, numbers."""
    return pattern(name, len(arguments), get_script_prefix()).format(*arguments)


@cache
def pattern(name: str, count: int, _prefix: str) -> str:
    """An address of this request with places for its arguments, ``{0}`` and so on."""
    stands_for = range(_FIRST, _FIRST + count)
    found = reverse(name, args=list(stands_for))
    for place, number in enumerate(stands_for):
        found = found.replace(str(number), f"{{{place}}}")
    return found
