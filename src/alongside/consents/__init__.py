"""Whom we may tell what about a person, and whom we have told.

Owns: consents and refusals, the agency's address book of recipients, the ledger of disclosures, records marked as
42 CFR part 2, and the accounts of partners outside the house.

Words: *recipient* = an organisation or a named person outside; *consent* = recipient, purpose, categories of
information, period and form of evidence; *refusal* = the same shape, saying no; *basis* = why something may be told:
consent, law, emergency, or the order of the authority; *disclosure* = what was told or sent, a line of the *ledger*;
*partner* = someone of a recipient with an account of their own.

Invariants:
* A refusal wins over every consent, whatever the order they came in.
* What was withdrawn holds no more from that moment: the question is asked when something is made, never remembered.
* A line of the ledger is never changed or removed; a wrong one is followed by one that says so.
* Who is around a person may have a light answer in a room above (`answers.py`); it counts here like any other.
"""
