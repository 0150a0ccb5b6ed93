"""The files of a workspace read: every problem gathered, every check made."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from html import unescape
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from vbgen.app.workspace import (
    HOLIDAYS,
    OFFICE,
    OPTIONAL,
    PLAN,
    REGIMES,
    REQUIRED,
    SUPPLEMENT,
    UNITS,
    YAMLS,
    Workspace,
    files_of,
)
from vbgen.documents import product_types, types
from vbgen.documents.answer_checks import answer_problems
from vbgen.documents.answer_keys import Known, in_tags
from vbgen.documents.cited_symbols import symbol_problems
from vbgen.documents.dossier import Dossier
from vbgen.documents.inspection_checks import inspection_problems
from vbgen.documents.own_data import own_holidays, own_regimes
from vbgen.errors import Place, PlanInvalid
from vbgen.model.fields import Fields, Problems, did_you_mean, nearest
from vbgen.model.office import Office, read_office
from vbgen.model.plan import Plan, read_plan
from vbgen.model.plan_checks import check_plan
from vbgen.model.raw import Raw, RawMap
from vbgen.model.supplement import read_supplement
from vbgen.model.task import NOT_DOCUMENTS
from vbgen.model.unit import Register, read_register
from vbgen.resources import own_templates
from vbgen.sources.yaml_file import read_yaml

# The parts of a template that print, and what stands in them beside text.
_PART, _MARKUP = re.compile(r"word/\w+\.xml"), re.compile(r"<[^>]*>")
_BROKEN = (OSError, ValueError, RuntimeError, BadZipFile, zlib.error)


def read_workspace(root: Path) -> Workspace:
    """Read a workspace. :class:`PlanInvalid` carries every problem of every file."""
    problems = Problems()
    raws = {stem: _read(root, stem, problems, stem in REQUIRED) for stem in (*REQUIRED, *OPTIONAL)}
    problems.raise_errors()
    office = read_office(Fields(raws[OFFICE], problems, "văn phòng"))
    register = read_register(Fields(raws[UNITS], problems, "danh mục đơn vị"))
    plan = read_plan(Fields(raws[PLAN], problems, "kế hoạch"), register, product_types.infer)
    supplement = read_supplement(raws[SUPPLEMENT], problems)
    regimes = own_regimes(raws[REGIMES], problems)
    holidays = own_holidays(raws[HOLIDAYS], problems)
    _check_office(office, register, raws[OFFICE], problems)
    _check_types(plan, problems)
    check_plan(plan, office, register, problems)
    problems.found += symbol_problems(plan.citations)
    dossier = Dossier(office, register, plan, supplement, own_holidays=holidays)
    problems.found += inspection_problems(dossier)
    problems.found += answer_problems(dossier, lambda: _read_by_templates(root))
    problems.raise_errors()
    return Workspace(root, office, register, plan, supplement, problems.warnings, regimes, holidays)


def _read(root: Path, stem: str, problems: Problems, required: bool) -> Raw | None:
    """Read the one file of that name; two of them, or none where one is needed, is a problem."""
    found = files_of(root, stem)
    if len(found) > 1:
        names = ", ".join(p.name for p in found)
        problems.add(
            names,
            f"có {len(found)} tệp cùng nói về một điều",
            "một tệp duy nhất",
            "giữ tệp đang dùng, chuyển tệp kia ra ngoài thư mục",
        )
        return None
    if not found:
        if required:
            near = nearest(f"{stem}.yaml", [p.name for p in root.iterdir() if p.is_file()])
            problems.add(
                str(Path(root.name) / f"{stem}.yaml"),
                "thiếu tệp này",
                "thư mục làm việc có van-phong.yaml, don-vi.yaml, ke-hoach.yaml",
                f'đổi tên "{near}" thành "{stem}.yaml"'
                if near
                else "tạo thư mục mẫu bằng `vbgen init` rồi chép tệp sang",
            )
        return None
    try:
        return read_yaml(found[0]) if found[0].suffix in YAMLS else _read_table(stem, found[0])
    except PlanInvalid as error:
        problems.found.extend(error.problems)
        return None


def _read_by_templates(root: Path) -> Known:
    """Return the answers that the workspace's own templates read; a broken one reads none."""
    found = Known()
    for path in own_templates(root):
        with suppress(*_BROKEN), ZipFile(path) as archive:  # drafting from it says what is wrong
            for part in (name for name in archive.namelist() if _PART.fullmatch(name)):
                found |= in_tags(unescape(_MARKUP.sub("", archive.read(part).decode())))
    return found


def _read_table(stem: str, path: Path) -> Raw:
    if stem == SUPPLEMENT:
        from vbgen.sources.supplement_table import read_supplement_table

        return read_supplement_table(path)
    from vbgen.sources.unit_table import read_unit_table

    return read_unit_table(path)


def _check_office(office: Office, register: Register, raw: Raw | None, problems: Problems) -> None:
    place = raw.keys.get("don_vi_soan_thao", raw.place) if isinstance(raw, RawMap) else Place()
    if office.drafting_unit not in register.by_code:
        problems.add(
            place,
            f'đơn vị soạn thảo "{office.drafting_unit}" không có trong danh mục đơn vị',
            "mã của một đơn vị trong don-vi.yaml",
            did_you_mean(office.drafting_unit, register.by_code, "sửa don_vi_soan_thao"),
        )


def _check_types(plan: Plan, problems: Problems) -> None:
    known = (*types.slugs(), *NOT_DOCUMENTS, *product_types.outside())
    for d in plan.by_code.values():
        if d.type not in known:
            problems.add(
                d.place,
                f'loại "{d.type}" của {d.code} chưa có',
                "một loại trong `vbgen template list`, hoặc: " + ", ".join(NOT_DOCUMENTS),
                did_you_mean(d.type, known, "chọn một loại có sẵn"),
            )
