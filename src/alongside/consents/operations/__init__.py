"""Writes: answers (`answering`), telling (`telling`), the address book and partners (`outside`)."""
