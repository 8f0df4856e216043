"""The sentence of every refusal about adoption, seals, the register, letters and follow-up (see ``refusals``)."""

from plenaria.phrases.catalogue import N_

SENTENCES: dict[str, str] = {
    # Adoption and the register.
    "not-decided": N_("No vote has adopted the text as a whole. Nothing was changed. Put it to the vote first."),
    # Subjects.
    "subject-unknown": N_("The body has no such subject. Nothing was stored. Load the page again."),
    # Corrigenda.
    "correction-language": N_("There is no adopted text in the language {language}. Nothing was stored."),
    "correction-not-found": N_(
        "What stood, in correction {number}, does not stand there in the adopted text. Nothing was stored. Copy it "
        "from the text, word for word."
    ),
    "correction-place": N_("Correction {number} names no place of the text. Nothing was stored. Choose one."),
    "correction-same": N_("Correction {number} changes nothing. Nothing was stored. Write what it should read."),
    "corrections-missing": N_("There is no correction yet. Nothing was stored. Write at least one."),
    "corrections-too-many": N_("One corrigendum holds at most {most} corrections. Nothing was stored."),
    "corrigendum-sealed": N_("This corrigendum is sealed, or was withdrawn. Nothing was changed. Load the page again."),
    "corrigendum-undecided": N_("Who decided it is missing. Nothing was stored. Choose a vote or an office."),
    "corrigendum-unknown": N_("There is no such corrigendum. Nothing was changed. Load the page again."),
    "corrigendum-unsealed": N_(
        "Only a sealed text has corrigenda. Nothing was stored. Before that, correct the text itself."
    ),
    "corrigendum-vote-unfit": N_("This vote of the body did not adopt it. Nothing was stored. Choose another one."),
    "already-sealed": N_("The resolution is sealed: its number stays. Nothing was changed."),
    "number-missing": N_(
        "A number needs at least one Latin letter or digit, for it becomes part of the address. Nothing was changed. "
        "Write it like XIV/3."
    ),
    "number-taken": N_(
        "Another resolution of this body has the number {number}, or one that reads the same in an address. Nothing "
        "was changed. Choose another number."
    ),
    "evidence-too-large": N_("The file has more than {megabytes} MB. Nothing was stored. Choose a smaller one."),
    "evidence-unfit": N_(
        "The file is no PDF and no picture (PNG, JPEG, WebP). Nothing was stored. Choose another one."
    ),
    "publication-in-future": N_("This day is still to come. Nothing was stored. Choose the day on which it appeared."),
    "publication-unknown": N_("There is no such record any more. Nothing was changed. Load the page again."),
    "web-address-unfit": N_(
        "This is no address of a web page. Nothing was stored. Write it in full, like https://example.org/page, "
        "without a name or password in it."
    ),
    "outlet-missing": N_("Where it appeared is missing. Nothing was stored. Write the name of the site or paper."),
    # What clauses do to earlier ones.
    "changes-itself": N_("A clause can't change one of its own resolution. Nothing was stored. Choose an earlier one."),
    "effect-before-adoption": N_(
        "This day is before the adoption of one of the two texts. Nothing was stored. Choose a later day."
    ),
    "effect-decided": N_("This has been decided and stays on record. Nothing was changed. Load the page again."),
    "effect-unknown": N_("There is nothing of that kind to change here. Nothing was stored. Load the page again."),
    "new-words-missing": N_(
        "The new words of the clause are missing in one of its languages. Nothing was stored. Write them in each."
    ),
    "new-words-unasked": N_(
        "A clause that ends gets no new words. Nothing was stored. Leave them out, or choose that it is amended."
    ),
    "not-in-force": N_("The clause is no longer in force. Nothing was stored. Choose another one."),
    "not-ours-to-change": N_(
        "The earlier clause belongs to a body that is not below this one. Nothing was stored. Choose one of your own."
    ),
    "not-above": N_(
        "The clause belongs to a body that is not above this one. Nothing was stored. Choose one of a body above."
    ),
    "nothing-to-change": N_("No earlier clause was chosen. Nothing was stored. Tick those that are changed."),
    "evidence-incomplete": N_(
        "A piece of evidence is neither a file, a photograph, an address nor a letter of this body. Nothing was "
        "stored. Add it again."
    ),
    "milestone-unknown": N_("There is no such milestone. Nothing was changed. Load the page again."),
    "number-unreadable": N_("“{number}” is no number. Nothing was stored. Write it in digits, for instance 12.5."),
    "photo-too-large": N_(
        "The photograph has more than {limit} MB. Nothing was stored. Make it smaller, or choose another."
    ),
    "photo-unfit": N_(
        "This file is no photograph that can be read (JPEG, PNG or WebP). Nothing was stored. Choose another one."
    ),
    "programme-unknown": N_("There is no such programme in this body. Nothing was changed. Choose it again."),
    "too-many-milestones": N_("There are more than {limit} milestones. Nothing was stored. Keep the most important."),
    "visibility-unknown": N_("Who sees it: everybody, members, or owners. Nothing was stored. Choose one of these."),
    # The report on implementation.
    "nothing-to-carry-over": N_("Nothing goes on that the draft does not have already. Nothing was changed."),
    "nothing-to-report": N_(
        "No resolution was adopted before this meeting on which it is still to be told. Nothing was made."
    ),
    "proposal-unknown": N_("There is no such proposal. Nothing was stored. Choose one of those offered."),
    "report-frozen": N_("The report is frozen, and not a letter of it changes any more. Nothing was stored."),
    "report-not-tabled": N_("The report is not on the agenda yet. Nothing was changed. Table it first."),
    "report-not-voted": N_(
        "Not every clause of the report is decided yet. Nothing was changed. Put the whole to the vote, or each clause."
    ),
    "report-unknown": N_("There is no such report. Nothing was changed. Load the page again."),
    "section-not-rejected": N_(
        "The meeting has not voted against what the report proposes of this clause. Nothing was changed."
    ),
    "section-put": N_("There is a vote on this clause of the report already. Nothing was changed."),
    "section-unknown": N_("There is no such clause in the report. Nothing was changed. Load the page again."),
    # Nominations.
    "mandate-drafted": N_("The mandate is drafted already. Nothing was changed. Look at the letter, and send it."),
    "mandate-without-party": N_(
        "Nobody is named to whom the mandate goes. Nothing was drafted. Name an institution or the superior body, or "
        "hand the mandate over."
    ),
    "mandate-without-resolution": N_(
        "No resolution makes this nomination, so that nothing sealed could go with the letter. Nothing was drafted. "
        "Print the mandate and hand it over."
    ),
    "nomination-decided": N_("The nomination has been decided. Nothing was changed. Load the page again."),
    "nomination-not-voted": N_(
        "No vote has approved the nomination yet. Nothing was changed. Put it to the vote, or adopt its clause first."
    ),
    "nomination-unknown": N_("There is no such nomination. Nothing was changed. Load the page again."),
    "replacement-unfit": N_(
        "Only somebody whose nomination was withdrawn or refused is replaced. Nothing was stored. Load the page again."
    ),
    "report-empty": N_("The report has no words. Nothing was stored. Write what came of it."),
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
}
