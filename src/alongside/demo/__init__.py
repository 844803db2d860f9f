"""The demo municipality Solby Kommune: invented life courses, and loading them through the operations.

Owns: the cohort (who is invented), its texts, and the command `alongside demo`. Owns no table.

Words: *cast*, the named people of the house (Sofie walks with Jonas …); *desk*, a place on a team that one worker
after the other holds; *course*, everything that happens to one person from referral to closing.

Invariants: the same size, seed and day give the same cohort, whatever the machine; at 928 people it has the
published profile and outcomes of seed 004; no course breaks a rule of the method (no contact outside the course,
one primary case manager at a time, a review about every third month); nobody in it exists, and every CPR number
is from the official test range.
"""
