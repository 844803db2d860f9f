"""Round the clock on the pages: the roster."""
