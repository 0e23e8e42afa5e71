"""After words of death nothing is asked about the child until a person decides."""

from portal.actions.hold_for_death import hold_for_death
from portal.actions.open_task import close_task
from portal.actions.tell_family import News, tell_family
from portal.store import tasks
from portal.store.alerts import Alert
from portal.store.texts import OutboundState
from portal.store.trail import Actor, Who
from study.lifecycle import State
from study.symptoms import Tier
from tests.portal.actions.household import Household


def hold(home: Household) -> None:
    hold_for_death(
        home.session,
        participant=home.child,
        reporter=home.text_from(home.mother),
        now=home.now,
    )


def test_it_holds_back_what_waits_on_every_phone_and_gives_a_person_an_urgent_task(
    home: Household,
) -> None:
    home.at(20)
    home.tick()
    hold(home)
    (reminder,) = home.texts("DoseReminder")
    home.session.refresh(reminder)
    assert reminder.state is OutboundState.SUPPRESSED
    (task,) = tasks.open_at(home.session, home.site.id)
    assert (task.kind, task.urgent) == ("words_of_death", True)
    assert home.child.state is State.ON_TREATMENT


def test_nothing_is_asked_while_the_task_is_open_and_again_once_it_is_closed(
    home: Household,
) -> None:
    hold(home)
    home.at(20)
    home.tick()
    assert home.texts("DoseReminder") == []
    (task,) = tasks.open_at(home.session, home.site.id)
    who = Who(actor=Actor.STAFF, id=home.nurse.id)
    close_task(
        home.session, task=task, staff_id=home.nurse.id, note="A mistake.", who=who, now=home.now
    )
    home.at(8, day=1)
    home.tick()
    assert len(home.texts("DoseReminder")) == 1


def test_the_family_is_told_nothing_more_about_the_alert(home: Household) -> None:
    hold(home)
    alert = Alert(
        site_id=home.site.id,
        participant_id=home.child.id,
        caregiver_id=home.mother.id,
        tier=Tier.T1,
        opened_at=home.now,
        paging_since=home.now,
    )
    home.session.add(alert)
    home.session.flush()
    tell_family(home.session, alert=alert, site=home.site, news=News.NOBODY_ANSWERED, now=home.now)
    assert home.texts("NobodyAnswered") == []
