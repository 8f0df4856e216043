"""The sentence of every refusal about mail that comes in (see ``refusals``)."""

from plenaria.phrases.catalogue import N_

SENTENCES: dict[str, str] = {
    "mail-days-unfit": N_("Choose a number of days from {fewest} to {most}. Nothing was stored."),
    "mail-not-one": N_(
        "This is not a message of e-mail: it has neither a sender nor a date. Nothing was stored. Save the message as "
        ".eml in your mail program and hand in that."
    ),
    "mail-removed": N_("The words and files of this message are no longer kept, so it cannot be filed."),
    "mail-settled": N_("This answer has been dealt with already. Nothing was changed."),
    "mail-too-many-parts": N_(
        "The message holds more than {limit} parts, which no honest one does. Nothing was stored. Hand in the files "
        "that matter by themselves."
    ),
    "mail-unknown": N_("There is no such message. Nothing was changed."),
    "mailbox-unreadable": N_("The mailbox {address} could not be read: {words}. Nothing was lost; try again later."),
}
