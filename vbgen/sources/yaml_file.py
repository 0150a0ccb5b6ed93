"""A YAML file read into raw values with the place of each; scalars stay text.

The node tree is composed by libyaml (ruamel.yaml.clib) and never constructed, so no tag is obeyed
and ``012`` stays ``012``. Refused: duplicate keys, a second document, tags, aliases that would
multiply the content, files above the bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vbgen.errors import Place, PlanInvalid, Problem
from vbgen.model.raw import Raw, RawList, RawMap, RawText

MAX_BYTES = 64 * 2**20
MAX_NODES = 2_000_000
_CORE = "tag:yaml.org,2002:"
# What YAML reads into plain scalars by itself; anything else, or these on a quoted text, was typed.
_IMPLIED = frozenset(
    _CORE + t
    for t in ("str", "map", "seq", "int", "float", "bool", "null", "timestamp", "merge", "value")
)


def read_yaml(path: Path, name: str = "") -> Raw:
    """Read a file; raise :class:`PlanInvalid` where it is not one plain YAML document."""
    shown = name or path.name
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PlanInvalid.at(
                shown, "tệp quá lớn", f"không quá {MAX_BYTES // 2**20} MB", "chia nhỏ dữ liệu"
            )
        data = path.read_bytes()
    except OSError as error:
        raise PlanInvalid.at(
            shown,
            f"không mở được tệp ({error.strerror or error})",
            "một tệp đọc được",
            "kiểm tra tên tệp, quyền đọc, hoặc đóng chương trình đang giữ tệp",
        ) from error
    return parse_yaml(decode(data, shown), shown)


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8 (with or without a mark) or UTF-16 with a mark, as Notepad saves."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise PlanInvalid.at(
            Place(name, line),
            "chữ không phải mã Unicode UTF-8",
            "tệp lưu bằng UTF-8",
            "mở bằng Notepad, chọn Lưu thành (Save as), Mã hóa: UTF-8",
        ) from error


def parse_yaml(text: str, name: str) -> Raw:
    """Parse the text of one YAML document."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    yaml = YAML(typ="safe", pure=False)
    yaml.allow_duplicate_keys = True  # reported below, all of them, in Vietnamese
    try:
        nodes = list(_compose_all(yaml, text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        raise PlanInvalid(_syntax_problem(place, text, mark)) from error
    except (YAMLError, RecursionError, ValueError) as error:
        raise PlanInvalid.at(
            name, "tệp có ký tự hoặc cấu trúc không đọc được", "tệp YAML hợp lệ", "kiểm tra tệp"
        ) from error
    if not nodes or nodes[0] is None:
        return RawMap({}, {}, Place(name, 1))
    if len(nodes) > 1:
        mark = nodes[1].start_mark
        raise PlanInvalid.at(
            Place(name, mark.line + 1),
            'tệp có hai tài liệu YAML ("---")',
            "mỗi tệp một tài liệu",
            "xóa dòng --- hoặc tách thành hai tệp",
        )
    converter = _Converter(name)
    raw = converter.convert(nodes[0])
    if converter.problems:
        raise PlanInvalid(converter.problems)
    return raw


def _compose_all(yaml: Any, text: str) -> Iterator[Any]:
    from io import StringIO

    stream = StringIO(text)
    _, parser = yaml.get_constructor_parser(stream)
    try:
        while parser.check_node():
            yield parser.get_node()
    finally:
        parser.dispose()


def _syntax_problem(place: Place, text: str, mark: Any) -> Problem:
    lines = text.split("\n")
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Problem(
            place,
            "dòng thụt vào bằng phím Tab",
            "thụt dòng bằng dấu cách",
            "thay Tab bằng dấu cách",
        )
    return Problem(
        place,
        f'cú pháp YAML sai ở "{line.strip()[:60]}"',
        "mỗi dòng khóa: giá trị, thụt dòng đều bằng dấu cách",
        "bọc trong dấu ngoặc kép chuỗi có : # [ ] { } & * ! % @ ` ở đầu hoặc dấu hai chấm ở giữa",
    )


class _Converter:
    """Nodes turned into raw values; what is refused is gathered."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self._count = 0

    def convert(self, node: Any, depth: int = 0) -> Raw:
        """Turn one node, and all below it, into raw values."""
        self._count += 1
        place = self._place(node)
        if self._count > MAX_NODES or depth > 60:
            raise PlanInvalid.at(
                place,
                "dữ liệu quá nhiều hoặc lồng quá sâu",
                "cấu trúc vừa phải",
                "bỏ bớt bí danh (&, *)",
            )
        self._check_tag(node, place)
        if node.id == "scalar":
            return self._scalar(node, place)
        if node.id == "sequence":
            return RawList(tuple(self._item(n, depth + 1) for n in node.value), place)
        return self._map(node, place, depth)

    def _item(self, node: Any, depth: int) -> Raw:
        """Turn an item of a list; a sentence with a colon in it is that sentence, not a map."""
        sentence = _sentence(node)
        return (
            self.convert(node, depth) if sentence is None else RawText(sentence, self._place(node))
        )

    def _place(self, node: Any) -> Place:
        return Place(self.name, node.start_mark.line + 1, node.start_mark.column + 1)

    def _check_tag(self, node: Any, place: Place) -> None:
        tag = str(node.tag or "")
        quoted = node.id == "scalar" and node.style not in (None, "")
        if tag and (tag not in _IMPLIED or (quoted and tag != _CORE + "str")):
            self.problems.append(
                Problem(
                    place,
                    f'thẻ YAML "{tag}" không được dùng',
                    "giá trị không mang thẻ",
                    'xóa thẻ bắt đầu bằng "!" hoặc bọc giá trị trong dấu ngoặc kép',
                )
            )

    def _scalar(self, node: Any, place: Place) -> RawText:
        plain = node.style is None or node.style == ""
        text = "" if plain and node.value in {"~", "null", "Null", "NULL"} else node.value
        return RawText(text, place, block=node.style in {"|", ">"})

    def _map(self, node: Any, place: Place, depth: int) -> RawMap:
        entries: dict[str, Raw] = {}
        keys: dict[str, Place] = {}
        for key_node, value_node in node.value:
            key, key_place = str(key_node.value), self._place(key_node)
            if key in entries:
                self.problems.append(
                    Problem(
                        key_place,
                        f'khóa "{key}" lặp lại (lần đầu ở dòng {keys[key].line})',
                        "mỗi khóa một lần",
                        "gộp hai mục hoặc xóa một",
                    )
                )
                continue
            if node.flow_style and _without_colon(key_node, value_node):
                self.problems.append(_cut_by_comma(key, key_place))
            entries[key] = self.convert(value_node, depth + 1)
            keys[key] = key_place
        return RawMap(entries, keys, place)


def _sentence(node: Any) -> str | None:
    """Return the text of an item such as ``- 1. Hình thức: tại chỗ`` or ``- … như sau:``.

    No key of ours holds a space, so what stands before the colon is the beginning of a sentence.
    """
    if node.id != "mapping" or node.flow_style or len(node.value) != 1:
        return None
    (key, value), quotes = node.value[0], {'"': '"', "'": "'"}
    if key.id != "scalar" or key.style or " " not in key.value or value.id != "scalar":
        return None
    if value.style in {"|", ">"}:
        return None
    mark = quotes.get(value.style or "", "")
    return f"{key.value}: {mark}{value.value}{mark}".rstrip()


def _without_colon(key: Any, value: Any) -> bool:
    """Tell whether a key of ``{…}`` stands alone: the rest of a text that a comma cut in two."""
    empty = value.id == "scalar" and value.value == ""
    return empty and bool(value.start_mark.index == key.end_mark.index)


def _cut_by_comma(key: str, place: Place) -> Problem:
    return Problem(
        place,
        f'"{key}" đứng sau dấu phẩy trong {{…}}, không có dấu hai chấm và giá trị',
        "trong {…}, giá trị có dấu phẩy nằm trong dấu ngoặc kép",
        "bọc cả giá trị trong dấu ngoặc kép, hoặc viết mỗi khóa một dòng",
    )
