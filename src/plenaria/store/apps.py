"""The one Django app of the house."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Registers the models of ``plenaria.store.models``."""

    name = "plenaria.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
