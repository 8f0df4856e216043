"""Where the users' guide speaks of a page: what the quiet question mark of the page leads to."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

PLACES = {
    # The desk.
    "desk": "secretary#today",
    "desk-bodies": "bodies",
    "desk-body": "bodies",
    "desk-body-new": "bodies#found",
    "desk-body-change": "bodies#particulars",
    "desk-people": "bodies#people",
    "desk-person": "bodies#people",
    "desk-person-new": "bodies#people",
    "desk-role-grant": "bodies#roles",
    "desk-party-new": "bodies#address-book",
    "desk-rules": "bodies#rules",
    "desk-rule": "bodies#rules",
    "desk-rule-remove": "bodies#rules",
    "desk-debate": "bodies#debate",
    "desk-old-papers": "bodies#old-papers",
    "desk-old-paper-look": "bodies#old-papers",
    "desk-meeting": "prepare#path",
    "desk-meeting-new": "prepare#plan",
    "desk-meeting-change": "prepare#plan",
    "desk-meeting-step": "prepare#convene",
    "desk-agenda": "prepare#agenda",
    "desk-item-files": "prepare#files",
    "desk-item-file": "prepare#files",
    "desk-criteria": "credentials#criteria",
    "desk-criterion": "credentials#criteria",
    "desk-findings": "credentials#criteria",
    "desk-credentials": "credentials#decide",
    "desk-credential-invite": "credentials#invite",
    "desk-credential-votes": "credentials#decide",
    "desk-credential-replace": "credentials#replace",
    "desk-proxies": "credentials#proxies",
    "desk-remote": "credentials#remote",
    "desk-badges": "credentials#badges",
    "desk-badge": "credentials#badges",
    "desk-door": "credentials#door",
    "desk-papers": "text",
    "desk-import": "text#bring-in",
    "desk-import-beside": "text#languages",
    "desk-text": "text#edit",
    "desk-text-clause": "text#edit",
    "desk-text-recital": "text#edit",
    "desk-text-head": "text#edit",
    "desk-text-add": "text#edit",
    "desk-text-remove": "text#edit",
    "desk-text-language": "text#languages",
    "desk-text-step": "text#table",
    "desk-text-history": "text#edit",
    "desk-citation": "text#citations",
    "desk-amendments": "amendments",
    "desk-amendments-new": "amendments#propose",
    "desk-elections": "elections",
    "desk-election": "elections",
    "desk-election-new": "elections#lay-down",
    "desk-votes": "vote#afterwards",
    "desk-vote": "vote#afterwards",
    "desk-speakers": "hall#speakers",
    "desk-minutes": "minutes",
    "desk-minutes-dissent": "minutes#words",
    "desk-minutes-approve": "minutes#approve",
    "desk-minutes-correct": "minutes#correct",
    "desk-adopt": "adopt",
    "desk-seal": "adopt#seal",
    "desk-publish": "adopt#publish",
    "desk-send": "send",
    "desk-letter": "send#letters",
    "desk-letters": "send#silence",
    "desk-letter-words": "send#letters",
    "desk-letter-template": "send#letters",
    "desk-print": "send#post",
    "desk-publication": "publication#rule",
    "desk-person-consent": "publication#consent",
    "desk-credential-consent": "publication#consent",
    "mine-consent": "publication#consent",
    "desk-publications": "publication#records",
    "desk-follow": "follow",
    "desk-propose": "follow#plan",
    "desk-commitment": "follow#report",
    "mine": "owner",
    # What a link in a mail opens.
    "mailed-update": "owner",
    "mailed-answer": "party",
    "badge": "delegate",
    "seat-link": "delegate",
    # The hall.
    "hall-delegate": "delegate",
    "hall-text": "delegate",
    "hall-amend": "amendments#propose",
    "hall-amendments": "amendments#propose",
    "hall-ballot": "elections#ballot",
    "hall-receipt": "delegate#receipt",
    "hall-names": "vote#afterwards",
    "hall-chair": "chair",
    "hall-clerk": "clerk",
    "hall-answers": "vote#roll-call",
    "hall-count": "teller",
    "hall-papers": "elections#papers",
    "hall-correspondence": "vote#correspondence",
    "hall-screens": "hall#screens",
    "hall-network": "network",
}
"""Name of an address → page of the guide, and the heading on it."""


def link(request: HttpRequest) -> str:
    """The address of the guide's words on this page; empty where it has none."""
    match = request.resolver_match
    page, mark, anchor = PLACES.get(match.url_name or "" if match else "", "").partition("#")
    if not page:
        return ""
    try:
        return reverse("guide-page", args=[page]) + mark + anchor
    except NoReverseMatch:
        # The pages of the log-in are tried with addresses of their own.
        return ""
