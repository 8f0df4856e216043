"""The sentence of every refusal about minutes (see ``refusals``)."""

from plenaria.phrases.catalogue import N_

SENTENCES: dict[str, str] = {
    "dissent-not-against": N_(
        "By the roll-call this seat did not vote against. Nothing was recorded. Choose a seat that did."
    ),
    "dissent-recorded": N_("This has already been recorded. Nothing was changed. Load the page again."),
    "dissent-secret": N_("The vote was secret, so nobody’s vote can be recorded by name. Nothing was recorded."),
    "dissent-too-early": N_("This vote has no declared result. Nothing was recorded. Wait for the declaration."),
    "meeting-not-over": N_("The meeting is not over. The minutes were not approved. Close the meeting first."),
    "minutes-approved": N_(
        "The minutes have been approved, and nothing of them changes any more. Nothing was stored. Begin a correction "
        "to write a new version."
    ),
    "minutes-changed-meanwhile": N_(
        "Somebody else has changed these words meanwhile. Yours are below and not stored yet. Compare them with what "
        "stands now, and store again."
    ),
    "minutes-language-unknown": N_("This is no language of the meeting. Nothing was stored. Choose another one."),
    "minutes-moved-on": N_(
        "The minutes have changed since this page was made. Nothing was approved. Read them again, then approve them."
    ),
    "minutes-not-approved": N_("The minutes have not been approved, so they can still be edited. Nothing was changed."),
    "minutes-place-unknown": N_(
        "The journal has no such entry of this meeting. Nothing was stored. Load the page again."
    ),
    "note-missing": N_("It is not said what will be corrected. Nothing was changed. Write it in one sentence."),
    "signatories-same": N_("The chair and the secretary are the same person. Nothing was approved. Name two people."),
    "signatory-unknown": N_("One of those who sign is not known. Nothing was approved. Choose chair and secretary."),
}
