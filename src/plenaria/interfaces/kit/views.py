"""What the kit serves itself: the style sheet of a body's accent colour.

The content security policy allows no inline style, so the one colour that differs from body to body has an address.
"""

from django.http import Http404, HttpRequest, HttpResponse

from plenaria.interfaces.kit import colours


def accent(_request: HttpRequest, colour: str) -> HttpResponse:
    """The accent tokens for ``colour``, six lower-case hexadecimal digits. The same address always says the same."""
    if not colours.is_colour(colour):
        raise Http404
    response = HttpResponse(colours.stylesheet(f"#{colour}"), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
