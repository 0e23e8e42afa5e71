"""Vietnamese as families write it, with accents and without: signs, doses, wishes about texts."""

import datetime as dt
import unicodedata

import pytest

from study.doses import DoseStatus
from study.protocol import Medicine, Route
from study.symptoms import Label
from study.understand.reading import Reading, read
from study.understand.said import Keyword

A, B = Medicine.RUXOLITINIB, Medicine.DEXAMETHASONE
GIVEN, LATE, MISSED = DoseStatus.GIVEN, DoseStatus.LATE, DoseStatus.MISSED
HELD, VOMITED, UNKNOWN = DoseStatus.HELD, DoseStatus.VOMITED, DoseStatus.UNKNOWN


def said(text: str, sender: str | None = "caregiver") -> Reading:
    return read(text, lang="vi", sender=sender, asked=(A, B), reminder_time=dt.time(8))


def bare(text: str) -> str:
    """The text as it is typed on a telephone without accents."""
    split = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in split if not unicodedata.combining(char))


def statuses(text: str) -> tuple[DoseStatus, DoseStatus]:
    doses = said(text).doses
    return doses[A].status, doses[B].status


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("giật nãy giờ không chịu dừng", Label.EMERGENCY),
        ("ép hoài mà máu mũi vẫn chảy không cầm", Label.EMERGENCY),
        ("thấy vỉ thuốc trống trơn bên cạnh nó", Label.EMERGENCY),
        ("nó hóc xương tím mặt", Label.EMERGENCY),
        ("đi cứ đâm vô tường như xin rượu", Label.URGENT_NEURO),
        ("hai tròng đen không bằng nhau", Label.URGENT_NEURO),
        ("mắt giật qua giật lại liên tục", Label.URGENT_NEURO),
        ("cổ cứng đơ như khúc gỗ", Label.URGENT_NEURO),
        ("lưỡi cứng đơ nói không ra câu", Label.URGENT_NEURO),
        ("tay phải không cầm đũa được", Label.URGENT_NEURO),
        ("cười miệng xếch qua bên trái", Label.URGENT_NEURO),
        ("nhìn lên bảng chữ nhoè hết", Label.URGENT_NEURO),
        ("tai không nghe gì hết", Label.URGENT_NEURO),
        ("nó hỏi mẹ là ai vậy", Label.URGENT_NEURO),
        ("nó mang giày vô tay", Label.URGENT_NEURO),
        ("đi tiểu vô tủ quần áo", Label.URGENT_NEURO),
        ("sáng nay lên kinh một cơn giờ hết rồi", Label.URGENT_NEURO),
        ("cháu cầm thìa cứ rơi suốt từ sáng", Label.URGENT_NEURO),
        ("nó đi đứng liểng xiểng", Label.URGENT_NEURO),
        ("rux làm con tôi đi không vững", Label.URGENT_NEURO),
        ("bú xong tím hết người", Label.EMERGENCY),
        ("mới bơm sonde xong cháu sặc ho không ngớt", Label.URGENT_NEURO),
        ("vàng tròng mắt mấy bữa rày", Label.OTHER_SYMPTOM),
        ("sốt cao mà nói sảng", Label.URGENT_BOTH),
        ("sốt đùng đùng từ tối qua", Label.URGENT_FEVER),
    ],
)
def test_it_hears_the_sign_with_accents_and_without(text: str, wanted: Label) -> None:
    assert [said(text).label, said(bare(text)).label] == [wanted, wanted]


@pytest.mark.parametrize(
    "text",
    [
        "liệt kê giùm mấy giấy tờ cần đem",
        "chích ngừa cúm có cần báo không",
        "họ có gửi kết quả cho mình không",
        "phác đồ thay đổi gì thì báo em nha",
        "vì sao phải giảm từ từ",
        "em quên từ hôm qua",
        "tỉ lệ là sao",
        "giả dụ ống mũi bị tuột thì làm gì",
    ],
)
def test_words_that_only_look_like_a_sign_are_none(text: str) -> None:
    assert [said(text).label, said(bare(text)).label] == [Label.NO_SYMPTOM] * 2


@pytest.mark.parametrize(
    ("text", "celsius"),
    [
        ("em đo được 38.5", "38.5"),
        ("tui cặp thuỷ ra 38 độ 6", "38.6"),
        ("bác sĩ ơi sốt 39 độ rồi", "39.0"),
        ("bấm lộn 36.5, thiệt ra 38.5", "38.5"),
        ("một trăm lẻ một chấm hai độ F", "38.4"),
        ("cặp nhiệt thấy số 38.1", "38.1"),
        ("sốt 39 độ làm ơn gọi lại", "39.0"),
    ],
)
def test_what_a_parent_measured_is_the_childs(text: str, celsius: str) -> None:
    for typed in (text, bare(text)):
        assert said(typed).label is Label.URGENT_FEVER
        assert str(said(typed).temp_c) == celsius


@pytest.mark.parametrize(
    "text",
    [
        "bé đi học rồi",
        "em giặt đồ nên không nghe máy",
        "trời ơi kẹt xe quá",
        "mua thêm nhiệt kế ở đâu vậy",
        "chưa thấy ai gọi lại",
        "không có gì thay đổi",
        "nghỉ lễ có làm việc không",
        "bận quá nên trả lời trễ",
        "nhức đầu với vụ bảo hiểm",
        "đất đang sốt giá",
        "ông ngoại cháu bị đột quỵ bên quê",
        "con nhỏ hàng xóm lên kinh tối qua",
        "sữa hâm 38 độ cho bé",
        "bé trầy đầu gối",
        "ngập đường không đi được",
        "sơn móng tay màu xanh",
        "bé đội nón đỏ",
        "hồi mới bệnh bé co giật mấy lần",
        "điểm toán 39/40",
        "hẹn 8h40, phòng 2",
    ],
)
def test_everyday_talk_is_no_symptom(text: str) -> None:
    assert [said(text).label, said(bare(text)).label] == [Label.NO_SYMPTOM] * 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("dạ cho rồi chị ơi", (GIVEN, GIVEN)),
        ("uống hết rồi nha", (GIVEN, GIVEN)),
        ("đúng 8h cả hai", (GIVEN, GIVEN)),
        ("dex rồi mà rux quên mất", (MISSED, GIVEN)),
        ("chỉ cho dexa, rux thì bỏ", (MISSED, GIVEN)),
        ("hết rux rồi, không có để cho, còn dex thì cho rồi", (MISSED, GIVEN)),
        ("tưởng chồng cho rồi ai dè chưa ai cho, lỡ luôn cữ sáng", (MISSED, MISSED)),
        ("con không có uống sáng nay", (MISSED, MISSED)),
        ("A uống rồi, B thì ói", (GIVEN, VOMITED)),
        ("uống xong có ói một lần", (VOMITED, VOMITED)),
        ("bs biểu nghỉ rux hôm nay, dex cho rồi", (HELD, GIVEN)),
        ("sáng nay lấy máu nên y tá dặn khoan uống", (HELD, HELD)),
        ("y tá nói đừng cho gì hết, đợi lấy máu xong", (HELD, HELD)),
        ("bác sĩ cho nghỉ rux, còn dex em quên", (HELD, MISSED)),
        ("rux không uống, dex không rõ", (MISSED, UNKNOWN)),
        ("bé còn ngủ, dậy rồi em cho", (UNKNOWN, UNKNOWN)),
        ("tí em cho uống", (UNKNOWN, UNKNOWN)),
        ("mai cho", (UNKNOWN, UNKNOWN)),
        ("em định 9h cho", (UNKNOWN, UNKNOWN)),
        ("dex mấy viên vậy cô", (UNKNOWN, UNKNOWN)),
        ("trễ rồi có cho nữa không", (UNKNOWN, UNKNOWN)),
        ("9h30 mới cho cả hai", (LATE, LATE)),
    ],
)
def test_it_hears_what_became_of_both(text: str, wanted: tuple[DoseStatus, DoseStatus]) -> None:
    assert [statuses(text), statuses(bare(text))] == [wanted, wanted]


def test_swallowed_is_by_mouth_and_the_belly_tube_is_neither() -> None:
    assert said("bé nuốt cả hai viên").doses[A].route is Route.PO
    assert said("bơm ống mũi cả hai").doses[A].route is Route.NG
    belly = said("qua ống bụng cả hai thuốc rồi")
    assert belly.doses[A].route is None
    assert belly.ask_again


@pytest.mark.parametrize(
    "text", ["ba cho uống rồi", "uống giỏi lắm, cả hai luôn", "con tự uống rồi"]
)
def test_a_father_and_praise_are_no_times(text: str) -> None:
    assert [said(one).doses[A].time for one in (text, bare(text))] == [None, None]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("tôi không muốn nhận tin nhắn này nữa", Keyword.OPT_OUT),
        ("bỏ tên em ra khỏi danh sách nhắn tin", Keyword.OPT_OUT),
        ("tắt mấy cái tin nhắc này đi", Keyword.OPT_OUT),
        ("mấy tin này đừng gởi vô máy tui nữa", Keyword.OPT_OUT),
        ("hủy đăng ký nhận tin", Keyword.OPT_OUT),
        ("cho em nhận tin lại", Keyword.OPT_IN),
        ("em không nhận được tin nhắn hôm qua", Keyword.NONE),
        ("đừng ngưng nhắn tin nha, em cần mấy tin này", Keyword.NONE),
        ("bé không chịu dừng chơi game", Keyword.NONE),
        ("em hủy hẹn thứ ba được không", Keyword.NONE),
    ],
)
def test_a_wish_about_texts_is_told_from_a_near_miss(text: str, wanted: Keyword) -> None:
    assert [said(text).keyword, said(bare(text)).keyword] == [wanted, wanted]
