"""Spanish from the first text to the last."""

from tests.journeys.conftest import FIRST, MORNING, MOTHER, Hospital


def test_a_spanish_family_answers_a_reminder_and_reports_a_fever(hospital: Hospital) -> None:
    hospital.enrol("Luna", language="es")
    hospital.until(MORNING)
    mother = hospital.phone(MOTHER).expect("10:00", "Luna")
    assert "check-in" not in mother.last
    hospital.world.fast_forward(minutes=10)
    mother.reply("ya le di las dos por la sonda a las 10:05").expect("10:05", "sonda")
    assert [route for _, _, route in hospital.doses()] == ["NG", "NG"]
    mother.reply("tiene 39 en la axila").expect("Llame ahora a su equipo del estudio", "911")
    hospital.pager(FIRST).expect("ALERT T2 K-101 ES")


def test_a_spanish_seizure_with_a_typo_is_an_emergency(hospital: Hospital) -> None:
    hospital.enrol("Luna", language="es")
    hospital.phone(MOTHER).reply("le esta dando una convulcion").expect("911")
    hospital.pager(FIRST).expect("ALERT T1")


def test_alto_stops_and_ayuda_helps(hospital: Hospital) -> None:
    hospital.enrol("Luna", language="es")
    mother = hospital.phone(MOTHER).reply("AYUDA").expect("911", "202-555-0100")
    mother.reply("ALTO").expect("911")
    hospital.until(MORNING)
    mother.expect_nothing()


def test_no_para_de_sangrar_is_no_opt_out(hospital: Hospital) -> None:
    hospital.enrol("Luna", language="es")
    mother = hospital.phone(MOTHER).reply("no para de sangrar").expect("911")
    pager = hospital.pager(FIRST).expect("ALERT T1")
    pager.reply(f"ACK {pager.code}").expect("K-101")
    mother.expect("Una persona")
    hospital.until(MORNING)
    mother.expect("10:00")
    # Taken an hour ago and not resolved: it is nobody's again, and is paged.
    hospital.pager(FIRST).expect("ALERT AGAIN")
