"""The addresses of this interface."""

from django.urls import URLPattern, URLResolver

from plenaria.interfaces.hall import (
    badges,
    calling,
    chair,
    clerk,
    delegate,
    elections,
    names,
    network,
    papers,
    receipts,
    screen,
    screens,
)

urlpatterns: list[URLPattern | URLResolver] = []
urlpatterns += network.urlpatterns
urlpatterns += delegate.urlpatterns
urlpatterns += chair.urlpatterns
urlpatterns += clerk.urlpatterns
urlpatterns += calling.urlpatterns
urlpatterns += screen.urlpatterns
urlpatterns += screens.urlpatterns
urlpatterns += elections.urlpatterns
urlpatterns += papers.urlpatterns
urlpatterns += receipts.urlpatterns
urlpatterns += names.urlpatterns
urlpatterns += badges.urlpatterns
