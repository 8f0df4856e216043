"""The sentence of every refusal about files handed in, papers that are written, and texts (see ``refusals``)."""

from plenaria.phrases.catalogue import N_

SENTENCES: dict[str, str] = {
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
}
