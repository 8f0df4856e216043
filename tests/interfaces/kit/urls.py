"""The one address that the kit's templates ask for."""

from django.urls import path

from plenaria.interfaces.kit.views import accent

urlpatterns = [path("accent/<str:colour>.css", accent, name="accent")]
