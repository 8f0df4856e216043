"""Every address of Plenaria. Each interface lists its own; here they are put in order."""

from django.urls import include, path

from plenaria.interfaces.kit import views
from plenaria.interfaces.kit.access import PUBLIC, route

from plenaria.interfaces.kit.access import PUBLIC, route
from plenaria.interfaces.kit.views import accent

urlpatterns = [
    route("accent/<str:colour>.css", accent, name="accent", permit=PUBLIC),
    route("accent/<str:colour>.css", views.accent, name="accent", permit=PUBLIC),
    path("accounts/", include("allauth.account.urls")),
    path("", include("plenaria.interfaces.desk.urls")),
    path("", include("plenaria.interfaces.hall.urls")),
    path("", include("plenaria.interfaces.api.urls")),
    path("", include("plenaria.interfaces.register.urls")),
]
