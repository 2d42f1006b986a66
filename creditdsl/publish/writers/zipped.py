"""Office files are zip archives; here the same parts become the same bytes.

Receives an archive that carries the time of its writing; promises one that does not.
"""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MADE = "2000-01-01T00:00:00"
"""When a file says it was made, whenever it is: the same input gives the same bytes."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)


def same_bytes(archive: bytes) -> bytes:
    """The same parts in the same order, each dated as early as zip can say."""
    written = BytesIO()
    with ZipFile(BytesIO(archive)) as parts, ZipFile(written, "w") as made:
        for name in parts.namelist():
            part = ZipInfo(name, _EARLIEST)
            part.compress_type = ZIP_DEFLATED
            part.create_system = 0  # else it tells Windows from Linux
            made.writestr(part, parts.read(name))
    return written.getvalue()
