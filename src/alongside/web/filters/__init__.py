"""Ways of looking at a list with a name of one's own: as chips on the list, and together on a page."""
