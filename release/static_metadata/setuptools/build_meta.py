"""A build backend that copies the metadata of a source archive and builds nothing.

pip asks a backend for the metadata of every source archive that it downloads. The usual one would run `setup.py`.
"""

import shutil
import sys
from email.parser import Parser
from pathlib import Path

__legacy__ = sys.modules[__name__]  # pip's name of the backend of an archive without pyproject.toml


def get_requires_for_build_wheel(config_settings: object = None) -> list[str]:
    """Return nothing: copying needs no package."""
    return []


def prepare_metadata_for_build_wheel(metadata_directory: str, config_settings: object = None) -> str:
    """Copy PKG-INFO of the archive in the working folder; return the name of the folder of metadata."""
    fields = Parser().parsestr(Path("PKG-INFO").read_text(encoding="utf-8"))
    folder = Path(metadata_directory) / f"{fields['Name'].replace('-', '_')}-{fields['Version']}.dist-info"
    folder.mkdir()
    shutil.copyfile("PKG-INFO", folder / "METADATA")
    return folder.name
