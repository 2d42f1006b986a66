"""Requests beside LSP, `creditdsl/…`: the printed table, scores of a pasted table, why, what if, a document as a draft.

docs/service.md shows each with an example that the tests replay. What a request needs of the API is imported when it
is first made: an editor is served before, and most sessions print and score nothing.
"""
