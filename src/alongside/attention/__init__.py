"""Who needs whom, why, and what is due.

Owns no tables: the order of Today, the rail and the team page, asked of the records below.

Words: *rhythm* = the agreed days between meetings; *quiet* = past it; *silent* = long past it; *due*.

Invariants: every row that asks for something says why in a sentence; counting queries does not grow with the caseload.
"""
