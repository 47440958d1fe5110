"""The photo table: where photos and their breeds come from, how they are split, and what is wrong with them."""
