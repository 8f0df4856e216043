"""The addresses of this interface."""

from django.urls import URLPattern, URLResolver

from plenaria.interfaces.hall import (
    amendments,
    badges,
    calling,
    chair,
    clerk,
    correspondence,
    delegate,
    elections,
    elsewhere,
    item_files,
    names,
    network,
    papers,
    receipts,
    screen,
    screens,
    seat_links,
    speakers,
    turns,
)

urlpatterns: list[URLPattern | URLResolver] = []
urlpatterns += network.urlpatterns
urlpatterns += delegate.urlpatterns
urlpatterns += chair.urlpatterns
urlpatterns += amendments.urlpatterns
urlpatterns += clerk.urlpatterns
urlpatterns += calling.urlpatterns
urlpatterns += screen.urlpatterns
urlpatterns += screens.urlpatterns
urlpatterns += elections.urlpatterns
urlpatterns += papers.urlpatterns
urlpatterns += receipts.urlpatterns
urlpatterns += names.urlpatterns
urlpatterns += badges.urlpatterns
urlpatterns += correspondence.urlpatterns
urlpatterns += seat_links.urlpatterns
urlpatterns += speakers.urlpatterns
urlpatterns += turns.urlpatterns
urlpatterns += elsewhere.urlpatterns
urlpatterns += item_files.urlpatterns
