"""Pack the parts of an office file, so that the same parts become the same bytes."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CREATED = "2000-01-01T00:00:00"
"""The stated time of creation of every file, so that the same input gives the same bytes."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of the parts in their order, each dated as early as zip allows."""
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # else it tells Windows from Linux
            archive.writestr(entry, content)
    return written.getvalue()


def without_system(written: BytesIO) -> bytes:
    """Return the bytes of a zip archive that a library has written, with no sign of the system it ran on."""
    with ZipFile(written, "a") as archive:
        for entry in archive.infolist():
            entry.create_system = 0
        archive.comment = b""  # so that the directory is written again
    return written.getvalue()
