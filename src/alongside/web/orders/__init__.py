"""What an authority ordered and how it goes: status, goals from the order, follow-up. No notes."""
