"""Two systems' translations of the same articles beside each other: `mtcheck compare`."""
