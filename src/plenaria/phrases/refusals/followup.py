"""The sentence of every refusal about reminders, and the reports that answer them (see ``refusals``)."""

from plenaria.phrases.catalogue import N_

SENTENCES: dict[str, str] = {
    "digest-not-due": N_("Nothing calls for a reminder now. Nothing was sent."),
    "habits-unfit": N_("Say the hours as 20:00, and how often mail may come. Nothing was changed."),
    "hand-over-words-missing": N_("Write who does it. Nothing was changed."),
    "mail-link-too-old": N_(
        "This link is older than {days} days and no longer works. Nothing was changed. Open the latest mail, or ask "
        "the secretary for a new one."
    ),
    "mail-link-of-former-owner": N_(
        "Somebody else answers for this now, so this link no longer works. Nothing was changed. If that is a mistake, "
        "tell the secretary."
    ),
    "obstacle-missing": N_("Write what stands in the way: it goes into the report. Nothing was changed."),
    "quiet-too-long": N_("Leave at least {hours} hours of the day in which mail may come. Nothing was changed."),
    "reminded-today": N_("They were reminded of it today already. Nothing was sent."),
    "report-uncorrectable": N_(
        "This report can no longer be corrected: it was taken up, or is more than a day old. Report how things stand "
        "now."
    ),
}
