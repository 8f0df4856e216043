"""The addresses of the register. What is printed in a resolution answers for ever."""

from django.urls import URLPattern, URLResolver

from plenaria.interfaces.register import (
    bodies,
    files,
    home,
    meetings,
    minutes,
    progress,
    resolutions,
    search,
    sitemap,
    verifying,
    votes,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *home.urlpatterns,
    *search.urlpatterns,
    *sitemap.urlpatterns,
    *verifying.urlpatterns,
    *bodies.urlpatterns,
    *meetings.urlpatterns,
    *minutes.urlpatterns,
    *votes.urlpatterns,
    *progress.urlpatterns,
    *resolutions.urlpatterns,
    *files.urlpatterns,
]
