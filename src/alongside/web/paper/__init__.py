"""What is handed over on paper: the plan, reviews, a summary, contacts and letters, as a print view and as a PDF."""
