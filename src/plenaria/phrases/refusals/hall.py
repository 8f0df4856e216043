"""The sentence of every refusal about badges, screens, too many tries and a machine that can't (see ``refusals``)."""

from plenaria.phrases.catalogue import N_

SENTENCES: dict[str, str] = {
    "badge-locked": N_(
        "Too many wrong PINs came with this badge, and it opens nothing any more. Nothing was lost. Ask for a new "
        "badge at the desk."
    ),
    "disk-full": N_(
        "The disk of the server is full. Nothing was recorded. Whoever looks after the server has to make room; then "
        "try again."
    ),
    "layout-unknown": N_("There is no such layout. The screens show what they showed. Choose one from the list."),
    "pin-missing": N_("This badge opens together with its PIN. Enter the PIN that you were given."),
    "pin-wrong": N_("This is not the PIN of this badge. Look at it again; the desk knows it, too."),
    "seat-not-accredited": N_(
        "There is no accredited seat with this number. Nothing was changed. Look at the badge again."
    ),
    "too-many-pins": N_(
        "Too many wrong PINs came with this badge. Nothing was lost. Try again in {minutes} min, or ask at the desk."
    ),
    "too-many-tries": N_(
        "This device sends too much at once. What was recorded stays recorded. Try again in {seconds} s."
    ),
}
