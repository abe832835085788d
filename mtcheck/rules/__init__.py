"""The rules: a folder a family, a module a rule. `registry` lists them, `base` says what a rule is."""
