"""What became of each promise of a bundle or a receipt, in the reader's language (``core.journal.promises``)."""

from dataclasses import dataclass

from plenaria.core.journal.promises import Finding, Report
from plenaria.phrases.catalogue import N_, translation

PROMISES: dict[str, str] = {
    "archive": N_("The archive is whole, with nothing hidden in it"),
    "files": N_("Every file is as the manifest says, and none is missing or added"),
    "signature": N_("The manifest is signed by the seal key"),
    "raw-signature": N_("The second signature, for openssl, is good"),
    "key": N_("The key is the one you trust"),
    "checkpoint": N_("The checkpoint of the journal is signed by the journal’s key"),
    "entries": N_("Every entry shown is in the journal under that checkpoint"),
    "text": N_("The text is the one that was adopted"),
    "translations": N_("No other text lies beside it"),
    "roll": N_("The roll of each vote is the one frozen when it opened"),
    "votes": N_("The votes, counted again, make the declared result"),
    "pdf-signature": N_("The PDF is signed"),
    "time-stamp": N_("A time-stamp authority confirms the date"),
    "receipt": N_("The receipt can be read"),
}
"""Promise → what it says; in the order in which they build on each other."""

CODES: dict[str, str] = {
    "another-key": N_("it was sealed with another key: {key}"),
    "ask-a-pdf-reader": N_("open the PDF in a reader that shows signatures"),
    "ballots-differ": N_("the secret ballots of vote {poll} are not those counted at its close"),
    "ballots-missing": N_("a part of the secret ballots of vote {poll} is missing"),
    "ballots-not-voters": N_("there are more or fewer secret ballots in vote {poll} than seats that voted"),
    "bad-name": N_("a file has a name that no bundle has: {file}"),
    "bad-signature": N_("the signature does not fit: {file}"),
    "bytes": N_("bytes were changed near {file}"),
    "count-differs": N_("the numbers counted by hand are not those declared in vote {poll}"),
    "cut-off": N_("the file ends too early, in {file}"),
    "declared-differs": N_("the journal declares other numbers for vote {poll}"),
    "doubled": N_("a file is there twice: {file}"),
    "entries-form": N_("the list of entries was rewritten"),
    "entries-not-proved": N_("the entries of the journal are not proved"),
    "file-changed": N_("changed: {file}"),
    "file-extra": N_("added: {file}"),
    "file-missing": N_("missing: {file}"),
    "manifest-form": N_("the manifest is of another form"),
    "no-adoption": N_("the journal shows no adoption"),
    "no-archive": N_("this is no sealed bundle"),
    "no-certificate": N_("there is no certificate for the PDF"),
    "no-raw-signature": N_("there is none"),
    "no-roll-frozen": N_("the journal shows no frozen roll of vote {poll}"),
    "no-time-stamp": N_("there is none"),
    "no-votes": N_("no votes lie in the bundle"),
    "not-adopted": N_("vote {poll} did not adopt it"),
    "not-among-the-adopted": N_("not among the adopted texts: {file}"),
    "not-declared": N_("vote {poll} was not declared"),
    "not-in-tree": N_("the proof does not lead to the checkpoint"),
    "not-on-roll": N_("somebody who is not on the roll voted in vote {poll}: {seat}"),
    "number-differs": N_("the number is another one than the adopted"),
    "polls-differ": N_("a vote is hidden or shown twice: {poll}"),
    "proxy-differs": N_("in vote {poll} seat {seat} was voted for by proxy, and not by who held it"),
    "roll-differs": N_("the roll of vote {poll} was changed"),
    "roll-withheld": N_("the rule of the body keeps the roll unpublished"),
    "secret": N_("vote {poll} was secret, and its ballots are not shown"),
    "self-stated-key": N_("only you can tell whether you trust this key: {key}"),
    "several-adoptions": N_("the journal shows more than one adoption"),
    "text-differs": N_("not the text that was adopted: {file}"),
    "unreadable": N_("it cannot be read"),
    "vote-after-close": N_("a vote was counted after the close of vote {poll}: {seat}"),
    "vote-differs": N_("the vote of a seat in vote {poll} is not the one in the journal: {seat}"),
    "voters-differ": N_("the list of those who took part in secret vote {poll} was changed"),
    "votes-withheld": N_("the rule of the body keeps the votes unpublished"),
}
"""Code → where a promise is broken, or why it was not checked."""

OUTCOMES: dict[str, str] = {
    "holds": N_("holds"),
    "broken": N_("broken"),
    "not-checked": N_("not checked"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A promise in words: what it says, what became of it, and where or why."""

    outcome: str
    """The code: ``holds``, ``broken`` or ``not-checked``."""
    promise: str
    word: str
    detail: str


def said(finding: Finding, language: str) -> Said:
    """A finding in the reader's language."""
    words = translation(language)
    detail = words.gettext(CODES[finding.code]).format_map(_Places(finding.data)) if finding.code else ""
    return Said(
        outcome=finding.outcome,
        promise=words.gettext(PROMISES[finding.promise]),
        word=words.gettext(OUTCOMES[finding.outcome]),
        detail=detail,
    )


def verdict(report: Report, language: str) -> str:
    """What all findings together say, in one sentence."""
    words = translation(language)
    if report.sound:
        return words.gettext("Nothing is broken.")
    return words.gettext("Something is broken. Do not rely on this file.")


class _Places(dict[str, str | int]):
    """The data of a finding; what it does not name stays empty, for one code has several places."""

    def __missing__(self, key: str) -> str:
        return str(next(iter(self.values()), ""))
