"""The sentence of every refusal about amendments (see ``refusals``)."""

from plenaria.phrases.catalogue import N_

SENTENCES: dict[str, str] = {
    "amendment-changes-nothing": N_(
        "This would leave the text as it is. Nothing was proposed. Change the words, or choose another place."
    ),
    "amendment-empty": N_("The amendment has no words. Nothing was proposed. Write what the clause is to say."),
    "amendment-into-itself": N_(
        "A clause cannot be moved behind one of its own points. Nothing was proposed. Choose another place."
    ),
    "amendment-kind-unknown": N_("There is no such kind of amendment. Nothing was proposed. Choose one from the list."),
    "amendment-language": N_("The text is not there in this language. Nothing was stored. Write in one of its own."),
    "amendment-leaves-nothing": N_(
        "No clause would be left. Nothing was proposed. Whoever wants none of it votes against the whole."
    ),
    "amendment-not-in": N_(
        "The amendment is not yet written in the language of the authentic text. Nothing was put. Add the words in "
        "that language first."
    ),
    "amendment-place-changed": N_(
        "The words that this amendment was written on have changed since. Nothing was changed. Propose it anew on "
        "the words as they stand now, or let it lapse."
    ),
    "amendment-place-gone": N_(
        "The place of this amendment is no longer in the text. Nothing was changed. Propose it anew at another "
        "place, or let it lapse."
    ),
    "amendment-put": N_(
        "The vote on this amendment is on or is over. Nothing was changed. What was put is decided by the vote."
    ),
    "amendment-put-already": N_("This amendment is put already, as vote {number}. Nothing was changed."),
    "amendment-text-closed": N_(
        "Amendments to this text are not open now. Nothing was proposed. They are while it is tabled or under debate "
        "and the meeting is not over."
    ),
    "amendment-there": N_("You have proposed this already: it is amendment {number}. Nothing was proposed twice."),
    "amendment-too-long": N_("This is longer than {limit} characters. Nothing was proposed. Make it shorter."),
    "amendment-unknown": N_("There is no such amendment. Nothing was changed. Load the page again."),
    "amendment-waits": N_(
        "Amendment {number} is not decided yet, and it comes first. Nothing was opened. Put it, or rule on it."
    ),
    "amendments-too-many": N_(
        "{limit} amendments of this seat are waiting already. Nothing was proposed. Withdraw one that is not needed."
    ),
    "clause-not-on-table": N_("This clause is not in the text on the table. Nothing was changed. Choose it again."),
    "ruling-missing": N_("This is ruled only with a reason. Nothing was changed. Write the reason."),
    "text-under-vote": N_(
        "Amendment {number} to this text is being voted on. Nothing was saved. Save again when the result is declared."
    ),
}
