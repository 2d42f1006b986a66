"""Results as Parquet: the columns of the CSV table, typed.

Promises scores as exact decimals, blank where a value waits or does not apply to the unit.
"""

from collections.abc import Callable
from contextlib import ExitStack
from decimal import Decimal
from typing import Any, BinaryIO

import pyarrow as pa
from pyarrow import parquet

from creditdsl.explain.phrases import INAPPLICABLE, PENDING
from creditdsl.results.printed import Results
from creditdsl.results.word_columns import Heading, Kind, Words, blocks, headings


def write_parquet(stream: BinaryIO, results: Results, seen: Callable[[int], None]) -> None:
    """Write the file of `score -o 成绩.parquet`. seen: called with the number of rows written."""
    heads = headings(results)
    names = [head.text for head in heads]
    writer = None
    done = 0
    with ExitStack() as opened:  # after Ctrl-C too the writer ends before the stream
        for columns in blocks(results):
            arrays = [_typed(head, column, results.digits) for head, column in zip(heads, columns, strict=True)]
            table = pa.table(dict(zip(names, arrays, strict=True)))
            if writer is None:
                writer = opened.enter_context(parquet.ParquetWriter(stream, table.schema, store_schema=False))
            writer.write_table(table)
            done += len(columns[0])
            seen(done)


def _typed(head: Heading, words: Words, digits: int) -> Any:
    match head.kind:
        case Kind.NAME:
            return pa.array(words.rows(), pa.string())
        case Kind.FIGURE:
            return _spread(pa.array([_decimal(word) for word in words.values], pa.decimal128(18, digits)), words)
        case Kind.PLACE:
            return _spread(pa.array(words.values, pa.int64()), words)
        case Kind.TEXT:
            return _encoded([str(word) if word else None for word in words.rows()])


def _decimal(word: str | int | None) -> Decimal | None:
    return None if word is None or word in (PENDING, INAPPLICABLE) else Decimal(word)


def _spread(values: Any, words: Words) -> Any:
    return values.take(pa.array(words.places))


def _encoded(column: list[str | None]) -> Any:
    """Encode the texts as a dictionary, each distinct text once, in the order of the rows."""
    indices = {text: at for at, text in enumerate(dict.fromkeys(filter(None, column)))}
    codes = pa.array([None if text is None else indices[text] for text in column], pa.int32())
    return pa.DictionaryArray.from_arrays(codes, pa.array(list(indices), pa.string()))
