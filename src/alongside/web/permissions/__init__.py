"""What each role may do, as a page."""
