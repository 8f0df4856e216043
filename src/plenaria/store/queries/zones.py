"""By whose clock somebody lives who has not said so: that of the body that entered them."""

from django.conf import settings

from plenaria.store.models import Body, Meeting


def zone_of_body(body: str) -> str:
    """The IANA name of the time zone in which a body met last; where it has not met, that of the body above.

    Where none of them has, that of the installation.
    """
    above: str | None = body
    while above:
        met = (
            Meeting.objects.filter(body=above).order_by("-first_day", "-id").values_list("timezone", flat=True).first()
        )
        if met:
            return met
        above = Body.objects.filter(id=above).values_list("parent_id", flat=True).first()
    return str(settings.HOME_TIMEZONE)
