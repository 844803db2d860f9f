"""The living page of components: every part of the house on one page, to look at and to test."""
