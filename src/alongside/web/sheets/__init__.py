"""Spreadsheets on their way in: upload, match the columns, look at the rows, take them in, get the rest back."""
