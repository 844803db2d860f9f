"""Looking after who looks: urgent access, and the privacy officer's pages."""
