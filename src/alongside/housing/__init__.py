"""Where a person has lived.

Owns: housing stays: a history with losses, not a flag (a tenancy can be won, lost and won again). The road to a home,
line by line; what threatens one; what a lost one taught us.

Invariants: a stay is a half-open period; at most one is open; what is unknown is a stay of kind "unknown" or a gap.
How long a refund still runs is counted from the stays whenever it is asked, and kept nowhere.
"""
