from support import recipes

from vbgen.docview import Role, read, recognise


def test_a_whole_plan_is_recognised_line_by_line() -> None:
    found = recognise(read(recipes.made(recipes.plan)))
    assert [item.role for item in found.all(*Role, unit=1)] == [
        Role.APPENDIX,
        Role.APPENDIX_TITLE,
        Role.APPENDIX_NOTE,
        Role.KHOAN,
    ]
    assert found.first(Role.SIGNER).text == "Nguyễn Văn An"
