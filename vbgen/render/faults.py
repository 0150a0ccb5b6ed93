"""What went wrong in a rendering, told with the data path and the paragraph, in Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import is_dataclass
from typing import Any

from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError

from vbgen.errors import Place, TemplateInvalid, UserError
from vbgen.render.environment import (
    LeftOverError,
    MissingValueError,
    NeedsTemplateError,
    UnfitCharacterError,
)
from vbgen.render.limits import LimitError
from vbgen.render.paths import path_of


def explain(
    exc: Exception,
    context: Mapping[str, Any],
    template: str,
    part: str,
    lines: tuple[tuple[int, str], ...],
) -> UserError:
    """Turn what Jinja raised while rendering ``part`` into an error for the reader."""
    beginning = tag_lines(lines, _line(exc, part))
    place = Place(file=template, text=f"đoạn “{beginning}”" if beginning else part)
    for kind, tell in _TELL.items():
        if isinstance(exc, kind):
            return tell(exc, context, place)
    return TemplateInvalid.at(
        place,
        f"lệnh trong mẫu không chạy được: {exc}",
        "lệnh hợp với dữ liệu của loại văn bản này",
        "sửa lệnh trong mẫu, hoặc lấy lại mẫu gốc",
    )


def _line(exc: Exception, part: str) -> int:
    """Return the line of the part's source that an error came from; Jinja keeps it in the trace."""
    if isinstance(exc, TemplateSyntaxError):
        return exc.lineno
    line, trace = 0, exc.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == part:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _missing(exc: Any, context: Mapping[str, Any], place: Place) -> UserError:
    name = f"[{exc.name}]" if isinstance(exc.name, int) else str(exc.name)
    owner = ""
    if isinstance(exc.owner, Mapping | list | tuple) or is_dataclass(exc.owner):
        owner = path_of(context, lambda value: value is exc.owner)
    path = f"{owner}{name}" if name.startswith("[") else f"{owner}.{name}".lstrip(".")
    return TemplateInvalid.at(
        place,
        f"không có dữ liệu “{path}”",
        "mọi tên trong mẫu phải có trong dữ liệu",
        "sửa tên trong mẫu cho đúng, hoặc bổ sung dữ liệu còn thiếu",
    )


def _unsafe(exc: Any, context: Mapping[str, Any], place: Place) -> UserError:
    return TemplateInvalid.at(
        place,
        f"lệnh trong mẫu không được phép: {exc}",
        "mẫu chỉ đọc dữ liệu, không chạm vào chương trình",
        "bỏ lệnh này khỏi mẫu",
    )


def _unfit(exc: Any, context: Mapping[str, Any], place: Place) -> UserError:
    character = exc.character
    path = path_of(context, lambda v: isinstance(v, str) and character in v)
    path = path or path_of(context, lambda v: character in str(v) and not isinstance(v, Mapping))
    return UserError.at(
        Place(file=place.file, text=f"dữ liệu “{path}”" if path else place.text),
        f"có ký tự U+{ord(character):04X} mà văn bản Word không chứa được",
        "chữ không có ký tự điều khiển (thường lẫn vào khi chép từ Excel hoặc Word)",
        "xóa ký tự đó và gõ lại chỗ xuống dòng",
    )


def _left_over(exc: Any, context: Mapping[str, Any], place: Place) -> UserError:
    path = path_of(context, lambda value: value is exc.value)
    what = "giá trị trống (None)" if exc.value is None else f"một {type(exc.value).__name__}"
    return TemplateInvalid.at(
        place,
        f"sẽ in ra {what}, không phải chữ" + (f": “{path}”" if path else ""),
        "mỗi chỗ in ra phải là chữ hoặc số",
        "bổ sung dữ liệu, hoặc đặt chỗ đó trong khối {% if … %}",
    )


def _too_much(exc: Any, context: Mapping[str, Any], place: Place) -> UserError:
    return TemplateInvalid.at(
        place,
        str(exc),
        "mẫu lặp trên dữ liệu, không lặp vô hạn",
        "sửa vòng lặp hoặc phép tính trong mẫu",
    )


def _needs_template(exc: Any, context: Mapping[str, Any], place: Place) -> UserError:
    return TemplateInvalid.at(
        place,
        f"đối tượng {exc} cần mẫu docxtpl đã tạo ra nó",
        "Template.render(context, using=mẫu docxtpl)",
        "truyền đối tượng docxtpl.DocxTemplate của cùng tệp vào tham số using",
    )


def _torn(exc: Any, context: Mapping[str, Any], place: Place) -> UserError:
    return TemplateInvalid.at(
        place,
        f"giá trị in ra làm đứt XML của phần này: {exc}",
        "không ngắt đoạn, ngắt trang hay tab trong liên kết, khung nội dung hoặc chỗ đang sửa",
        "bỏ dấu ngắt khỏi giá trị, hoặc đặt lệnh ra ngoài liên kết, khung nội dung",
    )


_TELL: dict[type[Exception], Callable[[Any, Mapping[str, Any], Place], UserError]] = {
    MissingValueError: _missing,
    SecurityError: _unsafe,
    UnfitCharacterError: _unfit,
    LeftOverError: _left_over,
    LimitError: _too_much,
    NeedsTemplateError: _needs_template,
    SyntaxError: _torn,  # what lxml raises for XML; Jinja has errors of its own
}


def broken_tag(
    exc: TemplateSyntaxError, template: str, lines: tuple[tuple[int, str], ...]
) -> UserError:
    """Turn a broken tag into an error with the beginning of its paragraph."""
    return TemplateInvalid.at(
        Place(file=template, text=f"đoạn “{tag_lines(lines, exc.lineno)}”"),
        f"lệnh viết sai: {exc.message}",
        "lệnh đúng cú pháp Jinja, mỗi khối mở có lệnh đóng của nó",
        "sửa lệnh trong đoạn này",
    )


def tag_lines(lines: Iterable[tuple[int, str]], line: int) -> str:
    """Return the text of the paragraph whose tag stands on ``line`` or last before it."""
    text = ""
    for start, beginning in lines:
        if start > line:
            break
        text = beginning
    return text
