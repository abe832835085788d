"""The package's version, and how it is installed. It imports nothing, so that everything may import it."""

__version__ = "0.1.0"


def install_command(extra: str) -> str:
    """How an extra of mtcheck is installed, as messages say it.

    Nothing is published on a package index: whoever registered the name there would run code on the machine
    of everyone who installs by name, so no message, document or script does.
    """
    return f'pip install ".[{extra}]" in a checkout of mtcheck'
