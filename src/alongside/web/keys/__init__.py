"""The keys for those who write all day: what they are, and switching them off."""
