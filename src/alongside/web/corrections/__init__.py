"""The pages on which a record is put right, seen otherwise or struck through, and how it read before."""
