"""How it goes, asked of the ordinary records and of nothing typed twice.

Owns no tables: cohort profile, housing outcomes and the nine domains (seed 004), with small groups hidden.
"""
