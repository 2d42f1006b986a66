"""`creditdsl/import`: a document, or what is on the clipboard, as the draft of a scheme with its report."""

from creditdsl.server.request_params import Params
from creditdsl.server.requests.request_answers import Answer, Made, answer

_NAME = "剪贴板"
_UTF8 = b"\xef\xbb\xbf"
"""The mark of UTF-8, which counts for more than what a page says of itself."""


def import_document(params: Params) -> Answer:
    """Answer with `draft`: the text of a scheme, and the value of `import --format json`.

    The request has `content`, the bytes of a file in base64, or `text`, the HTML or the text of a clipboard.
    """
    content, name = _content(params), params.optional_text("name") or _NAME

    def make() -> Made:
        from creditdsl.api.drafts import draft

        drafted = draft(content=content, name=name)
        return {"text": drafted.text, "report": drafted.data()}, drafted.findings

    return answer("draft", make)


def _content(params: Params) -> bytes:
    if (text := params.optional_text("text")) is not None:
        return _UTF8 + text.encode("utf-8", "replace")
    return params.content("content")
