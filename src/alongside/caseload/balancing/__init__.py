"""A proposal for who walks with whom in a team, for the lead to change line by line. It never moves anyone.

`rules` says what a placing costs and why a line is proposed (pure), `optimiser` finds the cheapest one (the only
module that knows HiGHS), `queries` reads the team.
"""
