"""The sentence of every refusal about who is not in the room, about criteria, and about files (see ``refusals``)."""

from plenaria.phrases.catalogue import N_

SENTENCES: dict[str, str] = {
    # Links from mails, and taking part from elsewhere.
    "address-missing": N_("Seat {seat} has no e-mail address. Nothing was sent. Add it at the person first."),
    "attends-unknown": N_("Somebody takes part in the room, remotely, or by correspondence. Nothing was changed."),
    "not-remote": N_("This seat takes part in the room, so the door records who is present. Nothing was changed."),
    "remote-not-allowed": N_("Under this rule only those in the room vote. Nothing was recorded. Ask the desk."),
    "seat-link-unknown": N_(
        "This link opens no seat any more: a newer one was made, or the seat was withdrawn. Look for a newer mail, or "
        "ask the desk for one."
    ),
    "seat-link-used": N_("This link was used already, on another device. Look for a newer mail, or ask the desk."),
    # Votes by correspondence.
    "closes-later": N_(
        "Under its rule this vote stays open until its time is over. Nothing was changed. It closes by itself."
    ),
    "closes-later-unless-all": N_(
        "Under its rule this vote is closed early only when everybody has voted; {missing} have not. Nothing was "
        "changed."
    ),
    "closing-time-earlier": N_("The new time must be later than the present one. Nothing was changed."),
    "closing-time-missing": N_(
        "This meeting is held by correspondence, so every vote needs a time at which it closes. Nothing was prepared."
    ),
    "closing-time-past": N_(
        "The time at which the vote closes is over already. Nothing was changed. Choose a later one."
    ),
    "closing-time-unreadable": N_(
        "Write the day and the time at which the vote closes. Nothing was prepared. A time that the clock skips in "
        "spring cannot be used."
    ),
    "correspondence-not-allowed": N_(
        "This rule lets no question be put by correspondence. Nothing was prepared. Put it at the sitting, or choose "
        "another rule."
    ),
    "correspondence-not-so": N_(
        "A vote by correspondence is electronic or secret: nobody is in the room to raise a hand. Nothing was prepared."
    ),
    "not-by-correspondence": N_("This vote is not by correspondence, so it has no closing time. Nothing was changed."),
    "nobody-to-tell": N_("Nobody has to be written to now. Nothing was sent."),
    "poll-time-over": N_("The time of this vote is over. Nothing was recorded."),
    # Criteria.
    "asked-of-unknown": N_("A criterion is asked of delegates, of nominees, or of both. Nothing was stored."),
    "criterion-unchecked": N_(
        "Criterion {number} is required, and nobody has recorded yet whether it is met. Nothing was decided. Check it "
        "first."
    ),
    "criterion-unknown": N_("There is no such criterion. Nothing was changed. Go back to the list."),
    "criterion-unmet": N_(
        "Criterion {number} is required and was found not met. Nothing was decided. Refuse the credential, or waive "
        "the criterion with the reason."
    ),
    "nothing-standing": N_("All that the body asks for every time is asked for here. Nothing was changed."),
    "source-unknown": N_(
        "A criterion comes from a rule, from a clause of a resolution, or from a superior body. Nothing was stored."
    ),
    "waiver-unreasoned": N_("A criterion is waived only with the reason. Nothing was stored. Write why."),
    # Files of a point of the agenda.
    "item-file-unfit": N_("A file of this kind is not handed out. Nothing was stored. Hand in PDF, DOCX, ODT or text."),
    "item-file-unknown": N_("There is no such file at this point. Nothing was changed. Load the page again."),
    "shown-unknown": N_("A file is shown to delegates, at the sitting, or to everybody. Nothing was stored."),
}
