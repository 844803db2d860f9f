"""What is kept here, why, who reads it and where it goes: for the privacy officer, for auditors, for the law.

Owns: the data map (worked out from the tables themselves, their declared classes and the policies) and the agency's own
words in the register of processing (GDPR Art. 30), from which the draft of an impact assessment (Art. 35) begins.

Words: *table* = a kind of record; *class* = how careful one has to be with a field (`kernel.data_classes`).

Invariants:
* The map is never written by hand: a field that declares nothing stops the program, so no field is missing on it.
* Nothing of anybody's record is on it.
"""
