"""The addresses of this interface."""

from django.urls import URLPattern, URLResolver

from plenaria.interfaces.api import feeds, oparl, popolo
from plenaria.interfaces.api.v1 import operations

urlpatterns: list[URLPattern | URLResolver] = [
    *feeds.urlpatterns,
    *oparl.urlpatterns,
    *popolo.urlpatterns,
    *operations.urlpatterns,
    *operations.nowhere_patterns,
]
