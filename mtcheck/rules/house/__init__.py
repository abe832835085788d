"""House rules: what a newsroom forbids or prefers, declared in its settings (`[[rule]]`) without code.

`declaration` reads and checks them, `expression` compiles what they look for, `matching` makes them rules
like our own, `documentation` describes them, `examples` runs the examples they carry.
"""
