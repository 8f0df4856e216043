"""The sentence of every refusal about elections, ballots and ballot files (see ``refusals``)."""

from plenaria.phrases.catalogue import N_

SENTENCES: dict[str, str] = {
    "ballot-equal-ranks": N_(
        "Ballot {ballot} puts candidates equal, which this method does not allow. Nothing was counted."
    ),
    "ballot-for-nobody": N_("Ballot {ballot} names candidate {candidate}, and there is none. Nothing was counted."),
    "ballot-more-votes-than-seats": N_(
        "Ballot {ballot} has {votes} votes, but only {seats} may be given. Nothing was counted. Set it aside as spoilt."
    ),
    "ballot-names-twice": N_("Ballot {ballot} names candidate {candidate} twice. Nothing was counted."),
    "ballot-weight": N_("Ballot {ballot} has {weight} votes. Nothing was counted. A weight is more than zero."),
    "blt-ballot-equal-ranks": N_(
        "Line {line}: the ballot puts candidates equal, which this method does not allow. Nothing was counted."
    ),
    "blt-ballot-for-nobody": N_(
        "Line {line}: there is no candidate {candidate}. Nothing was counted. Correct the line and count again."
    ),
    "blt-ballot-more-votes-than-seats": N_(
        "Line {line}: the ballot has {votes} votes, but only {seats} may be given. Nothing was counted. Correct the "
        "line, or set the ballot aside as spoilt."
    ),
    "blt-ballot-names-twice": N_(
        "Line {line}: the ballot names candidate {candidate} twice. Nothing was counted. Correct the line."
    ),
    "blt-ballot-weight": N_(
        "Line {line}: a ballot cannot count for {weight} votes. Nothing was counted. Write a weight of more than zero."
    ),
    "blt-ballot-without-end": N_(
        "Line {line}: the ballot does not end with 0. Nothing was counted. Write its weight, its candidates, and 0."
    ),
    "blt-each": N_(
        "Candidate by candidate there are no ballots to read from a file. Nothing was stored. Enter the votes for "
        "each candidate."
    ),
    "blt-header": N_(
        "Line {line}: this is no ballot file. Nothing was counted. Its first line names how many candidates and how "
        "many seats there are, such as 5 2."
    ),
    "blt-names-left-over": N_(
        "Line {line}: there are {names} names for {candidates} candidates and the title. Nothing was counted. Remove "
        "what is too much."
    ),
    "blt-names-missing": N_(
        "Line {line}: the file ends after {names} names, but there are {candidates} candidates. Nothing was counted. "
        "Write the others."
    ),
    "blt-other-candidates": N_(
        "The file has {candidates} candidates, but {standing} are on the ballot paper. Nothing was stored. Choose the "
        "file of this election."
    ),
    "blt-unreadable": N_("Line {line}: “{word}” is no number. Nothing was counted. Correct the line."),
    "blt-weights": N_(
        "The file has ballots with parts of a vote, but here every paper counts as one. Nothing was stored. Correct "
        "the file."
    ),
    "blt-without-end": N_(
        "Line {line}: the file ends in the midst of the ballots. Nothing was counted. Write a line of 0 after the "
        "last ballot, then the names."
    ),
    "candidate-twice": N_("{name} is among the candidates twice. Nothing was stored. Name everybody once."),
    "candidate-unknown": N_("There is no such candidate, or they withdrew already. Nothing was changed."),
    "candidate-without-name": N_(
        "Candidate {candidate} has no name. Nothing was stored. Write it, or leave the line empty."
    ),
    "choice-equal": N_(
        "Two candidates have the same place on your ballot, which is not allowed here. Nothing was recorded. Give "
        "every number once."
    ),
    "choice-for-nobody": N_(
        "Nobody with the number {candidate} stands in this vote. Nothing was recorded. Choose among those on the "
        "ballot."
    ),
    "choice-names-twice": N_("{name} is on your ballot twice. Nothing was recorded. Give every candidate one place."),
    "choice-too-many": N_(
        "You have named {votes} candidates, but only {most} may be named. Nothing was recorded. Take away those who "
        "are too many."
    ),
    "choice-unreadable": N_("The ballot cannot be read. Nothing was recorded. Fill it in again."),
    "default-needed": N_(
        "A quorum or a majority is measured against “none of these”. Nothing was stored. Add that line to the ballot."
    ),
    "default-unknown": N_("There is no candidate {candidate} for the default option. Nothing was counted."),
    "election-method-unknown": N_("“{method}” is no method of election. Nothing was stored. Choose one of the list."),
    "election-not-so": N_(
        "An election is held by name on phones, in secret, or on paper. Nothing was prepared. Choose one of these."
    ),
    "election-options": N_("The options do not fit the method. Nothing was stored. Check them."),
    "election-over": N_(
        "This election is decided: no further round follows. Nothing was opened. Lay down a new election."
    ),
    "election-put": N_("The vote of this election was opened already. Nothing was changed."),
    "election-too-many-candidates": N_(
        "{candidates} candidates are too many for one ballot; {most} is the most. Nothing was stored."
    ),
    "election-without-candidates": N_("Nobody stands for election. Nothing was counted."),
    "election-without-seats": N_("There is no seat to fill ({seats}). Nothing was counted. Write at least 1."),
    "lot-contradicts": N_(
        "An earlier lot put {first} before {second}, and it stands for the whole election. Nothing was changed. Enter "
        "them in that order."
    ),
    "lot-for-others": N_(
        "The lot names everybody of the tie once, and nobody else. Nothing was changed. Enter it again."
    ),
    "lot-unreadable": N_(
        "“{word}” in the lot is no candidate, or is there twice. Nothing was counted. Write each name or number once."
    ),
    "more-papers-than-present": N_(
        "{papers} papers were counted, but only {present} of those present have not voted otherwise. Nothing was "
        "stored. Count again, or check in those who are missing."
    ),
    "no-election": N_("No election is put in this vote. Nothing was stored."),
    "no-lot-awaited": N_("No tie waits for a lot. Nothing was changed. Load the page again."),
    "papers-too-many": N_(
        "{papers} papers are more than can be entered; {most} is the most. Nothing was stored. Check the number."
    ),
    "round-too-many": N_("Round {round} follows a round after which nothing was left to decide. Nothing was counted."),
    "round-with-others": N_(
        "In round {round} there are votes for {candidate}, who did not go on to it. Nothing was counted."
    ),
    "sums-above-papers": N_(
        "{name} has {votes} votes, but there are only {papers} papers. Nothing was stored. Count again."
    ),
    "sums-for-nobody": N_(
        "Candidate {candidate} does not stand in this vote, but has votes. Nothing was stored. Count again."
    ),
    "sums-need-ballots": N_(
        "This method is not counted from such sums. Nothing was stored. Enter the ballots as a file (BLT)."
    ),
    "sums-unreadable": N_("A number cannot be read. Nothing was stored. Write whole numbers."),
    "sums-too-few": N_(
        "There are {votes} votes on {papers} valid papers, but a valid paper names at least one candidate. Nothing "
        "was stored. Papers that name nobody are blank."
    ),
    "sums-too-many": N_(
        "There are {votes} votes on {papers} valid papers, but a paper names at most {most}. Nothing was stored. "
        "Count again."
    ),
}
