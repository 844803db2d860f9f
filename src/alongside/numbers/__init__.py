"""How the work goes, in numbers: for a case manager about their own people and time, for a lead about their team.

Owns one small table of sums, the time in which somebody wrote by worker, day and form (`WritingDay`), and each
worker's own word on whether their lead sees their line (`OwnLine`). No text, no person, no key that was pressed.
Everything else is asked of the records of the rooms below. It is made to find slow forms and double work; nobody is
ranked, and time is shown of five or more together or not at all.
"""
