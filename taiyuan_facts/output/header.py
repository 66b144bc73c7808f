"""The header row of a table that is read: which of its columns are ours, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from taiyuan_facts.errors import TableError
from taiyuan_facts.model import COLUMN_NAMES, COLUMNS
from taiyuan_facts.suggest import did_you_mean

_NAMES = {column.header_zh: column.name for column in COLUMNS}


def english(header: Sequence[str]) -> list[str]:
    """The column names of a header row in either language; a name that is not ours stays as it is."""
    return [_NAMES.get(name, name) for name in header]


def column_order(header: Sequence[str], where: str) -> tuple[int, ...]:
    """The position in the header of each column of the facts table, in the order of the contract.

    Columns may come in any order, and in either language. Unknown ones are allowed behind the last of ours: a later
    version may add some there.

    Raises:
        TableError: for missing, unknown and doubled columns, and for what is no facts table at all.
    """
    names = english(header)
    missing = [name for name in COLUMN_NAMES if name not in names]
    if len(missing) > len(COLUMN_NAMES) // 2:
        raise TableError(
            f"{where}: not a facts table: {len(missing)} of its columns are missing ({', '.join(missing[:3])}, …); "
            "write one with `tyfacts extract PAGES -o facts.csv`"
        )
    for index, name in enumerate(names):
        if name in names[:index]:
            raise TableError(f"{where}: the column {header[index]!r} stands twice in the header; keep one of them")
    last = max(index for index, name in enumerate(names) if name in COLUMN_NAMES)
    for index, name in enumerate(names[:last]):
        if name not in COLUMN_NAMES:
            hint = did_you_mean(name, missing or COLUMN_NAMES) or "; columns of your own may stand behind the last one"
            raise TableError(f"{where}: unknown column {header[index]!r}{hint}")
    if missing:
        columns = "the column" if len(missing) == 1 else "the columns"
        raise TableError(
            f"{where}: {columns} {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing; "
            "write the table again with all its columns (without --columns)"
        )
    return tuple(names.index(name) for name in COLUMN_NAMES)
