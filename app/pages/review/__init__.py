"""Review: what the model gets wrong, which labels may be wrong, and what is confused with what."""
