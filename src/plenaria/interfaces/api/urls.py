"""The addresses of this interface."""

from django.urls import URLPattern, URLResolver

from plenaria.interfaces.api import feeds, oparl, popolo

urlpatterns: list[URLPattern | URLResolver] = [*feeds.urlpatterns, *oparl.urlpatterns, *popolo.urlpatterns]
