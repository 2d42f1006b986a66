"""Bytes as text of a page: gzip, then seven bits a character, which takes an eighth less room than base64.

A character is one byte of UTF-8, but for the few that HTML does not keep as they are; those are two bytes.
"""

import gzip

CHANGED_BY_HTML = (0x00, 0x0D, 0x3C)
"""NUL, carriage return, and `<`, which could end the script element."""
MOVED_BY = 0xC0


def packed(content: bytes) -> str:
    """Return the text of some bytes; src/unpacking.ts reads it."""
    body = gzip.compress(content, 9, mtime=0)
    values = bytearray()
    for start in range(0, len(body), 7):
        group = body[start : start + 7]
        number = int.from_bytes(group.ljust(7, b"\0"), "big")
        values += bytes((number >> shift) & 0x7F for shift in range(49, -1, -7)[: len(group) + 1])
    moved = {value: chr(value + MOVED_BY) for value in CHANGED_BY_HTML}
    return values.decode("ascii").translate(moved)
