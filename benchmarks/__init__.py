"""How fast the pages of the main job answer: `make bench`."""
