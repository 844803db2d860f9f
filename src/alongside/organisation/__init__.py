"""Who works here, and by which practice.

Owns: agencies, teams, workers, memberships (role in a team, over time) and practice profiles.

Words: *agency* = the municipality or organisation; *worker* = someone at work (a case manager, a lead, an
authority caseworker); *membership* = a role held from a day to a day; *profile* = norms and words as data.

Invariants:
* A membership is a half-open period; what someone may do is read from those open today.
* A profile decides numbers and lists (norm 8:1, review interval, closure reasons); code never does.
"""
