"""Document types: the declarations ``data/documents/SLUG.yml`` read into frozen records.

``docs/adding-a-type.md`` describes the grammar. A declaration with mistakes raises
:class:`~vbgen.errors.UserError` with all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from vbgen import resources
from vbgen.cache import kept
from vbgen.errors import Place, Problem, UserError

FRAMES = (
    "co-ten-loai",
    "cong-van",
    "quyet-dinh",
    "giay-moi",
    "bien-ban",
    "bien-ban-kiem-tra",
    "phieu-trinh",
    "van-ban-kem-theo",
    "phu-luc",
)
ISSUERS = ("van_phong", "cap_tren", "don_vi")
FAN_OUTS = ("mot_lan", "theo_ky", "theo_don_vi", "theo_nguoi", "theo_dong")
_YES = {"co": True, "khong": False}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading, width in mm, the cell's text, alignment (``giua``: centred).

    ``group``: the heading above it and its neighbours of the same group (a head of two rows).
    """

    heading: str
    width: float
    cell: str = ""
    align: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, the loop of the repeating row (``h in hoat_dong``), the last row."""

    columns: tuple[Column, ...]
    loop: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    last: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskTable:
    """The plan's task table; ``source`` is the context name that holds columns and groups."""

    source: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body that comes ready as paragraphs with levels; ``source`` is the context name."""

    source: str


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix, a section of its own. ``number`` is empty where there is only one.

    ``when``: the condition under which it is there; empty = always.
    """

    title: str
    items: tuple[Item, ...]
    number: str = ""
    landscape: bool = False
    when: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document issued with a decision (Mẫu 1.3): its own header, a section of its own."""

    type_name: str
    abstract: str
    items: tuple[Item, ...]


Item = str | Table | TaskTable | Body | Appendix | Attachment


@dataclass(frozen=True, slots=True)
class DocumentType:
    """What a declaration says about a type; the outline in ``items`` in order of print.

    ``rows``: the list of the workspace of which each row makes a document (fan-out ``theo_dong``);
    ``needs``: what must be there before the type is drafted without being named by the plan, a list
    of the workspace or ``da_ban_hanh`` (issued documents).
    """

    slug: str
    name: str
    base: str
    frame: str
    abstract: str = ""
    issuer: str = "van_phong"
    fan_out: str = "mot_lan"
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    supporting: bool = False
    from_plan: bool = False
    unit_rule: str = ""
    rows: str = ""
    needs: str = ""
    context: str = ""
    items: tuple[Item, ...] = ()
    sample: Mapping[str, Any] = field(default_factory=dict)


@cache
def slugs() -> tuple[str, ...]:
    """Return the slugs of all declared types, sorted."""
    names = (entry.name for entry in resources.data("documents").iterdir())
    return tuple(sorted(name.removesuffix(".yml") for name in names if name.endswith(".yml")))


@cache
def load(slug: str) -> DocumentType:
    """Return the declared type of that slug.

    UserError when there is no such type or its declaration has mistakes (all are listed).
    """
    made = _declared().get(slug)
    if made is not None:
        return made
    if slug not in slugs():
        from difflib import get_close_matches  # only on the way to an error

        hint = next(iter(get_close_matches(slug, slugs(), 1)), "")
        raise UserError.at(
            f"loại văn bản {slug}",
            "không có loại văn bản này",
            "một loại có trong `vbgen template list`",
            f'dùng "{hint}"' if hint else "xem danh sách loại văn bản",
        )
    return _read(slug)


@cache
def _declared() -> dict[str, DocumentType]:
    """Return the types whose declarations hold no mistake; one look at the disk for all of them."""
    return kept("types", bytes, lambda: dict(_sound()))


def _sound() -> Iterator[tuple[str, DocumentType]]:
    for slug in slugs():
        with suppress(UserError):  # said when that type is asked for
            yield slug, _read(slug)


def _read(slug: str) -> DocumentType:
    name = f"{slug}.yml"
    return parse(resources.data("documents", name).read_text(encoding="utf-8"), slug, name)


def parse(text: str, slug: str, file: str) -> DocumentType:
    """Read the text of a declaration; UserError with all its mistakes."""
    from ruamel.yaml.error import MarkedYAMLError

    try:
        raw = resources.read_yaml(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        raise UserError.at(
            place,
            "tệp khai báo không đọc được",
            "YAML đúng cú pháp, mỗi khóa một lần",
            "xem lại dấu hai chấm, dấu ngoặc kép và thụt đầu dòng quanh chỗ này",
        ) from error
    return _Reader(file).document(raw, slug)


class _Reader:
    """Reads one declaration and keeps every mistake it meets."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def document(self, raw: object, slug: str) -> DocumentType:
        values = self.mapping(raw, "khai báo", _KEYS, required=("loai", "ten", "goc", "khung"))
        if values.get("loai", slug) != slug:
            self.wrong("loai", f'"{values["loai"]}" khác tên tệp', f"loai: {slug}")
        made = DocumentType(
            slug=slug,
            name=self.text(values, "ten"),
            base=self.text(values, "goc"),
            frame=self.choice(values, "khung", FRAMES, "co-ten-loai"),
            abstract=self.text(values, "trich_yeu"),
            issuer=self.choice(values, "tham_quyen_ky", ISSUERS, "van_phong"),
            fan_out=self.choice(values, "lap", FAN_OUTS, "mot_lan"),
            addressees=self.texts(values, "kinh_gui"),
            recipients=self.texts(values, "noi_nhan"),
            legal_bases=self.texts(values, "can_cu"),
            supporting=self.yes(values, "ho_tro"),
            from_plan=self.yes(values, "tu_ke_hoach"),
            unit_rule=self.text(values, "don_vi"),
            rows=self.text(values, "dong"),
            needs=self.text(values, "khi_co"),
            context=self.text(values, "ngu_canh"),
            items=self.items(values.get("noi_dung"), "noi_dung"),
            sample=self.mapping(values.get("mau") or {}, "mau"),
        )
        self.sections(made.items)
        if self.problems:
            raise UserError(self.problems)
        return made

    def sections(self, items: tuple[Item, ...]) -> None:
        """A section ends where the next begins: left out, the next would turn the page back."""
        before: Appendix | None = None
        for number, item in enumerate(items, 1):
            if isinstance(item, Appendix):
                if before is not None and before.landscape and item.when:
                    self.wrong(
                        f"noi_dung[{number}] · phu_luc",
                        "phụ lục có điều kiện `khi` đứng ngay sau phụ lục ngang: khi không in, "
                        "phụ lục ngang mất khổ giấy ngang",
                        "đưa phụ lục này lên trước phụ lục ngang, hoặc bỏ `khi`",
                        "ngay sau phụ lục ngang là phụ lục luôn có, hoặc không có gì",
                    )
                before = item
            elif isinstance(item, Attachment):
                before = None

    def wrong(self, where: str, problem: str, remedy: str, required: str = "") -> None:
        self.problems.append(Problem(Place(self.file, text=where), problem, required, remedy))

    def mapping(
        self,
        raw: object,
        where: str,
        keys: tuple[str, ...] | None = None,
        required: tuple[str, ...] = (),
    ) -> Mapping[str, Any]:
        if not isinstance(raw, Mapping):
            self.wrong(where, "phải gồm các khóa", "viết mỗi khóa một dòng, dạng `khóa: giá trị`")
            return {}
        for key in raw:
            if keys is not None and key not in keys:
                self.wrong(where, f'khóa lạ "{key}"', "xóa hoặc sửa tên khóa", ", ".join(keys))
        for key in required:
            if not raw.get(key):
                self.wrong(where, f'thiếu khóa "{key}"', f"thêm dòng `{key}: …`")
        return raw

    def text(self, values: Mapping[str, Any], key: str) -> str:
        value = values.get(key)
        if isinstance(value, (Mapping, list)):
            self.wrong(key, "phải là chữ", "viết giá trị trên một dòng, trong dấu ngoặc kép")
            return ""
        return "" if value is None else str(value)

    def texts(self, values: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = values.get(key) or []
        if not isinstance(value, list) or any(isinstance(v, (Mapping, list)) for v in value):
            self.wrong(key, "phải là danh sách các dòng chữ", f'viết `{key}: ["…", "…"]`')
            return ()
        return tuple("" if v is None else str(v) for v in value)

    def choice(
        self, values: Mapping[str, Any], key: str, allowed: tuple[str, ...], default: str
    ) -> str:
        value = values.get(key, default)
        if value not in allowed:
            self.wrong(key, f'không có "{value}"', "chọn một trong các giá trị", ", ".join(allowed))
        return str(value)

    def yes(self, values: Mapping[str, Any], key: str) -> bool:
        value = values.get(key, "khong")
        if isinstance(value, bool):
            return value
        if value not in _YES:
            self.wrong(key, f'không hiểu "{value}"', f"viết `{key}: co` hoặc `{key}: khong`")
        return _YES.get(value, False)

    def number(self, values: Mapping[str, Any], key: str, where: str) -> float:
        value = values.get(key)
        if isinstance(value, (int, float)) and value > 0:
            return float(value)
        self.wrong(f"{where} · {key}", f'"{value}" không phải số mm dương', f"viết `{key}: 30`")
        return 1.0

    def items(self, raw: object, where: str) -> tuple[Item, ...]:
        if raw is None:
            return ()
        if not isinstance(raw, list):
            self.wrong(where, "phải là danh sách", "mỗi đoạn một dòng bắt đầu bằng `- `")
            return ()
        found = (self.item(value, f"{where}[{n}]") for n, value in enumerate(raw, 1))
        return tuple(item for item in found if item is not None)

    def item(self, raw: object, where: str) -> Item | None:
        if isinstance(raw, str):
            return raw.strip()
        kinds: dict[str, Callable[[Any, str], Item]] = {
            "bang": self.table,
            "bang_nhiem_vu": lambda value, _: TaskTable(str(value)),
            "than": lambda value, _: Body(str(value)),
            "phu_luc": self.appendix,
            "kem_theo": self.attachment,
        }
        if isinstance(raw, Mapping) and len(raw) == 1:
            kind, value = next(iter(raw.items()))
            if value is None:  # an unquoted paragraph that ends with a colon
                return f"{kind}:"
            if kind in kinds:
                return kinds[kind](value, f"{where} · {kind}")
        self.wrong(
            where,
            f"không hiểu mục này: {raw!s:.60}",
            "đặt đoạn có dấu hai chấm trong dấu ngoặc kép",
            "một đoạn chữ, hoặc một khóa " + ", ".join(kinds),
        )
        return None

    def table(self, raw: object, where: str) -> Table:
        values = self.mapping(raw, where, ("cot", "lap", "dong", "dong_cuoi"), ("cot",))
        columns = tuple(
            self.column(value, f"{where} · cot[{n}]")
            for n, value in enumerate(values.get("cot") or [], 1)
        )
        rows = tuple(self.texts({"dong": row}, "dong") for row in values.get("dong") or [] if row)
        last = self.texts(values, "dong_cuoi")
        for row in (*rows, *([last] if last else [])):
            if len(row) != len(columns):
                self.wrong(where, f"dòng có {len(row)} ô", f"viết đủ {len(columns)} ô")
        return Table(columns, self.text(values, "lap"), rows, last)

    def column(self, raw: object, where: str) -> Column:
        values = self.mapping(raw, where, ("ten", "rong", "o", "can", "nhom"), ("rong",))
        return Column(
            self.text(values, "ten"),
            self.number(values, "rong", where),
            self.text(values, "o"),
            self.choice(values, "can", ("", "trai", "giua", "phai"), ""),
            self.text(values, "nhom"),
        )

    def appendix(self, raw: object, where: str) -> Appendix:
        keys = ("so", "tieu_de", "ngang", "khi", "noi_dung")
        values = self.mapping(raw, where, keys, ("tieu_de",))
        if values.get("khi") and self.yes(values, "ngang"):
            self.wrong(where, "phụ lục ngang luôn phải có", "bỏ `khi` hoặc bỏ `ngang: co`")
        return Appendix(
            self.text(values, "tieu_de"),
            self.items(values.get("noi_dung"), f"{where} · noi_dung"),
            self.text(values, "so"),
            self.yes(values, "ngang"),
            self.text(values, "khi"),
        )

    def attachment(self, raw: object, where: str) -> Attachment:
        keys = ("ten_loai", "trich_yeu", "noi_dung")
        values = self.mapping(raw, where, keys, keys)
        return Attachment(
            self.text(values, "ten_loai"),
            self.text(values, "trich_yeu"),
            self.items(values.get("noi_dung"), f"{where} · noi_dung"),
        )


_KEYS = (
    "loai",
    "ten",
    "goc",
    "khung",
    "trich_yeu",
    "tham_quyen_ky",
    "lap",
    "kinh_gui",
    "noi_nhan",
    "can_cu",
    "ho_tro",
    "tu_ke_hoach",
    "don_vi",
    "dong",
    "khi_co",
    "ngu_canh",
    "noi_dung",
    "mau",
)
