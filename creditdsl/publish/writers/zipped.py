"""Rewrite office files, which are zip archives, so that the same parts become the same bytes.

Receives an archive with the time of its writing; promises an archive without.
"""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CREATED = "2000-01-01T00:00:00"
"""The stated time of creation of every file, so that the same input gives the same bytes."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)


def same_bytes(archive: bytes) -> bytes:
    """Return the same parts in the same order, each dated as early as zip allows."""
    written = BytesIO()
    with ZipFile(BytesIO(archive)) as parts, ZipFile(written, "w") as undated:
        for name in parts.namelist():
            part = ZipInfo(name, _EARLIEST)
            part.compress_type = ZIP_DEFLATED
            part.create_system = 0  # else it tells Windows from Linux
            undated.writestr(part, parts.read(name))
    return written.getvalue()
