"""How much one seat or badge may send: a client gone wild does not take the hall's time from the others.

Limits are kept by seat and by badge, never by address: five hundred phones of a hall have one. Nobody who presses by
hand, or whose phone sends again what was lost, comes near them.
"""

from plenaria.interfaces.kit.limits import Limit

votes = Limit(200, 0.1)
"""Of one device. A phone that lost its answer sends again after half a second and more; whoever holds many mandates
presses for each."""
badges = Limit(30, 2.0)
"""Openings of one badge."""
