"""What a hall must live through (design: hall.md, *How it is tried*), on real servers over real sockets.

Each fault is tried on Plenaria, which must hold in every round, and on a naive version of what is at stake (``naive``),
which must be found broken: otherwise the test proves nothing. ``ROUNDS`` is the share of the full number of rounds;
without it a thin version of the quick ones runs. ``make faults`` runs them all and writes ``benchmarks/faults.md``.
"""
