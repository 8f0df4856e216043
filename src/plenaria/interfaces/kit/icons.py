"""The shapes of the house: 24 × 24, stroke 2, no fill unless it says so. A shape always stands beside a word."""

PATHS = {
    "back": '<path d="M15 5l-7 7 7 7"/>',
    "calendar": '<rect x="4" y="5" width="16" height="15" rx="1"/><path d="M4 10h16M8 3v4M16 3v4"/>',
    "check": '<path d="M4 12.5l5.5 5.5L20 7"/>',
    "circle": '<circle cx="12" cy="12" r="8"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
    "cross": '<path d="M5 5l14 14M19 5L5 19"/>',
    "dash": '<path d="M4 12h16"/>',
    "disc": '<circle cx="12" cy="12" r="8" fill="currentColor"/>',
    "document": '<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/>',
    "down": '<path d="M5 9l7 7 7-7"/>',
    "download": '<path d="M12 4v11M7 11l5 5 5-5M5 20h14"/>',
    "edit": '<path d="M5 19l1-4L16 5l3 3L9 18z"/>',
    "feed": '<path d="M5 11a8 8 0 0 1 8 8M5 5a14 14 0 0 1 14 14"/><circle cx="6" cy="18" r="1.5" fill="currentColor"/>',
    "flag": '<path d="M6 21V4h12l-3 4 3 4H6"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18"/>',
    "half": '<circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor"/>',
    "here": '<circle cx="12" cy="12" r="8"/><circle cx="12" cy="12" r="3" fill="currentColor"/>',
    "help": '<circle cx="12" cy="12" r="9"/><path d="M9.3 9.5a2.7 2.7 0 1 1 3.9 2.4c-.8.4-1.2 1-1.2 1.8M12 16.5v.5"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7v.5"/>',
    "link": '<path d="M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"/>',
    "mail": '<rect x="3" y="5" width="18" height="14" rx="1"/><path d="M3 7l9 7 9-7"/>',
    "next": '<path d="M9 5l7 7-7 7"/>',
    "pause": '<path d="M8 5v14M16 5v14"/>',
    "people": '<circle cx="9" cy="8" r="4"/><path d="M2 21c0-5 3-7 7-7s7 2 7 7M16 4a4 4 0 0 1 0 8M22 21q0-5-4-6"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-5 3.5-7 8-7s8 2 8 7"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z"/>',
    "quarter": '<circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 8 8h-8z" fill="currentColor"/>',
    "seal": '<circle cx="12" cy="9" r="6"/><path d="M8.5 14L7 21l5-2.5L17 21l-1.5-7"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>',
    "speak": '<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5 11c0 9 14 9 14 0M12 18v3"/>',
    "stop": '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 16.5v.5"/>',
    "three": '<circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 1 1-8 8h8z" fill="currentColor"/>',
    "up": '<path d="M5 15l7-7 7 7"/>',
    "upload": '<path d="M12 16V4M7 9l5-5 5 5M5 20h14"/>',
    "vote": '<path d="M4 13v7h16v-7M8 15V4h8v11M10.5 8l1.5 1.5L14.5 7"/>',
    "warning": '<path d="M12 4L2.5 20h19zM12 10v5M12 17.5v.5"/>',
}


def svg(name: str) -> str:
    """The inline SVG of ``name``, silent for screen readers: the word stands beside it. ``KeyError`` if unknown."""
    return f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{PATHS[name]}</svg>'
