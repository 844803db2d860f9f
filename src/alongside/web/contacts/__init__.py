"""Meeting and writing: the note, what is planned, what was written."""
