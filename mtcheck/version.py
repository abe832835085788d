"""The package's version and address, and how it is installed. It imports nothing, so all may import it."""

__version__ = "0.1.0"

#: Where the source lies. OWNER stands for whoever publishes it; a test compares other places with this one.
REPOSITORY = "https://github.com/OWNER/mtcheck"
#: The site that mkdocs builds, which has a page for each rule.
DOCUMENTATION = "https://OWNER.github.io/mtcheck/"


def install_command(extra: str) -> str:
    """How an extra of mtcheck is installed, as messages say it.

    Nothing is published on a package index: whoever registered the name there would run code on the machine
    of everyone who installs by name, so no message, document or script does.
    """
    return f'pip install ".[{extra}]" in a checkout of mtcheck'
