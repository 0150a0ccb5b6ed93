"""What differs between two JSON values, each difference with its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vbgen.model.progress_record import Difference


def differences(before: Any, after: Any) -> tuple[Difference, ...]:
    """Return every value that differs; paths read ``by_unit.HCTC.done`` and ``rows[2].state``."""
    return tuple(_walk("", before, after))


def _walk(path: str, before: Any, after: Any) -> Iterator[Difference]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before, *after)):
            yield from _walk(f"{path}.{key}" if path else key, before.get(key), after.get(key))
    elif _is_list(before) and _is_list(after):
        for index in range(max(len(before), len(after))):
            yield from _walk(f"{path}[{index}]", _at(before, index), _at(after, index))
    elif before != after or isinstance(before, bool) != isinstance(after, bool):
        yield Difference(path, before, after)


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _at(values: Sequence[Any], index: int) -> Any:
    return values[index] if index < len(values) else None
