"""Every address of Plenaria. Each interface lists its own; here they are put in order."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("", include("plenaria.interfaces.desk.urls")),
    path("", include("plenaria.interfaces.hall.urls")),
    path("", include("plenaria.interfaces.api.urls")),
    path("", include("plenaria.interfaces.register.urls")),
]
