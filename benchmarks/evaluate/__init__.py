"""How well papers are read, measured on labelled ones: ``make evaluate``.

``un`` measures on resolutions of the United Nations, ``papers`` on papers of the project's own writing, ``versions`` on
texts in several languages; ``figures`` counts, ``report`` writes. The reader never sees a label.
"""
