"""The sentence of every refusal about bodies, people, meetings and the seats at them (see ``refusals``)."""

from plenaria.phrases.catalogue import N_

SENTENCES: dict[str, str] = {
    # Addresses.
    "slug-same": N_("That is what it is called already. Nothing was changed."),
    # What the public sees.
    "consent-in-future": N_("This day is still to come. Nothing was stored. Choose the day on which they said it."),
    "consent-not-given": N_("There is no consent that could be withdrawn. Nothing was stored. Choose refused instead."),
    "consent-unfit": N_("A consent is given, refused or withdrawn. Nothing was stored. Choose one of these."),
    "publication-rule-past": N_("A rule can't count from a day that is over. Nothing was stored. Choose a later day."),
    "publication-rule-same": N_("The latest version says the same. Nothing was stored."),
    "publication-rule-unfit": N_("This is no rule of publication. Nothing was stored. Load the page again."),
    # Bodies and people.
    "accent-unreadable": N_("“{accent}” is no colour. Nothing was stored. Write it like #1b4f8a."),
    "already-set-up": N_(
        "This installation is set up already, and nothing was changed. Run plenaria serve, or name another folder."
    ),
    "body-unknown": N_("There is no such body. Nothing was stored. Choose it again."),
    "email-needed": N_("This person logs in with an e-mail address, so it cannot be left out. Nothing was stored."),
    "email-taken": N_(
        "The address {email} belongs to somebody else here. Nothing was stored. Look for it among people."
    ),
    "last-administrator": N_(
        "This is the last administrator who can log in. Nothing was changed. Give the role to somebody else first."
    ),
    "level-above-parent": N_(
        "A body cannot stand above the one it belongs to. Nothing was stored. Choose a lower level."
    ),
    "level-unknown": N_("A body is local, of a country, of a region or of the world. Nothing was stored."),
    "link-expired": N_("This link was good for one day and is too old. Log in with your e-mail address."),
    "link-unknown": N_(
        "This link logs nobody in: it was used already, or a newer one was made. Log in with your e-mail address."
    ),
    "no-account": N_("This person has no e-mail address or no role, and so no account. Give them both first."),
    "name-missing": N_("A name is missing. Nothing was stored. Write it in at least one language."),
    "person-unknown": N_("There is no such person. Nothing was stored. Choose them again."),
    "role-ended": N_("This role ended already. Nothing was changed."),
    "role-unknown": N_("There is no such role. Nothing was changed."),
    "slug-taken": N_("“{slug}” is already part of another address. Nothing was stored. Choose another one."),
    # Meetings, their agenda, seats and presence.
    "already-in": N_("This person is already recorded as present. Nothing was changed."),
    "already-invited": N_("This person already has seat {seat} at the meeting. Nothing was changed."),
    "badge-unknown": N_(
        "This badge opens no seat: it was replaced by a newer one, or withdrawn. Ask for a new badge at the desk."
    ),
    "badge-used": N_("This badge is already in use on another device. Ask for a new badge at the desk."),
    "credential-unknown": N_("There is no such credential. Go back to the list and choose it again."),
    "days-reversed": N_("The last day is before the first. Nothing was stored. Correct the dates."),
    "door-closed": N_("Presence is recorded only while a meeting is convened, open or suspended. Nothing was changed."),
    "finding-missing": N_(
        "Nobody is refused without a finding. Nothing was changed. Write down which criterion is not met."
    ),
    "item-begun": N_(
        "Point {position} was already opened and has to stay on the agenda. Nothing was changed. Postpone it instead."
    ),
    "item-unknown": N_("There is no such point on the agenda. Go back to the agenda and choose it again."),
    "language-missing": N_("A meeting needs at least one language. Nothing was stored."),
    "meeting-not-open": N_("The meeting is not open. Nothing was changed. Open or resume the meeting first."),
    "meeting-over": N_("The meeting is over. Nothing was changed."),
    "meeting-unknown": N_("There is no such meeting. Go back to the list and choose it again."),
    "no-quorum": N_(
        "There is no quorum: {needed} are needed and {present} are present. Nothing was opened. Check in those "
        "who are in the room, or call the meeting again."
    ),
    "no-quorum-of-votes": N_(
        "There is no quorum. Votes needed: {needed}; present: {present}. Nothing was opened. Check in those who are "
        "missing, or call the meeting again."
    ),
    "not-accredited": N_("This credential is not accredited. Nothing was changed. Decide on it first."),
    "not-in": N_("This person is not recorded as present. Nothing was changed."),
    "poll-still-open": N_("Vote {number} is still open. Nothing was changed. Close the vote first."),
    "quorum-met": N_("There is a quorum, so the meeting can be opened. Nothing was changed."),
    "resolution-unknown": N_("There is no such paper at this body or meeting. Nothing was changed. Choose it again."),
    "resumption-unreadable": N_("Write the time to go on like 15:00, or none. Nothing was changed."),
    "resumption-past": N_("The time to go on is over already. Nothing was changed. Choose a later one, or none."),
    "roll-is-frozen": N_("Vote {number} is open, and its roll is frozen. Nothing was changed. Close the vote first."),
    "rule-missing": N_(
        "The body has not laid down how it votes. The meeting was not convened. Enter the voting rule of the body "
        "first."
    ),
    "proxies-not-allowed": N_("The rule of this meeting allows no proxies. Nothing was changed."),
    "proxy-given-already": N_(
        "The mandate of this seat is already held by seat {seat}. Nothing was changed. Take it back first."
    ),
    "proxy-giver-holds": N_(
        "This seat holds the mandate of another, and mandates are not passed on. Nothing was changed. Take that one "
        "back first."
    ),
    "proxy-giver-present": N_("Whoever is in the room votes themselves. Nothing was changed."),
    "proxy-holder-gave": N_(
        "Whoever is to hold the mandate has given their own away. Nothing was changed. Choose somebody else."
    ),
    "proxy-holder-unfit": N_(
        "Only an accredited seat of the same meeting can hold a mandate. Nothing was changed. Choose somebody else."
    ),
    "proxy-oneself": N_("Nobody holds their own mandate. Nothing was changed. Choose somebody else."),
    "proxy-too-many": N_(
        "Seat {seat} holds as many mandates as the rule lets one person hold ({limit}). Nothing was changed. Choose "
        "somebody else."
    ),
    "proxy-unknown": N_("This seat has given no mandate. Nothing was changed."),
    "seat-taken": N_("Seat {seat} is taken. Nothing was changed. Choose another number."),
    "slug-unfit": N_(
        "“{slug}” can't be part of an address: use up to 40 small Latin letters, digits and hyphens. Nothing was "
        "stored."
    ),
    "timezone-unknown": N_("There is no time zone “{timezone}”. Nothing was stored. Choose one from the list."),
    "rule-name-missing": N_("A rule needs a name. Nothing was stored. Say on what it is used."),
    "rule-name-unknown": N_("The body has no rule for “{name}” any more. Nothing was changed."),
    "rule-ordinary-stays": N_(
        "The rule for ordinary matters can't be removed: no meeting can be convened without it. Change it instead."
    ),
    "rule-unknown": N_("This meeting was convened with no rule named “{name}”. Nothing was prepared. Choose another."),
    "title-missing": N_("Point {position} has no title. Nothing was changed. Write one."),
    "seat-unfit": N_("Seats are counted from 1. Nothing was changed."),
    "weight-too-long": N_(
        "A number of votes has at most {most} digits on either side of the point or the bar. Nothing was changed."
    ),
    "weight-unfit": N_("A seat has more than zero votes. Nothing was changed. Correct the number."),
}
