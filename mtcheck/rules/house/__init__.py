"""House rules: what a newsroom forbids or prefers, declared in its settings (`[[rule]]`) without code.

`declaration` reads and validates them, `expression` makes one expression of phrases or pattern, `matching`
makes them rules like our own, `examples` runs the examples they carry.
"""
