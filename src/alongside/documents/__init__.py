"""Documents that came, went out or were made beside the records: a decision, a signed consent, a photo.

Owns: the document with its words (title, kind, day, from or to whom), its versions, and their content.

Words: *document* (dokument) = something with a file of its own; *version* = the file as it was attached at one time;
*final* (endelig) = as it came or went out, no draft (offentlighedsloven § 15).

Invariants:
* What a file is, its content says; name and content agree, and what is not on the list is refused (`files`).
* A picture is drawn anew: where and with what it was taken is not kept.
* A version is never changed and never removed; a better file is the next version.
* The content lies encrypted, sealed to its version, in the database: one backup, one transaction, one key ring.
* It leaves as a download, through the gate, and every download is in the trail.
"""
