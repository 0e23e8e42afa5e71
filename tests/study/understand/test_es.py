"""Spanish as families write it: signs, doses and wishes about texts, by kind of wording."""

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
    return read(text, lang="es", asked=(A, B), reminder_time=dt.time(20))


def statuses(text: str) -> tuple[DoseStatus, DoseStatus]:
    doses = said(text).doses
    return doses[A].status, doses[B].status


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("no se le mueve el pecho", Label.EMERGENCY),
        ("respira como pescadito", Label.EMERGENCY),
        ("dice que ya no quiere estar aqui, que mejor se mata", Label.EMERGENCY),
        ("ya empapo tres toallas de sangre", Label.EMERGENCY),
        ("le pellizco los pies y no reacciona", Label.EMERGENCY),
        ("nena no despielta", Label.EMERGENCY),
        ("esta agonizando", Label.EMERGENCY),
        ("bebio cloro", Label.EMERGENCY),
        ("encontre una nota donde se despide", Label.EMERGENCY),
        ("hizo un reguero de sangre por la boca", Label.EMERGENCY),
        ("pregunta por su abuela que murio hace años", Label.URGENT_NEURO),
        ("dice que oye a alguien que lo llama", Label.URGENT_NEURO),
        ("la comida se le sale por un lado", Label.URGENT_NEURO),
        ("camina como vaquero y se cae", Label.URGENT_NEURO),
        ("le dice tio a su papa", Label.URGENT_NEURO),
        ("contesta como en camara lenta", Label.URGENT_NEURO),
        ("volvio a usar panal y ya iba al baño", Label.URGENT_NEURO),
        ("agarra con la otra mano porque la buena no le sirve", Label.URGENT_NEURO),
        ("ya no late su corazon", Label.EMERGENCY),
        ("no le sale el aire", Label.EMERGENCY),
        ("la maestra me marco que tiene fiebre", Label.URGENT_FEVER),
        ("la mano la tiene como muerta", Label.URGENT_NEURO),
        ("casi ni despierta, abre los ojos y se duerme", Label.URGENT_NEURO),
        ("no puede abrocharse los botones como antes", Label.URGENT_NEURO),
        ("se le ven los ojos disparejos", Label.URGENT_NEURO),
        ("guardo los zapatos en el refri", Label.URGENT_NEURO),
        ("contesta cosas que no vienen al caso", Label.URGENT_NEURO),
        ("se porta como si fuera bebe otra vez", Label.URGENT_NEURO),
        ("me duele un chorro la cabeza y vomite", Label.URGENT_NEURO),
        ("le dan como toques en el cuerpo", Label.URGENT_NEURO),
        ("esta volado en fiebre", Label.URGENT_FEVER),
        ("no ha orinado hoy", Label.OTHER_SYMPTOM),
        ("le di la medicina de su hermano por equivocacion", Label.OTHER_SYMPTOM),
        ("la manguerita amanecio zafada", Label.OTHER_SYMPTOM),
    ],
)
def test_a_sign_is_heard_by_what_is_seen_and_in_any_dialect(text: str, wanted: Label) -> None:
    assert said(text).label is wanted


@pytest.mark.parametrize(
    "text",
    [
        "en que casos llamo al 911",
        "donde me estaciono",
        "tengo una pregunta del seguro",
        "la app no responde",
        "le cortaron el pelo y se ve bien guapo",
        "puso su ropa en la lavadora",
        "le dice mama a su abuela de cariño",
        "le cuesta levantarse temprano para la escuela",
        "el seguro es un dolor de cabeza",
        "que me muero de sueño hoy",
        "dormia como piedra y ni oi el mensaje",
        "la bateria del termometro se murio",
        "ya no le duele la panza",
        "la tos se le quito la semana pasada",
        "puede ir a la escuela?",
    ],
)
def test_everyday_talk_is_no_symptom(text: str) -> None:
    assert said(text).label is Label.NO_SYMPTOM


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("se nos pasó por completo", (MISSED, MISSED)),
        ("se me pasaron las dos", (MISSED, MISSED)),
        ("se nos olvido por completo a los dos", (MISSED, MISSED)),
        ("anoche falló la toma, de las dos", (MISSED, MISSED)),
        ("no hubo poder humano que se las tomara", (MISSED, MISSED)),
        ("las dejamos en casa de mi mama", (MISSED, MISSED)),
        ("se durmio sin tomarlas", (MISSED, MISSED)),
        ("ni rux ni dexa", (MISSED, MISSED)),
        ("rux no dexa tampoco", (MISSED, MISSED)),
        ("ni le di", (MISSED, MISSED)),
        ("ninguna dosis dada", (MISSED, MISSED)),
        ("no dadas", (MISSED, MISSED)),
        ("no, ya se habia dormido", (MISSED, MISSED)),
        ("se quedo dormido antes de las medicinas y no lo desperte", (MISSED, MISSED)),
        ("no tomo ni la una ni la otra", (MISSED, MISSED)),
        ("las aventó a la basura", (MISSED, MISSED)),
        ("ruxo a las 8, dexa ya no", (GIVEN, MISSED)),
        ("no consegui que las tomara", (MISSED, MISSED)),
        ("a los diez minutos echo todo", (VOMITED, VOMITED)),
        ("ya se las habia tomado pero las saco", (VOMITED, VOMITED)),
        ("se le regresaron las dos", (VOMITED, VOMITED)),
        ("le cayo mal la jakafi y la vomito, el esteroide si lo aguanto", (VOMITED, GIVEN)),
        ("nos la pararon", (HELD, HELD)),
        ("la enfermera dijo que brincaramos la dosis", (HELD, HELD)),
        ("ordenes medicas, hoy no", (HELD, HELD)),
        ("la ruxo la tiene parada la doctora, dexa si", (HELD, GIVEN)),
        ("nomas se tomo la mitad", (PART, PART)),
        ("seguro que si se las dieron pero deje pregunto", (UNKNOWN, UNKNOWN)),
        ("falta, apenas van a ser las 8", (UNKNOWN, UNKNOWN)),
        ("apenas voy a cenar", (UNKNOWN, UNKNOWN)),
        ("mas tardecito", (UNKNOWN, UNKNOWN)),
        ("no me sono la alarma", (UNKNOWN, UNKNOWN)),
        ("se tardo mucho el doctor", (UNKNOWN, UNKNOWN)),
        ("ya no entiendo que dosis es", (UNKNOWN, UNKNOWN)),
        ("si vomita se la repito?", (UNKNOWN, UNKNOWN)),
        ("claro que si ya", (GIVEN, GIVEN)),
        ("se las tomo sin llorar", (GIVEN, GIVEN)),
        ("la ruxo a las 8:05 y la dexa hasta las 10", (GIVEN, LATE)),
    ],
)
def test_a_dose_is_read_by_what_became_of_it(
    text: str, wanted: tuple[DoseStatus, DoseStatus]
) -> None:
    assert statuses(text) == wanted


@pytest.mark.parametrize("text", ["se marearon las dos", "hoy se complicaron las dos tomas"])
def test_the_two_beside_an_unknown_verb_is_no_gift_and_no_time_of_day(text: str) -> None:
    assert statuses(text) == (UNKNOWN, UNKNOWN)


def test_a_time_behind_a_route_is_when_it_was_given() -> None:
    dose = said("la jakafi si, por sonda, 8 y 5").doses[A]
    assert (dose.route, dose.time) == (Route.NG, dt.time(20, 5))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ya estuvo bueno de tantos mensajes, parenle", Keyword.OPT_OUT),
        ("este numero ya no es de Maria", Keyword.OPT_OUT),
        ("como cancelo los mensajes", Keyword.OPT_OUT),
        ("desactiven los mensajes", Keyword.OPT_OUT),
        ("cancele sin querer, actívenme", Keyword.OPT_IN),
        ("mandenme los mensajes otra vez", Keyword.OPT_IN),
        ("no me vayan a quitar los avisos", Keyword.NONE),
        ("manden los mensajes mas temprano", Keyword.NONE),
        ("no me llegan los mensajes", Keyword.NONE),
        ("queremos salirnos del estudio", Keyword.NONE),
    ],
)
def test_a_wish_about_texts_is_told_from_its_near_misses(text: str, wanted: Keyword) -> None:
    assert said(text).keyword is wanted
