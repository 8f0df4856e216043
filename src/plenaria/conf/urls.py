"""Every address of Plenaria. Each interface lists its own; here they are put in order."""

from django.urls import include, path

from plenaria.interfaces.kit import entrance, views
from plenaria.interfaces.kit.access import PUBLIC, route

# They are tried one after the other: what is read most comes first.
urlpatterns = [
    path("", include("plenaria.interfaces.register.urls")),
    route("accent/<str:colour>.css", views.accent, name="accent", permit=PUBLIC),
    *entrance.urlpatterns,
    path("", include("plenaria.interfaces.desk.urls")),
    path("", include("plenaria.interfaces.hall.urls")),
    path("", include("plenaria.interfaces.api.urls")),
]
