"""Cards: the deck, where its cards come from, what is due, a review run."""
