"""The addresses of this interface."""

from django.urls import URLPattern, URLResolver

from plenaria.interfaces.api import about, calendars, feeds, oparl, popolo
from plenaria.interfaces.api.v1 import openapi, operations

urlpatterns: list[URLPattern | URLResolver] = [
    *feeds.urlpatterns,
    *calendars.urlpatterns,
    *oparl.urlpatterns,
    *popolo.urlpatterns,
    *about.urlpatterns,
    *openapi.urlpatterns,
    *operations.urlpatterns,
    *operations.nowhere_patterns,
]
