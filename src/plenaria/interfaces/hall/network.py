"""The network of the hall: what a browser's warning means, which certificate is the right one, and what others in the
same network can see where there is none."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern
from django.views.decorators.http import require_GET

from plenaria.interfaces.kit import network as found
from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.requests import Request

CERTIFICATE = "application/x-x509-ca-cert"
"""As telephones want it, to offer its installation."""


def facts() -> dict[str, Any]:
    """What the page goes by: the fingerprint of the own authority, whether all goes in clear, the public address."""
    return {"fingerprint": found.own_certificate(), "in_clear": found.in_clear(), "base_url": settings.BASE_URL}


@require_GET
def network(request: Request) -> HttpResponse:
    """The explanation, for whoever asks."""
    return render(request, "hall/network.html", facts())


@require_GET
def authority(request: Request) -> HttpResponse:
    """The certificate of this installation's authority, to be installed; it is no secret."""
    path = found.authority()
    if path is None:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="plenaria.crt"'}
    return HttpResponse(path.read_bytes(), content_type=CERTIFICATE, headers=headers)


urlpatterns: list[URLPattern] = [
    route("hall/network", network, name="hall-network", permit=PUBLIC),
    route("hall/network/plenaria.crt", authority, name="hall-network-authority", permit=PUBLIC),
]
