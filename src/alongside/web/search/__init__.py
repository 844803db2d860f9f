"""Finding people: the list of whom I may see, and the one search box."""
