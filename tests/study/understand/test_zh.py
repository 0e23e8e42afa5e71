"""Chinese as families write it: signs, doses and wishes about texts, by kind of wording."""

import datetime as dt

import pytest

from study.doses import DoseStatus
from study.protocol import Medicine, Route
from study.symptoms import Label
from study.understand.reading import Reading, read
from study.understand.said import Keyword

A, B = Medicine.RUXOLITINIB, Medicine.DEXAMETHASONE
GIVEN, LATE, MISSED = DoseStatus.GIVEN, DoseStatus.LATE, DoseStatus.MISSED
HELD, VOMITED, UNKNOWN = DoseStatus.HELD, DoseStatus.VOMITED, DoseStatus.UNKNOWN
PART = DoseStatus.PART_GIVEN


def said(text: str) -> Reading:
    return read(text, lang="zh", asked=(A, B), reminder_time=dt.time(8))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("怎么摇都不醒", Label.EMERGENCY),
        ("摸不到他的呼吸", Label.EMERGENCY),
        ("点嗌佢都唔醒", Label.EMERGENCY),
        ("嘴唇变晒蓝色", Label.EMERGENCY),
        ("血像开了水龙头一样", Label.EMERGENCY),
        ("整排药片他都吞了 旁边空药板", Label.EMERGENCY),
        ("我唔想再做人", Label.EMERGENCY),
        ("成個人硬晒 一直震", Label.EMERGENCY),
        ("右腿拖着走", Label.URGENT_NEURO),
        ("左手抬不起来", Label.URGENT_NEURO),
        ("她管我叫阿姨", Label.URGENT_NEURO),
        ("把袜子塞冰箱里", Label.URGENT_NEURO),
        ("左眼黑眼珠比右眼大很多", Label.URGENT_NEURO),
        ("刚才抽了两分钟 现在停了", Label.URGENT_NEURO),
        ("脖子一碰就哭 低不下去", Label.URGENT_NEURO),
        ("半边脸不动了 喝水从嘴角漏", Label.URGENT_NEURO),
        ("說話像含著東西 聽不清", Label.URGENT_NEURO),
        ("烧到38度4 走路像踩棉花", Label.URGENT_BOTH),
    ],
)
def test_a_sign_is_heard_by_what_is_seen_and_in_any_dialect(text: str, wanted: Label) -> None:
    assert said(text).label is wanted


@pytest.mark.parametrize(
    "text",
    [
        "头痛的是报销手续",
        "电影里主角晕倒那段他笑了",
        "没什么不舒服",
        "手机没反应了",
        "他不肯吃药",
        "他在客厅看电视",
        "冇頭痛 冇發燒",
        "真记不清给没给",
        "假装晕倒逗妹妹",
    ],
)
def test_a_figure_of_speech_and_everyday_life_are_no_symptom(text: str) -> None:
    assert said(text).label is Label.NO_SYMPTOM


@pytest.mark.parametrize(
    "text",
    ["看着电视突然抽搐", "玩游戏的时候晕倒了", "抱着小熊突然抽搐", "娃娃发烧了", "学走路摔到头了"],
)
def test_a_film_or_a_toy_nearby_hides_no_sign(text: str) -> None:
    assert said(text).screen.red_flag


@pytest.mark.parametrize(
    ("text", "a", "b"),
    [
        ("兩隻都食晒", GIVEN, GIVEN),
        ("灌进去了 两种", GIVEN, GIVEN),
        ("刚刚才喂", LATE, LATE),
        ("才从胃管一起打的", LATE, LATE),
        ("忘得一干二净", MISSED, MISSED),
        ("怎么都不张嘴 没喂进去", MISSED, MISSED),
        ("药房断货 rux没药了 激素给了", MISSED, GIVEN),
        ("除了dex都给了", GIVEN, MISSED),
        ("NP叫今晚skip两种", HELD, HELD),
        ("护士说两个都不能给", HELD, HELD),
        ("喂完哇一下全喷了", VOMITED, VOMITED),
        ("兩隻都嘔番晒出嚟", VOMITED, VOMITED),
        ("含嘴里不咽 呸掉了", PART, PART),
        ("吃了一半就不肯吃了", PART, PART),
        ("在路上 到家就给", UNKNOWN, UNKNOWN),
        ("泡药呢 马上", UNKNOWN, UNKNOWN),
        ("忘了有没有喂", UNKNOWN, UNKNOWN),
        ("dex没吃上 另一种我说不准", UNKNOWN, MISSED),
        ("先给rux还是先给dex", UNKNOWN, UNKNOWN),
        ("刚打给你们没人接", UNKNOWN, UNKNOWN),
        ("他不吃", MISSED, MISSED),
    ],
)
def test_a_dose_word_gives_its_status(text: str, a: DoseStatus, b: DoseStatus) -> None:
    doses = said(text).doses
    assert (doses[A].status, doses[B].status) == (a, b)


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("两个都吃了", None),
        ("都食咗", None),
        ("两个都服了", None),
        ("两个口服", Route.PO),
        ("两颗都吞下去了", Route.PO),
        ("两个用嘴吃的", Route.PO),
        ("两个都从嘴里喂的", Route.PO),
        ("两个都走鼻胃管打的", Route.NG),
        ("两个从肚子上的管子打的", None),
        ("两个静推的", None),
    ],
)
def test_eating_alone_says_nothing_of_the_route(text: str, route: Route | None) -> None:
    doses = said(text).doses
    assert [doses[one].route for one in (A, B)] == [route, route]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("八点半 两个药一起喂的", dt.time(8, 30)),
        ("给了 八点过五分", dt.time(8, 5)),
        ("八點正 兩隻都俾咗", dt.time(8)),
        ("两个都给了 八点四十 口服", dt.time(8, 40)),
    ],
)
def test_together_is_no_hour_and_past_the_hour_is_added(text: str, time: dt.time) -> None:
    assert said(text).doses[A].time == time


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("把我的号码从名单里删掉", Keyword.OPT_OUT),
        ("以后别再给我发信息了", Keyword.OPT_OUT),
        ("bu yao zai fa duanxin", Keyword.OPT_OUT),
        ("麻烦把短信再打开", Keyword.OPT_IN),
        ("上次误点了退订", Keyword.OPT_IN),
        ("能再开始给我发提醒吗", Keyword.OPT_IN),
        ("千万别再发烧了", Keyword.NONE),
        ("不要停止短信", Keyword.NONE),
        ("停了", Keyword.NONE),
        ("把周三的预约取消", Keyword.NONE),
        ("没收到短信", Keyword.NONE),
        ("不想恢复短信", Keyword.NONE),
    ],
)
def test_a_wish_about_texts_is_told_from_its_near_misses(text: str, wanted: Keyword) -> None:
    assert said(text).keyword is wanted


def test_cantonese_reads_as_the_mandarin_of_the_same_meaning() -> None:
    assert said("佢唔肯食嘢").symptoms == said("他不肯吃嘢").symptoms
    assert said("停咗").doses == said("停了").doses
