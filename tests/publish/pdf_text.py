"""What a PDF says, page by page, for the tests: its text without blanks, and its fonts."""

from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def pages(made: bytes) -> list[str]:
    """The text of each page without blanks and line ends, so that wrapped cells can be found whole."""
    return [squeezed(page.extract_text()) for page in PdfReader(BytesIO(made)).pages]


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


def fonts(made: bytes) -> Iterator[DictionaryObject]:
    """The descriptor of every font of every page."""
    for page in PdfReader(BytesIO(made)).pages:
        for font in page["/Resources"]["/Font"].values():
            yield font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
