"""Words that are ready when somebody writes: phrases and templates for notes.

A phrase ("/medicin") stands for a longer text; it belongs to one worker, or to the whole agency. A template puts
headings into a note, for the kinds of contact it is meant for; the practice profile brings some to begin with, and the
agency changes them, adds its own or offers one no longer.

None of it is about a person: a number that looks like a national number is refused. Whoever writes decides what becomes
of the words; nothing here fills in a note by itself.
"""
