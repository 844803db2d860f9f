"""What is handed to a person on paper: sheets set as print and PDF, letters, and how someone wants their letters.

Owns: the letterhead of the agency, letter templates, letters that went out and the runs they went out in, the person's
wish about paper, and the one way in which text becomes a PDF.

Words: *sheet* = a document before it is set, as plain data; *block* = a part of one; *template* with *fields* in
braces; *letter* = what went out; *run* = many letters at once; *left out* = who got none, and why.

Invariants:
* User text is data. It is never read as markup, and what sets it reaches no file but its own templates, and no network.
* A letter that went out is never changed; its text and the fingerprint of its PDF stay with the person's record.
* The same run made twice writes each letter once. Nobody is dropped from a run without a reason one can read.
* A protected address and a national number are on paper only when somebody who may has chosen so and said why.
"""
