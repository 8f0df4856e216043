"""The sentence of every refusal about letters, their templates, the print queue and answers (see ``refusals``)."""

from plenaria.phrases.catalogue import N_

SENTENCES: dict[str, str] = {
    "answer-due-past": N_("The day by which you ask for an answer is over. Nothing was drafted. Choose a later one."),
    "answer-file-unfit": N_(
        "A file of this kind is not filed with an answer. Nothing was stored. Hand in PDF, DOCX, ODT, XLSX, text, a "
        "picture (PNG, JPEG), or the mail as .eml."
    ),
    "answer-files-too-large": N_(
        "The files are larger than {limit} MB together. Nothing was stored. Hand in fewer or smaller ones."
    ),
    "answer-files-too-many": N_("An answer has at most {limit} files. Nothing was stored. Leave some out."),
    "answer-filed": N_("This mail was filed already. Nothing was stored twice."),
    "answer-missing": N_("There is no such answer. Nothing was changed. Load the page again."),
    "answers-too-many": N_(
        "This letter was answered very often already. Nothing was stored. Write to the secretary directly."
    ),
    "drop-unreasoned": N_("A letter is dropped only with the reason. Nothing was changed. Write why."),
    "letter-changed": N_(
        "A letter was changed while it was being printed. Nothing was sent. Look at it, and press Send again."
    ),
    "letter-look-unfit": N_("The address stands on the left or on the right. Nothing was stored. Choose again."),
    "letter-not-asking": N_("This letter asks for no answer, so there is nothing to remind of. Nothing was drafted."),
    "letter-not-waiting": N_("This letter is not on its way, or it was answered. Nothing was changed."),
    "letter-scheme-unfit": N_(
        "A number is written with {{number}} and, if you like, {{year}}: {{year}}/{{number}}. Nothing was stored."
    ),
    "letter-signatory-unknown": N_("Who is to sign holds no office here. Nothing was stored. Choose somebody else."),
    "letter-unprinted": N_("The letters could not be put together for printing. Nothing was changed. Try again."),
    "party-way-unfit": N_("There is no e-mail address to write to. Nothing was stored. Enter one, or choose the post."),
    "party-without-address": N_(
        "There is no e-mail address and no postal address of “{party}”. Nothing was sent. Enter one in the address "
        "book, or leave this letter out."
    ),
    "place-missing": N_("The template needs the place {place}. Nothing was stored. Put it in."),
    "place-unknown": N_("There is no place {place} in this template. Nothing was stored. There are: {places}."),
    "place-unreadable": N_(
        "A brace in the template belongs to no place. Nothing was stored. Write places like {{party}}, without blanks."
    ),
    "posted-in-future": N_("The day of posting has not come yet. Nothing was marked. Correct the day."),
    "reminder-drafted": N_("A reminder of this letter is drafted already. Nothing was added. Send that one."),
    "template-unknown": N_("There is no such template. Nothing was stored. Load the page again."),
    "shown-unfit": N_("An answer is shown to members only, or to everybody. Nothing was changed."),
}
