"""The sentence of every refusal about the list of speakers (see ``refusals``)."""

from plenaria.phrases.catalogue import N_

SENTENCES: dict[str, str] = {
    "already-listed": N_("This seat is on the list already. Nothing was changed."),
    "delegation-spent": N_(
        "On this point a delegation may make so many speeches: {limit}. This one has made them or waits to. The chair "
        "can change the limit."
    ),
    "first-already": N_("Nobody waits before this speaker. Nothing was changed."),
    "no-point-open": N_("No point of the agenda is open. The list of speakers opens with the next point."),
    "nothing-to-answer": N_("Nobody has spoken on this point yet, so there is nothing to reply to."),
    "own-speech": N_("A reply is for somebody else who was named in the speech. Ask to speak instead."),
    "point-not-open": N_("This point of the agenda is not open. Nothing was changed. Open it first."),
    "replied-already": N_("This seat has replied to that speech already. Ask to speak instead."),
    "request-unknown": N_("Choose what is asked for. Nothing was changed."),
    "side-missing": N_("Say whether you speak for or against: on this point the two sides take turns."),
    "speaker-unknown": N_("This speaker is on no list of this meeting. The page shows the list as it is now."),
    "speakers-closed": N_("The list of speakers is closed. Points of order and replies can still be asked for."),
    "speakers-open": N_("The list of speakers is open already. Nothing was changed."),
    "speakers-order-unknown": N_("Choose an order for the list of speakers. Nothing was changed."),
    "speaking-time-unfit": N_("A speech can be given {limit} minutes at most. Nothing was changed."),
    "speeches-shown-unknown": N_("Choose what the public sees of speeches. Nothing was changed."),
    "speeches-spent": N_(
        "On this point each may make so many speeches: {limit}. This seat has made them. Points of order and replies "
        "can still be asked for."
    ),
    "speeches-unfit": N_("The number of speeches can be limited to {limit} at most. Nothing was changed."),
    "time-unlimited": N_("This speech has no time limit. Nothing was changed."),
    "vote-open": N_("A vote is open: only points of order are heard until it is closed. Nothing was changed."),
}
