"""The pages about what is kept here: the register of processing, the data map, the draft of an impact assessment."""
