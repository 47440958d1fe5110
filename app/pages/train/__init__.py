"""Train: start a run, watch it, end it, use what it learned."""
