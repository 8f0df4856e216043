"""The public register as files that any web host can carry (``plenaria export-site``; ADR 0020).

``places`` says which addresses are exported and where each comes to lie, ``asking`` asks for a page as a reader would,
``linking`` makes its links relative, ``units`` cuts the register into pieces of work, ``making`` does one of them,
``folder`` writes what changed and remembers what was done, ``finding`` makes the search, ``export`` puts it together.
"""
