"""Rest, go on, step down, close, reopen: the turns of a course."""
