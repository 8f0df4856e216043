"""The sentence of every refusal about votes, and what is permitted and lawful (see ``refusals``)."""

from plenaria.phrases.catalogue import N_

SENTENCES: dict[str, str] = {
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
    "roll-call-cells": N_(
        "Line {line}: there are more cells than the first line has columns. Nothing was counted. Correct the line; "
        "decimals are written with a point."
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
    "roll-call-seat-unknown": N_(
        "Line {line}: the rule names no votes for seat “{seat}”. Nothing was counted. Correct the roll-call or the "
        "rule."
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
    "rule-weight": N_(
        "Seat {seat}: “{weight}” is no number of votes. Nothing was counted. Write it like 1, 0.35 or 1/3."
    ),
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
    "weight-negative": N_("Seat {seat} cannot have {weight} votes. Nothing was counted. Correct the number."),
    "weight-unquoted": N_(
        "The weight of seat {seat} stands without quotes ({weight}), and so is not exact. Nothing was counted. Write "
        "it in quotes."
    ),
    "weight-unreadable": N_("“{weight}” is no number of votes. Nothing was stored. Write it like 1, 0.35 or 1/3."),
    "wrong-state": N_(
        "This cannot be done now ({thing}: {state}). Nothing was changed. Open the page again to see what comes next."
    ),
}
