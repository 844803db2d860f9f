"""Pages about a course: its plan, needs, reviews and housing. They call the rooms' operations and know no rules."""
