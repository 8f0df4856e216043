"""What an entry of the journal is called where it stands beside something else: a word or two for its kind."""

from plenaria.phrases.catalogue import pgettext, translation

KINDS = {
    "meeting-planned": pgettext("entry of the journal", "meeting planned"),
    "meeting-convened": pgettext("entry of the journal", "meeting convened"),
    "meeting-opened": pgettext("entry of the journal", "meeting opened"),
    "meeting-suspended": pgettext("entry of the journal", "meeting suspended"),
    "meeting-resumed": pgettext("entry of the journal", "meeting resumed"),
    "meeting-closed": pgettext("entry of the journal", "meeting closed"),
    "meeting-cancelled": pgettext("entry of the journal", "meeting called off"),
    "meeting-voided": pgettext("entry of the journal", "no quorum"),
    "agenda-changed": pgettext("entry of the journal", "agenda"),
    "item-opened": pgettext("entry of the journal", "point opened"),
    "item-closed": pgettext("entry of the journal", "point closed"),
    "item-postponed": pgettext("entry of the journal", "point postponed"),
    "presence-recorded": pgettext("entry of the journal", "at the door"),
    "proxy-given": pgettext("entry of the journal", "proxy given"),
    "proxy-ended": pgettext("entry of the journal", "proxy ended"),
    "speaker-called": pgettext("entry of the journal", "speaker called"),
    "speech-ended": pgettext("entry of the journal", "speech ended"),
    "speakers-closed": pgettext("entry of the journal", "list of speakers closed"),
    "speakers-reopened": pgettext("entry of the journal", "list of speakers opened again"),
    "text-tabled": pgettext("entry of the journal", "text laid before the meeting"),
    "resolution-state": pgettext("entry of the journal", "text in another state"),
    "text-adopted": pgettext("entry of the journal", "text adopted"),
    "text-rejected": pgettext("entry of the journal", "text rejected"),
    "amendment-submitted": pgettext("entry of the journal", "amendment submitted"),
    "amendment-ruled": pgettext("entry of the journal", "amendment ruled on"),
    "amendment-decided": pgettext("entry of the journal", "amendment decided"),
    "poll-opened": pgettext("entry of the journal", "vote opened"),
    "poll-extended": pgettext("entry of the journal", "vote extended"),
    "poll-declared": pgettext("entry of the journal", "vote declared"),
    "poll-voided": pgettext("entry of the journal", "vote void"),
    "dissent-recorded": pgettext("entry of the journal", "vote against recorded"),
    "dissent-withdrawn": pgettext("entry of the journal", "vote against no longer recorded"),
}
"""Kind → English words, of the kinds that minutes are told by."""


def kind(name: str, language: str) -> str:
    """The words of a kind; its own name where it has none."""
    return translation(language).pgettext("entry of the journal", KINDS[name]) if name in KINDS else name
