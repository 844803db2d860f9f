"""A team's own yardstick: items, each with words for every value, and what the records suggest.

Owns: what a scale is (`Scale`, its editions, items and anchors), and how a team was rated by it over a period.
What is counted comes from the thirteen principles (`fidelity`); nothing is counted here a second time.

Words: *item* = one question of a scale; *anchor* = the words that describe one value; *edition* = a scale as it stood
from a day on, on the screen its "version"; *suggestion* = the value the records speak for; *rating* = a team held
against a scale over a period.

Invariants:
* An edition in use is never changed: a change makes the next one, and a rating stays with the one it was made by.
* A value that differs from the suggestion, or has none, has words with it. A person decides, always.
* A signed rating stays as it is, with what was counted that day.
* Nothing about anybody we walk with is written here: counts of a team, and words about how it works.
"""
