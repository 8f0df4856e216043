"""The addresses of the register. What is printed in a resolution answers for ever."""

from django.urls import URLPattern, URLResolver

from plenaria.interfaces.register import (
    answers,
    bodies,
    cards,
    corrigenda,
    embed,
    files,
    guide,
    home,
    in_force,
    meetings,
    minutes,
    programmes,
    progress,
    reports,
    resolutions,
    search,
    sitemap,
    subjects,
    verifying,
    votes,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *home.urlpatterns,
    *search.urlpatterns,
    *sitemap.urlpatterns,
    *guide.urlpatterns,
    *verifying.urlpatterns,
    *bodies.urlpatterns,
    *subjects.urlpatterns,
    *meetings.urlpatterns,
    *minutes.urlpatterns,
    *reports.urlpatterns,
    *votes.urlpatterns,
    *programmes.urlpatterns,
    *progress.urlpatterns,
    *corrigenda.urlpatterns,
    *resolutions.urlpatterns,
    *cards.urlpatterns,
    *embed.urlpatterns,
    *in_force.urlpatterns,
    *files.urlpatterns,
    *answers.urlpatterns,
]
