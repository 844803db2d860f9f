"""Round the clock on the pages: the handover that writes itself, and the roster."""
