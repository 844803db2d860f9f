"""Numbers: of one's own people and time, or of a team one leads; as figures, as tables, as files and on paper."""
