import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgen.vi import letters as vi


def test_the_letters_of_points_run_as_the_decree_has_them() -> None:
    written = [vi.letter(number) for number in range(1, 24)]
    assert " ".join(written) == "a b c d đ e g h i k l m n o p q r s t u v x y"
    assert [vi.letter_index(char) for char in written] == list(range(1, 24))


@pytest.mark.parametrize("number", [0, -1, 24])
def test_there_is_no_letter_outside_the_alphabet(number: int) -> None:
    with pytest.raises(ValueError, match="không có chữ cái thứ"):
        vi.letter(number)


@pytest.mark.parametrize("char", ["ă", "â", "ê", "f", "j", "ô", "w", "z", "", "ab", "1", " "])
def test_other_signs_number_no_point(char: str) -> None:
    with pytest.raises(ValueError, match="không phải chữ cái"):
        vi.letter_index(char)


def test_a_capital_letter_has_the_same_place() -> None:
    assert vi.letter_index("Đ") == 5


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "I"),
        (4, "IV"),
        (9, "IX"),
        (14, "XIV"),
        (40, "XL"),
        (1994, "MCMXCIV"),
        (3999, "MMMCMXCIX"),
    ],
)
def test_roman_numerals(number: int, text: str) -> None:
    assert vi.roman(number) == text
    assert vi.from_roman(text.lower()) == number


@given(st.integers(1, 3999))
def test_roman_numerals_come_back(number: int) -> None:
    assert vi.from_roman(vi.roman(number)) == number


@pytest.mark.parametrize("text", ["", "IIII", "IM", "VX", "ABC", "IIX", "MMMM", "I I", "Đ"])
def test_malformed_roman_numerals_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="La Mã"):
        vi.from_roman(text)


@pytest.mark.parametrize("number", [0, 4000, -3])
def test_numbers_without_a_roman_numeral_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="từ 1 đến 3999"):
        vi.roman(number)


def test_every_vietnamese_letter_changes_case_and_back() -> None:
    small = "đ" + "".join(
        "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
    )
    capital = "ĐAÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬEÈẺẼÉẸÊỀỂỄẾỆIÌỈĨÍỊOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢUÙỦŨÚỤƯỪỬỮỨỰYỲỶỸÝỴ"
    assert vi.upper(small) == capital
    assert vi.lower(capital) == small


@pytest.mark.parametrize(
    ("text", "capital"),
    [
        ("ủy ban", "Ủy ban"), ("đẩy mạnh", "Đẩy mạnh"), ("“ưu tiên”", "“Ưu tiên”"),
        ("05 đơn vị", "05 đơn vị"), ("", ""), ("- 1", "- 1"), ("UBND", "UBND"), ("u\u031bu", "Ưu"),
    ],
)  # fmt: skip
def test_the_first_letter_becomes_a_capital(text: str, capital: str) -> None:
    assert vi.capitalize_first(text) == capital


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("Đẩy mạnh", "đẩy mạnh"), ("Ý kiến", "ý kiến"), ("UBND tỉnh", "UBND tỉnh"),
        ("KH&CĐS", "KH&CĐS"), ("Ủy ban", "ủy ban"), ("5 Sở", "5 Sở"), ("", ""),
    ],
)  # fmt: skip
def test_the_first_letter_becomes_small_but_abbreviations_stay(text: str, small: str) -> None:
    assert vi.lower_first(text) == small


IN_ORDER = [
    "5", "10",
    "a", "ai", "ba", "ba mươi", "bà", "bà con", "bả", "bã", "bá", "bạ", "băng", "bằng", "bâng",
    "cô", "dân", "đa", "em", "êm", "go", "gô", "gơ", "u", "ư", "xa", "y",
]  # fmt: skip


def test_words_stand_in_dictionary_order() -> None:
    mixed = IN_ORDER[::-1]
    capitals = [word.upper() for word in mixed]
    assert sorted(mixed, key=vi.sort_key) == IN_ORDER
    assert sorted(capitals, key=vi.sort_key) == capitals[::-1]


def test_numbers_sort_by_value() -> None:
    rooms = ["Phòng 10", "Phòng 9", "Phòng 010", "Phòng 2"]
    assert sorted(rooms, key=vi.sort_key) == ["Phòng 2", "Phòng 9", "Phòng 010", "Phòng 10"]


def test_people_sort_by_given_name_then_family_then_middle() -> None:
    people = [
        "Nguyễn Văn Ái", "Trần An", "Lê Ân", "Nguyễn Ấn", "Đỗ Văn Bình", "Lê Thị Bình",
        "Lê Văn Bình", "Hoàng Đức", "Y", "",
    ]  # fmt: skip
    expected = ["", *people[:4], "Đỗ Văn Bình", "Lê Thị Bình", "Lê Văn Bình", "Hoàng Đức", "Y"]
    people.reverse()
    assert sorted(people, key=vi.name_sort_key) == expected


@given(st.lists(st.text(), min_size=1, max_size=6))
def test_any_texts_can_be_sorted(texts: list[str]) -> None:
    once = sorted(texts, key=vi.sort_key)
    texts.reverse()
    assert sorted(texts, key=vi.sort_key) == once
    assert vi.sort_key(texts[0]) <= vi.sort_key(texts[0] + " a")
