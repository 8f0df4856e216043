"""The sentence of every refusal, in one place.

A :class:`~plenaria.core.refusal.Refusal` is a code and its data; here is what a person reads. A sentence says what
happened, that nothing was lost or stored, and what to do next, in plain words. Places in braces (``{limit}``) are
filled from the refusal's data. The English texts are the message ids of the catalogues.
"""

from collections.abc import Mapping
from fractions import Fraction

from plenaria.core.refusal import Refusal
from plenaria.phrases import election_refusals
from plenaria.phrases.catalogue import translation
from plenaria.phrases.names import label
from plenaria.phrases.numbers import number


def N_(message: str) -> str:  # noqa: N802 - the name that extraction looks for
    """Mark a message for the catalogues without translating it."""
    return message


SENTENCES: dict[str, str] = {
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
    # Files that are handed in.
    "file-broken": N_(
        "The file is damaged and could not be read. Nothing was stored. Open it in the program that made it, save "
        "it again and hand in the new copy."
    ),
    "file-empty": N_("The file holds no text. Nothing was stored. Check that you chose the right file."),
    "file-encrypted": N_(
        "The file is protected by a password. Nothing was stored. Save a copy without the password and hand in that."
    ),
    "file-external-entities": N_(
        "The file defines entities or points to other files, which is not allowed. Nothing was stored. Save it "
        "again without a document type definition."
    ),
    "file-not-there": N_("{file} is not there, or may not be read. Check its name."),
    "file-not-what-it-says": N_(
        "The name of the file ends in .{extension}, but its contents are something else. Nothing was stored. Check "
        "that you chose the right file."
    ),
    "file-other-format": N_(
        "The file is of another format: {format}. Nothing was stored. Open it in the program that made it, save it as "
        "DOCX or PDF and hand in that."
    ),
    "file-too-heavy": N_(
        "Reading the file took more than {limit} MB of memory and was stopped. Nothing was stored. Hand in only the "
        "pages that matter, or try it in another format, such as DOCX or plain text."
    ),
    "file-too-large": N_(
        "The file is larger than {limit} MB. Nothing was stored. Remove pictures from it or hand it in in parts."
    ),
    "file-too-long": N_(
        "The file holds more than {limit} characters, far more than a resolution. Nothing was stored. "
        "Hand in only the pages that matter."
    ),
    "file-too-slow": N_(
        "Reading the file took longer than {limit} seconds and was stopped. Nothing was stored. Try it in another "
        "format, such as DOCX or plain text."
    ),
    "file-unknown": N_(
        "This kind of file cannot be read. Nothing was stored. Hand in DOCX, ODT, PDF, HTML, Markdown, plain text "
        "or Akoma Ntoso."
    ),
    "file-zip-bomb": N_(
        "The file unpacks to far more than a paper could hold, and reading it was stopped. Nothing was stored. "
        "Save it again and hand in the new copy."
    ),
    "scan-without-text": N_(
        "The file is a picture of a paper and holds no text. Nothing was stored. Hand in the file from which it "
        "was printed, or a copy with recognised text."
    ),
    "text-layer-false": N_(
        "The text stored in this PDF is not what its pages show, such as Latin letters in Cyrillic words. Nothing "
        "was stored. Hand in the file from which it was made."
    ),
    # Old papers.
    "left-out-without-reason": N_("A paper is left out only with a reason. Nothing was changed. Write the reason."),
    "paper-date-ahead": N_("The date {date} is still to come. Nothing was stored. Write the day of adoption."),
    "paper-there": N_("This file is there already: {name}. It was not taken again."),
    "parcel-too-many": N_(
        "The ZIP file holds more than {limit} papers. Nothing of it was stored. Hand them in in several parts."
    ),
    "paper-unknown": N_("There is no such paper. Nothing was changed. Open the list again."),
    "paper-without-date": N_("The day of adoption is missing. Nothing was stored. Look at the paper and write it."),
    # Papers that are written.
    "emblem-unreadable": N_(
        "The emblem of the letterhead is not a drawing that can be printed. Nothing was lost. Save it as plain SVG and "
        "hand it in again."
    ),
    "format-unknown": N_("A paper cannot be written as {format}. Choose one of these: {known}."),
    "paper-control-characters": N_(
        "The text holds a character that cannot be written ({letters}). Nothing was lost. Remove it from the text and "
        "try again."
    ),
    "paper-letters-missing": N_(
        "No font of the paper has the character {letters}. Nothing was lost. Replace it in the text, or choose a "
        "format other than PDF."
    ),
    "paper-not-written": N_(
        "The paper could not be written. Nothing was lost. Try again, or choose another format; if it fails again, "
        "tell the administrator."
    ),
    "paper-too-slow": N_(
        "Writing the paper took longer than {limit} seconds and was stopped. Nothing was lost. Try again, or choose "
        "another format."
    ),
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
    # Follow-up, letters and mail.
    "answer-unknown": N_("An answer accepts, accepts in part, or declines. Nothing was recorded. Choose one of these."),
    "commitment-reported": N_(
        "Somebody has already reported on this commitment, so it stays in the plan. Nothing was changed."
    ),
    "commitment-unknown": N_("There is no such commitment. Nothing was changed. Load the page again."),
    "dates-reversed": N_("The due date is before the start. Nothing was stored. Correct the dates."),
    "dispatch-unknown": N_("There is no such letter. Nothing was changed. Load the page again."),
    "letter-empty": N_("The letter has no subject or no text. Nothing was changed. Write both."),
    "letter-sent": N_("This letter has already been sent. Nothing was changed. Load the page again."),
    "mail-link-expired": N_(
        "This link is too old or was cut off. Nothing was changed. Open it again from the latest mail, or ask the "
        "secretary for a new one."
    ),
    "link-unfit": N_("“{link}” is no address on the web. Nothing was stored. Begin it with https://."),
    "not-adopted": N_("The text has not been adopted. Nothing was done. Adopt it first."),
    "not-sealed": N_("The text has not been sealed, so there is no paper to send. Nothing was sent. Seal it first."),
    "nothing-to-send": N_("No letter was chosen. Nothing was sent. Tick the letters that should go out."),
    "owner-missing": N_("A commitment has no owner. Nothing was stored. Choose somebody, or leave the line out."),
    "party-unknown": N_("There is no such party in the address book. Nothing was changed. Choose it again."),
    "plan-exists": N_("There is already a plan for this resolution. Nothing was changed."),
    "plan-not-confirmed": N_("The plan has not been confirmed. Nothing was reported. Ask the secretary to confirm it."),
    "recurrence-unknown": N_("A commitment recurs every quarter, every year or not at all. Nothing was stored."),
    "sentence-too-long": N_("The text is longer than {limit} characters. Nothing was stored. Shorten it."),
    # Adoption and the register.
    "all-clauses-lost": N_(
        "Every clause was lost on division, so nothing is left to adopt. Nothing was changed. Declare the text lost."
    ),
    "not-decided": N_("No vote has adopted the text as a whole. Nothing was changed. Put it to the vote first."),
    "number-missing": N_(
        "A number needs at least one Latin letter or digit, for it becomes part of the address. Nothing was changed. "
        "Write it like XIV/3."
    ),
    "number-taken": N_(
        "Another resolution of this body has the number {number}, or one that reads the same in an address. Nothing "
        "was changed. Choose another number."
    ),
    "outlet-missing": N_("Where it appeared is missing. Nothing was stored. Write the name of the site or paper."),
    # Keys and seals.
    "database-older": N_(
        "The database has {size} entries in its journal, but one with {seen} was seen here before. Nothing was "
        "changed. Restore the newer backup, or accept the loss with plenaria restore."
    ),
    "key-file-open-to-others": N_(
        "Others on this machine can read the key file {path}. It was not used. Make it readable by its owner only "
        "(chmod 600)."
    ),
    "key-passphrase-missing": N_("The seal key is locked. Nothing was sealed. Enter its passphrase."),
    "key-passphrase-wrong": N_("This is not the passphrase of the seal key. Nothing was sealed. Try again."),
    "key-unreadable": N_("This file is not a key that Plenaria made. Nothing was sealed. Choose the right file."),
    "seal-key-missing": N_(
        "This installation has no seal key yet. Nothing was sealed. Ask the administrator to make one (plenaria init)."
    ),
    "sealed-text-differs": N_(
        "The papers were made of another text than the adopted one. Nothing was sealed. Press Seal again."
    ),
    # Texts.
    "clause-number-too-long": N_(
        "The number “{number}” of a clause is longer than {limit} characters. Nothing was stored. Shorten it."
    ),
    "text-closed": N_(
        "The text was put to the vote, so its words can no longer be changed. Nothing was stored. If the vote is void, "
        "the text comes back to the debate."
    ),
    "text-moved-on": N_(
        "Somebody else changed this text meanwhile (it is at revision {revision} now). What you wrote is still here, "
        "and nothing was stored. Compare it with the new words and store again."
    ),
    "citation-unknown": N_("The text makes no such citation any more. Nothing was changed. Open the page again."),
    "text-without-clauses": N_("The text has no clause. Nothing was stored. Mark or write at least one."),
    "text-without-title": N_("The text has no title. Nothing was stored. Write one."),
    **election_refusals.SENTENCES,
    # The vote.
    "another-poll-open": N_("Another vote is still open. Nothing was changed. Close it first."),
    "clause-unknown": N_("There is no such clause in this text. Nothing was changed. Choose it again."),
    "clause-waits": N_(
        "Vote {number}, on a clause by itself, has not decided it yet. Nothing was opened. Settle it, or put the "
        "clause again, before the whole."
    ),
    "counts-differ": N_("The tellers did not count the same. Nothing was declared. Let them count again."),
    "division-not-allowed": N_(
        "This rule lets no clause be put by itself. Nothing was changed. Put the text as a whole, or choose another "
        "rule."
    ),
    "drawing-unknown": N_(
        "There is no such way of drawing the order. Nothing was changed. Draw the first seat, or the whole order."
    ),
    "hands-proxies": N_(
        "Mandates are held for {count} seats, and whoever holds one cannot raise a hand for each. Nothing was opened. "
        "Put the question electronically, by roll-call, or on paper with one paper for each mandate."
    ),
    "hands-weighted": N_(
        "Under this rule the seats have different votes, and a raised hand does not say whose it is. Nothing was "
        "changed. Let them vote by name: electronically or by roll-call."
    ),
    "key-missing": N_("The vote came without its key. Nothing was recorded. Load the page again and vote."),
    "method-unknown": N_("There is no such way of voting. Nothing was changed. Choose one from the list."),
    "no-tie": N_("No tie waits for the lot. Nothing was drawn. Load the page again."),
    "no-count": N_("No teller has entered a count yet. Nothing was declared. Enter what was counted."),
    "not-on-roll": N_("Your seat is not on the roll of this vote. Nothing was recorded. Ask the clerk."),
    "proxies-too-many": N_(
        "Seat {seat} holds {held} mandates, but the rule of this vote lets one person hold {limit}. Nothing was "
        "opened. Take back those that are too many."
    ),
    "roll-too-fine": N_(
        "The votes of these seats have no common unit that can be counted. Nothing was changed. Write them with fewer "
        "digits."
    ),
    "weight-not-whole": N_(
        "Seat {seat} has {votes} votes, but under this rule only whole votes are counted. Nothing was opened. Change "
        "its votes at the credentials."
    ),
    "paper-weighted": N_(
        "Under this rule the seats have different votes, and a paper does not say whose it is. Nothing was changed. "
        "Let them vote by name: electronically or by roll-call."
    ),
    "phone-not-asked": N_("This vote is not taken by phone. Nothing was recorded. Answer in the room."),
    "poll-decided": N_(
        "This vote has decided its question. Nothing was changed. To correct it, put the question anew."
    ),
    "poll-not-called": N_("In this vote nobody is called. Nothing was recorded. Each votes for themselves."),
    "poll-not-counted": N_("In this vote nothing is counted: one objection is enough. Nothing was recorded."),
    "poll-not-open": N_("This vote is not open. Nothing was recorded."),
    "poll-unknown": N_("There is no such vote. Nothing was recorded. Load the page again."),
    "put-already": N_("The question is put again already, as vote {number}. Nothing was changed."),
    "question-empty": N_("The question is empty. Nothing was stored. Choose a text or write the question."),
    "question-unknown": N_("There is no such question. Nothing was changed. Load the page again."),
    "reason-missing": N_("A vote is declared void only with a reason. Nothing was changed. Write the reason."),
    "receipt-unknown": N_("There is no vote of yours with this number. Nothing was changed."),
    "roll-empty": N_(
        "Nobody is accredited, so there is nobody to vote. Nothing was opened. Decide on credentials first."
    ),
    "seat-elsewhere": N_("Your badge is for another meeting. Nothing was recorded. Open the badge of this meeting."),
    "seat-missing": N_("This device holds no seat. Nothing was recorded. Open the link of your badge again."),
    "vote-final": N_(
        "You have voted, and under this rule a vote is final. Nothing was changed. Ask the clerk if it is wrong."
    ),
    "seat-represented": N_(
        "In this vote another seat votes for yours: it held your mandate when the roll was frozen. Nothing was "
        "recorded."
    ),
    "text-not-debated": N_("The text is not under debate. Nothing was opened. Open the debate on it first."),
    # What is permitted and lawful, and what can be counted.
    "ballot-in": N_(
        "A ballot of this seat is in the box already. Nobody can find it again, so it cannot be changed. Nothing was "
        "recorded."
    ),
    "ballot-key-lost": N_(
        "The key of this ballot box is not in the data folder any more, so its ballots cannot be opened. Nothing was "
        "recorded or counted. Declare the vote void and put it again."
    ),
    "ballot-unreadable": N_(
        "A ballot in the box was changed and cannot be opened. Nothing was counted. Declare the vote void and put it "
        "again."
    ),
    "ballots-differ": N_(
        "{voters} seats have voted, but {ballots} ballots are in the box. Nothing was counted. Declare the vote void "
        "and put it again."
    ),
    "choice-unknown": N_(
        "“{choice}” is no vote that can be counted. Nothing was counted. Vote for, against or abstain."
    ),
    "count-negative": N_("A count cannot be below zero. Nothing was counted. Correct it and enter it again."),
    "more-present-than-roll": N_(
        "{present} are entered as present, but the roll has {roll} seats. Nothing was counted. Check the presence."
    ),
    "more-votes-than-present": N_(
        "{votes} votes were counted, but those present have {present}. Nothing was counted. Count again, or check in "
        "those who are missing."
    ),
    "more-votes-than-roll": N_(
        "{present} votes are entered as present, but the roll has {votes}. Nothing was counted. Check the presence."
    ),
    "not-permitted": N_(
        "You may not do this here. Nothing was changed. If you should, ask the secretary of this body."
    ),
    "roll-call-choice": N_(
        "Line {line}: “{choice}” is no vote. Nothing was counted. Write for, against or abstain, or leave it empty."
    ),
    "roll-call-columns": N_(
        "This is no roll-call. Nothing was counted. Its first line names the columns: seat, weight, choice."
    ),
    "roll-call-empty": N_("The roll-call names no seat. Nothing was counted. Check that you chose the right file."),
    "roll-call-encoding": N_("The roll-call is not in UTF-8. Nothing was counted. Save it again as CSV in UTF-8."),
    "roll-call-opening": N_(
        "Line {line}: “{opening}” does not say whether the seat was there at the opening. Nothing was counted. Write "
        "yes or no, or leave the whole column out."
    ),
    "roll-call-seat-twice": N_(
        "Line {line}: the seat “{seat}” has no name or stands there twice. Nothing was counted. Correct the line."
    ),
    "roll-call-weight": N_(
        "Line {line}: “{weight}” is no number of votes. Nothing was counted. Write it like 1, 0.35 or 1/3."
    ),
    "roll-call-weight-one": N_(
        "Seat {seat} has {votes} votes, but the rule gives every seat one. Nothing was counted. Correct the roll-call "
        "or the rule."
    ),
    "roll-call-weight-whole": N_(
        "Seat {seat} has {votes} votes, but this rule counts whole votes only. Nothing was counted. Correct the "
        "roll-call or the rule."
    ),
    "rule-key-missing": N_("The rule lacks {key}. Nothing was counted. Add it."),
    "rule-key-unknown": N_("The rule has no part called “{key}”. Nothing was counted. Its parts are: {known}."),
    "rule-not-toml": N_("The rule can't be read as TOML ({reason}). Nothing was counted. Correct the file."),
    "rule-value": N_("“{value}” can't stand for {key} in a rule. Nothing was counted. Write one of these: {known}."),
    "seat-not-on-roll": N_("This seat is not on the roll of this vote. Nothing was counted."),
    "seats-missing": N_(
        "The quorum of this rule counts seats, and votes do not tell how many there were. Nothing was counted. Add "
        "--seats-present and --seats."
    ),
    "votes-not-whole": N_(
        "Under this rule only whole votes are counted; {name} cannot be {value}. Nothing was counted. Correct it, or "
        "give the rule weights."
    ),
    "votes-unreadable": N_(
        "“{value}” is no number of votes ({name}). Nothing was counted. Write it like 31, 20.35 or 1/3."
    ),
    "secret-weighted": N_(
        "Under this rule seats have different numbers of votes, and such a ballot would name its voter. Nothing was "
        "prepared. Choose a rule with one vote for each seat, or vote by name."
    ),
    "weight-negative": N_("A seat cannot have {weight} votes. Nothing was stored. Correct the number."),
    "weight-unquoted": N_(
        "The weight of seat {seat} stands without quotes ({weight}), and so is not exact. Nothing was counted. Write "
        "it in quotes."
    ),
    "weight-unreadable": N_("“{weight}” is no number of votes. Nothing was stored. Write it like 1, 0.35 or 1/3."),
    "wrong-state": N_(
        "This cannot be done now ({thing}: {state}). Nothing was changed. Open the page again to see what comes next."
    ),
}


EXACT = frozenset({"needed", "present", "votes"})
"""Places whose value may be an exact fraction of votes (``core.voting.tally.plain``)."""


def sentence(refusal: Refusal, language: str) -> str:
    """What a person who reads ``language`` is told; in English where the catalogue has no translation.

    :raises KeyError: the code has no sentence, or the refusal lacks a place's data; both are mistakes of the
        code that refused.
    """
    return translation(language).gettext(SENTENCES[refusal.code]).format_map(_places(refusal, language))


def _places(refusal: Refusal, language: str) -> Mapping[str, str | int]:
    """The data of a refusal: exact numbers as the reader writes them, a thing and its state as words."""
    if refusal.code != "wrong-state":
        return {
            name: number(Fraction(value), language) if name in EXACT and _is_fraction(value) else value
            for name, value in refusal.data.items()
        }
    name, state = str(refusal.data["name"]), str(refusal.data["state"])
    return {"thing": label("thing", name, language), "state": label(name, state, language)}


def _is_fraction(value: str | int) -> bool:
    return isinstance(value, str) and all(part.isdecimal() for part in value.split("/", 1)) and "/" in value
