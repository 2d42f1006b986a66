"""The requests about one open text, each with the function that answers it.

A function receives the analysis, the document and the parameters of the request; it returns the result as LSP shapes
it. A file that answers a request adds a line here, with what `initialize` says of it to the client.
"""

from collections.abc import Callable, Mapping

from creditdsl.base.node import node
from creditdsl.server.analysis import Analysis
from creditdsl.server.features.code_actions import KINDS, code_actions
from creditdsl.server.features.hover import hover
from creditdsl.server.features.inlay_hints import inlay_hints
from creditdsl.server.features.links import document_links
from creditdsl.server.features.navigation import definition, highlights, references
from creditdsl.server.features.renaming import prepare_rename, rename
from creditdsl.server.features.selection_range import selection_ranges
from creditdsl.server.features.semantic_tokens import LEGEND, semantic_tokens
from creditdsl.server.features.symbols import document_symbols, folding_ranges
from creditdsl.server.features.text_layout import formatting, range_formatting
from creditdsl.server.features.word_completion import completion
from creditdsl.server.open_document import Document
from creditdsl.server.request_params import Params
from creditdsl.server.requests.data_table import cells, columns, returned
from creditdsl.server.requests.earlier_scheme import against, scores_against
from creditdsl.server.requests.imported_document import import_document
from creditdsl.server.requests.made_files import make_file
from creditdsl.server.requests.manual_texts import code_page, documents, starters
from creditdsl.server.requests.pasted_scores import explain, score
from creditdsl.server.requests.table_preview import preview
from creditdsl.server.requests.what_if import what_if

Answer = Callable[[Analysis, Document, Params], object]


@node
class Feature:
    """capabilities: what the server says of itself in `initialize`, by the key of LSP."""

    answer: Answer
    capabilities: Mapping[str, object]


_SEMANTIC = {"semanticTokensProvider": {"legend": LEGEND, "full": True, "range": True}}
_RENAME = {"renameProvider": {"prepareProvider": True}}

FEATURES: Mapping[str, Feature] = {
    "creditdsl/preview": Feature(preview, {}),
    "creditdsl/score": Feature(score, {}),
    "creditdsl/explain": Feature(explain, {}),
    "creditdsl/whatIf": Feature(what_if, {}),
    "creditdsl/against": Feature(against, {}),
    "creditdsl/scoresAgainst": Feature(scores_against, {}),
    "creditdsl/file": Feature(make_file, {}),
    "creditdsl/columns": Feature(columns, {}),
    "creditdsl/returned": Feature(returned, {}),
    "textDocument/completion": Feature(
        completion, {"completionProvider": {"triggerCharacters": list(" ：、（，“每得扣")}}
    ),
    "textDocument/codeAction": Feature(code_actions, {"codeActionProvider": {"codeActionKinds": list(KINDS)}}),
    "textDocument/hover": Feature(hover, {"hoverProvider": True}),
    "textDocument/documentSymbol": Feature(document_symbols, {"documentSymbolProvider": True}),
    "textDocument/foldingRange": Feature(folding_ranges, {"foldingRangeProvider": True}),
    "textDocument/selectionRange": Feature(selection_ranges, {"selectionRangeProvider": True}),
    "textDocument/definition": Feature(definition, {"definitionProvider": True}),
    "textDocument/references": Feature(references, {"referencesProvider": True}),
    "textDocument/documentHighlight": Feature(highlights, {"documentHighlightProvider": True}),
    "textDocument/prepareRename": Feature(prepare_rename, _RENAME),
    "textDocument/rename": Feature(rename, _RENAME),
    "textDocument/formatting": Feature(formatting, {"documentFormattingProvider": True}),
    "textDocument/rangeFormatting": Feature(range_formatting, {"documentRangeFormattingProvider": True}),
    "textDocument/semanticTokens/full": Feature(semantic_tokens, _SEMANTIC),
    "textDocument/semanticTokens/range": Feature(semantic_tokens, _SEMANTIC),
    "textDocument/documentLink": Feature(document_links, {"documentLinkProvider": {}}),
    "textDocument/inlayHint": Feature(inlay_hints, {"inlayHintProvider": True}),
}
"""By method."""

SERVICES: Mapping[str, Callable[[Params], object]] = {
    "creditdsl/import": import_document,
    "creditdsl/cells": cells,
    "creditdsl/finding": code_page,
    "creditdsl/starters": starters,
    "creditdsl/documents": documents,
}
"""By method, the requests that are about no open text."""
