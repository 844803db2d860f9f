"""People, caseloads and contacts from a spreadsheet, taken in row by row through the rooms' own operations.

A file is read within bounds (`reading`), its columns are matched with our fields (`matching`, `columns.toml`), each
row is understood (`understanding`) and judged by carrying it out and undoing it (`taking_in.judge`): the same rules, no
second set. What is right is taken in, each row one operation with a key of its own; the rest goes back as a file
(`writing`).

Words: a *sheet* is one file on its way in; a *row* is one line of it; the *match* says which column is which field.
"""
