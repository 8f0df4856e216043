"""The statement under a text that says how it was adopted, in the language of the text."""

from plenaria.phrases.catalogue import translation


def statement(*, method: str, in_favour: int, against: int, abstaining: int, language: str) -> str:
    """*Adopted unanimously by open vote.* or *Adopted by open vote: 31 for, 8 against, 5 abstaining.*"""
    words = translation(language)
    if method == "consensus":
        return words.gettext("Adopted by consensus.")
    by = {
        "show of hands": words.gettext("by show of hands"),
        "open vote": words.gettext("by open vote"),
        "roll call": words.gettext("by roll-call vote"),
        "secret vote": words.gettext("by secret ballot"),
    }[method]
    if against == 0 and abstaining == 0:
        return words.gettext("Adopted unanimously {by}.").format(by=by)
    counts = (
        words.ngettext("{count} for", "{count} for", in_favour).format(count=in_favour),
        words.ngettext("{count} against", "{count} against", against).format(count=against),
        words.ngettext("{count} abstaining", "{count} abstaining", abstaining).format(count=abstaining),
    )
    return words.gettext("Adopted {by}: {counts}.").format(by=by, counts=", ".join(counts))
