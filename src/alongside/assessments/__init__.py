"""What life looks like now, seen from both sides.

Owns: assessments of needs in the eight life dimensions, and the problems a course starts with.

Words: *dimension* (housing, mental health, physical health, economy, daily activities, network, substance use,
education and work: the method manual's eight); *view* = the person's and the worker's, never one without room for
the other; *level* = FFB functional level 0 (none) to 4 (complete limitation).

Invariants:
* An assessment is never overwritten: a re-assessment is a new one, and both are shown with the change.
* Nothing needs to be filled in: "not talked about yet" is a state.
"""
