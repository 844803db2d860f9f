"""The days of those who work here: what they have planned with people, and the rest of their time.

Owns: appointments without a person (team meeting, training, away, travel, what came from another calendar), who takes
part in them, and private calendar feeds. A planned contact *is* the appointment with a person and stays in `contacts`.

Words: *appointment*; *busy* = taken, and the viewer may not see by what; *feed* = a secret address at which a calendar
programme reads one worker's days; *taken in* = read from a calendar file.

Invariants:
* Of a person whom the viewer may not see, nothing is shown but that the time is taken.
* What comes from a file never makes a person, and the same file twice changes nothing.
* The address of a feed is kept nowhere; only its fingerprint is.
"""
