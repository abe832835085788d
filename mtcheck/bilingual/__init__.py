"""What needs the source text beside the translation: alignment, the MT6 checks, the estimate with source."""
