"""The addresses of this interface."""

from django.urls import URLPattern, URLResolver

from plenaria.interfaces.desk import agenda, credentials, door, home, meetings

urlpatterns: list[URLPattern | URLResolver] = []
urlpatterns += home.urlpatterns
urlpatterns += meetings.urlpatterns
urlpatterns += agenda.urlpatterns
urlpatterns += credentials.urlpatterns
urlpatterns += door.urlpatterns
