"""How long records are kept, and how they go.

Words: *rule* = for how long a record is kept after its last course closed (the agency's, from the practice profile);
*hold* = this record stays whatever the rule says, with who and why; *shut* = its use is restricted (GDPR Art. 18):
only the lead and the privacy officer reach it; *archive* = everything about a person as one sealed file, taken out
before the record goes; *certificate* = proof that it went: kinds and counts, when, by whom, the archive's fingerprint,
and no name.

Invariants:
* Nothing about a person is removed but by `destroy_record`, which needs a second person's yes and an archive taken out.
* A hold, an open course, an open referral or a request under way stops it.
* Destroyed means: the rows, every version, drafts, what was searched by, jobs and rows of files; the trail keeps ids.
* What belongs to a person is found by following links (`everything`), so that a new table cannot be forgotten.
"""
