"""Addresses as programs are told them: whole, and without a language, for a thing has one address in all of them."""

from django.conf import settings
from django.urls import get_script_prefix

from plenaria.interfaces.kit.addressing import address


def absolute(path: str) -> str:
    """The whole address of a path of this request."""
    return f"{settings.BASE_URL}/{path.removeprefix(get_script_prefix())}"


def page(name: str, *arguments: object) -> str:
    """The whole address of a page of the register, whose arguments are such as are told here: ids, slugs, numbers."""
    return absolute(address(name, *arguments))


def of_api(path: str) -> str:
    """The whole address of something in the API."""
    return f"{settings.BASE_URL}/api/v1/{path}"
