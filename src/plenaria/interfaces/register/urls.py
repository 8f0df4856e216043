"""The addresses of the register. What is printed in a resolution answers for ever."""

from django.urls import URLPattern, URLResolver

from plenaria.interfaces.register import (
    answers,
    bodies,
    body_progress,
    cards,
    corrigenda,
    embed,
    files,
    guide,
    home,
    in_force,
    meetings,
    minutes,
    nominations,
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

# What is read most comes first.
urlpatterns: list[URLPattern | URLResolver] = [
    *resolutions.urlpatterns,
    *bodies.urlpatterns,
    *home.urlpatterns,
    *search.urlpatterns,
    *votes.urlpatterns,
    *sitemap.urlpatterns,
    *guide.urlpatterns,
    *verifying.urlpatterns,
    *body_progress.urlpatterns,
    *subjects.urlpatterns,
    *meetings.urlpatterns,
    *minutes.urlpatterns,
    *reports.urlpatterns,
    *programmes.urlpatterns,
    *nominations.urlpatterns,
    *progress.urlpatterns,
    *corrigenda.urlpatterns,
    *cards.urlpatterns,
    *embed.urlpatterns,
    *in_force.urlpatterns,
    *files.urlpatterns,
    *answers.urlpatterns,
]
