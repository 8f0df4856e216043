"""Addresses as programs are told them: whole, and without a language, for a thing has one address in all of them."""

from functools import cache

from django.conf import settings
from django.urls import get_script_prefix

from plenaria.interfaces.kit.addressing import pattern


def absolute(path: str) -> str:
    """The whole address of a path of this request."""
    return f"{settings.BASE_URL}/{path.removeprefix(get_script_prefix())}"


def page(name: str, *arguments: object) -> str:
    """The whole address of a page of the register, whose arguments are such as are told here: ids, slugs, numbers."""
    return f"{settings.BASE_URL}/{_path(name, len(arguments)).format(*arguments)}"


@cache
def _path(name: str, count: int) -> str:
    """Without the language of the request that asks for it first."""
    prefix = get_script_prefix()
    return pattern(name, count, prefix).removeprefix(prefix)


def of_api(path: str) -> str:
    """The whole address of something in the API."""
    return f"{settings.BASE_URL}/api/v1/{path}"
