"""`mtcheck compare`: two systems' translations of the same articles, side by side."""
