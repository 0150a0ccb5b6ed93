"""The office: who issues, under which header, who signs, with which settings.

An :class:`Issuer` is a body whose documents vbgen drafts: the office itself, its superior (for
drafts the office prepares on the superior's behalf), or one of its units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from vbgen.errors import Place
from vbgen.model.fields import Fields, Placed, Problems, did_you_mean
from vbgen.model.unit import ADMINISTRATIVE, Unit
from vbgen.model.unit_body import body_forms, named, territory


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: authority lines (``KT. CHÁNH VĂN PHÒNG``, ``PHÓ CHÁNH VĂN PHÒNG``) and a name.

    An empty name prints as a blank. Source: Đ13, PL I/1/II.7.
    """

    code: str
    authority: tuple[str, ...]
    name: str = ""
    place: Place = field(default_factory=Place, compare=False)


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body that issues documents (cơ quan ban hành).

    ``superior``: lines above it in the header, ``header``: its own lines (PL I/1/II.2);
    ``symbol``: its part of the number (``VP`` of ``KH-VP``), ``letter_field``: what follows it in a
    letter's symbol when the drafting unit does not (``NC`` of ``UBND-NC``); ``as_superior``: how it
    is written above a unit of its own; ``recipients``: who gets each of its documents;
    ``address``: the lines of its address (III.4).
    """

    code: str
    name: str
    called: str
    header: tuple[str, ...]
    symbol: str
    superior: tuple[str, ...] = ()
    place_name: str = ""
    authority: str = ""
    letter_field: str = ""
    signers: tuple[Signer, ...] = ()
    default_signer: str = ""
    signer_by_type: Mapping[str, str] = field(default_factory=dict)
    power_bases: tuple[Placed, ...] = ()
    as_superior: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    address: tuple[str, ...] = ()

    def signer(self, type_slug: str = "", asked: str = "") -> Signer:
        """Return the signer asked for, else the one set for the type, else the default one."""
        by_code = {s.code: s for s in self.signers}
        wanted = asked or next(
            (
                code
                for slug, code in self.signer_by_type.items()
                if type_slug == slug or type_slug.startswith(slug + "-")
            ),
            self.default_signer,
        )
        if wanted in by_code:
            return by_code[wanted]
        return self.signers[0] if self.signers else Signer("", ("",))


@dataclass(frozen=True, slots=True)
class Margins:
    """Page margins in mm (PL I/1/I.3)."""

    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 20


@dataclass(frozen=True, slots=True)
class Settings:
    """What the decree leaves free, or gives as a range, and the office decides."""

    header_set: str = "14"
    body_size: int = 14
    margins: Margins = Margins()
    on_holiday: str = "truoc"
    year_end: str = "31/12"
    regime: str = "cchc"
    supporting: tuple[str, ...] = ()
    remind_days: int = 5
    address_strip: bool = False
    values: Mapping[str, str] = field(default_factory=dict)

    def supports(self, type_slug: str) -> bool:
        """Tell whether a supporting kind of document is turned on."""
        return "tat_ca" in self.supporting or type_slug in self.supporting


@dataclass(frozen=True, slots=True)
class Office:
    """The office and its superior, with defaults for every document."""

    body: Issuer
    superior: Issuer | None
    drafting_unit: str
    recipients: tuple[str, ...]
    file_line: str
    settings: Settings

    def unit_issuer(self, unit: Unit, name: str) -> Issuer:
        """Return a unit of the office as the issuer of its own documents."""
        if unit.kind in ADMINISTRATIVE:
            return _administrative(unit, name)
        title = unit.head_title or "NGƯỜI ĐỨNG ĐẦU"
        return Issuer(
            code=unit.code,
            name=name,
            called=name,
            header=(name.upper(),),
            symbol=unit.symbol,
            superior=self.body.as_superior,
            place_name=unit.place_name or self.body.place_name,
            authority=f"{title} {name.upper()}",
            signers=(Signer("dung-dau", (title,), unit.head_name),),
            default_signer="dung-dau",
        )


def _administrative(unit: Unit, name: str) -> Issuer:
    """Return the body of an administrative unit: its own header, under no superior's line."""
    form, place = body_forms()[unit.kind], territory(name)
    return Issuer(
        code=unit.code,
        name=named(form.name, place),
        called=named(form.called, place),
        header=tuple(named(line, place) for line in form.header),
        symbol=form.symbol,
        place_name=unit.place_name,
        authority=named(form.authority, place),
        letter_field=form.letter_field,
        signers=(Signer("dung-dau", form.signing, unit.head_name),),
        default_signer="dung-dau",
        power_bases=tuple(Placed(text, Place()) for text in form.power_bases),
    )


HEADER_SETS = ("13", "14")
MARGIN_RANGES = {"tren": (20, 25), "duoi": (20, 25), "trai": (30, 35), "phai": (15, 20)}


def read_office(fields: Fields) -> Office:
    """Read ``van-phong.yaml``."""
    problems = fields.problems
    superior = _issuer(fields.map("cap_tren", "cơ quan cấp trên")) if "cap_tren" in fields else None
    above = superior.as_superior if superior else ()
    if "van_phong" not in fields:
        fields.missing("van_phong", "(các khóa ma, ten, ky_hieu, dia_danh, nguoi_ky)")
    body = _issuer(fields.map("van_phong", "cơ quan"), above)
    body = replace(body, power_bases=(*body.power_bases, *fields.texts("can_cu_tham_quyen")))
    office = Office(
        body=body,
        superior=superior,
        drafting_unit=str(fields.text("don_vi_soan_thao", body.symbol)),
        recipients=tuple(map(str, fields.texts("noi_nhan_mac_dinh"))),
        file_line=str(fields.text("luu", "VT, {don_vi}")),
        settings=_settings(fields.map("cai_dat", "cài đặt"), problems),
    )
    fields.done()
    return office


def _issuer(f: Fields, superior: tuple[str, ...] = ()) -> Issuer:
    name = str(f.required("ten"))
    signers = tuple(_signer(s) for s in f.maps("nguoi_ky", "người ký"))
    issuer = Issuer(
        code=str(f.text("ma", "VP")),
        name=name,
        called=str(f.text("ten_goi", name)),
        header=tuple(map(str, f.texts("tieu_de"))) or (name.upper(),),
        symbol=str(f.required("ky_hieu", "VP")),
        superior=tuple(map(str, f.texts("co_quan_chu_quan"))) or superior,
        place_name=str(f.text("dia_danh")),
        authority=str(f.text("tham_quyen", name.upper())),
        letter_field=str(f.text("khoi")),
        signers=signers,
        default_signer=str(f.text("nguoi_ky_mac_dinh", signers[0].code if signers else "")),
        power_bases=f.texts("can_cu_tham_quyen"),
        as_superior=tuple(map(str, f.texts("tieu_de_tren"))) or (name.upper(),),
        recipients=tuple(map(str, f.texts("noi_nhan_mac_dinh"))),
        address=tuple(map(str, f.texts("dia_chi"))),
        signer_by_type={k: str(v) for k, v in f.pairs("nguoi_ky_theo_loai").items()},
    )
    _check_signers(f, issuer)
    f.done()
    return issuer


def _signer(f: Fields) -> Signer:
    lines = f.texts("quyen_han")
    if not lines:
        f.missing("quyen_han", "[CHÁNH VĂN PHÒNG]")
    text = " ".join(lines)
    if "TUQ." in text and "KT." in text:
        f.problems.add(
            f.place_at("quyen_han"),
            "TUQ. đi cùng KT.",
            "người được ủy quyền không ủy quyền tiếp (Đ13.3)",
            "bỏ dòng KT. hoặc đổi TUQ. thành TL.",
            clause="Đ13.3",
        )
    if lines and lines[-1].startswith(("TM.", "KT.", "TL.", "TUQ.")):
        f.problems.add(
            f.place_at("quyen_han"),
            f'"{lines[-1]}" đứng cuối, chưa có chức vụ của người ký',
            "sau dòng TM., KT., TL., TUQ. là dòng chức vụ của chính người ký (PL I/1/II.7.a)",
            "thêm dòng chức vụ, ví dụ PHÓ CHÁNH VĂN PHÒNG",
            clause="PL I/1/II.7.a",
        )
    signer = Signer(
        str(f.required("ma")), tuple(map(str, lines)) or ("",), str(f.text("ho_ten")), f.place
    )
    f.done()
    return signer


def _check_signers(f: Fields, issuer: Issuer) -> None:
    known = {s.code for s in issuer.signers}
    asked = [("nguoi_ky_mac_dinh", issuer.default_signer)] if issuer.signers else []
    asked += [("nguoi_ky_theo_loai", code) for code in issuer.signer_by_type.values()]
    for key, code in asked:
        if code not in known:
            f.problems.add(
                f.place_at(key),
                f'người ký "{code}" không có trong danh sách nguoi_ky',
                "mã của một người ký đã khai",
                did_you_mean(code, known, "thêm người ký này hoặc sửa mã"),
            )


def _settings(f: Fields, problems: Problems) -> Settings:
    margins = f.map("le", "lề trang")
    settings = Settings(
        header_set=f.choice("bo_co_chu", HEADER_SETS, "14"),
        body_size=int(f.choice("co_chu", HEADER_SETS, "14")),
        margins=Margins(*(_margin(margins, key, problems) for key in MARGIN_RANGES)),
        on_holiday=f.choice("khi_trung_ngay_nghi", ("truoc", "sau", "giu"), "truoc"),
        year_end=str(f.text("het_nam", "31/12")),
        regime=str(f.text("che_do_bao_cao", "cchc")),
        supporting=tuple(map(str, f.texts("ho_tro", ","))),
        remind_days=f.whole("nhac_truoc", 0, 366) or 5,
        address_strip=f.flag("o_dia_chi"),
        values={k: str(v) for k, v in f.pairs("khac").items()},
    )
    margins.done()
    f.done()
    return settings


def _margin(f: Fields, key: str, problems: Problems) -> float:
    low, high = MARGIN_RANGES[key]
    text = f.text(key, str(high if key == "phai" else low))
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = -1.0
    if not low <= value <= high:
        problems.add(
            text.place,
            f'lề {key} "{text}" mm ngoài khoảng cho phép',
            f"từ {low} đến {high} mm (PL I/1/I.3)",
            f"đặt {key}: {high if key == 'phai' else low}",
            clause="PL I/1/I.3",
        )
        return float(low)
    return value
