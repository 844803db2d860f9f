"""How someone comes to us, and the answer they get.

Owns: referrals, the authority's order with all it carries, the answers to the target-group criteria, decisions.

Words: *referral* = someone asks us to walk with a person; *order* (VUM-bestilling) = the authority commissions
it; *commissioned goal* (indsatsmål); *theme* with functional level (FFB); *criterion*; *decision* (visitation).

Invariants:
* A referral is new, clarifying, waiting, assigned, declined or redirected; only `rules.NEXT` moves it.
* A decision is never changed; a new one is made. Declined and redirected referrals keep reason and destination.
* A person may be accepted without being fully assessed: "not yet known" never stops a yes (seed 004, visitation).
* A person and their referral are written down together or not at all; a nickname and a place are enough.
* A commissioned goal has exactly one primary theme, of the activity-and-participation kind (KL FFB).
"""
