from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from simulator.claims import NOBODY
from simulator.settings import Settings
from store.access import Person, Role
from tests.ui.conftest import ROOT, drawn, links
from ui import identity

ADA = Person("https://id.example.org#ada", "Ada Marsh", "ada@example.org")
BEA = Person("https://id.example.org#bea", "Bea Żak", "bea@example.org", frozenset({Role.LEARNER, Role.SUPERVISOR}))
SETTINGS = Settings.from_environment({})


@pytest.fixture
def open_as(simulator):
    from streamlit.testing.v1 import AppTest

    def open_as(person, name="library", **query):
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        app.session_state["simulator"] = simulator
        app.session_state["person"] = person
        app.run()
        app.switch_page(f"ui/pages/{name}.py")
        for key, value in query.items():
            app.query_params[key] = value
        return app.run()

    return open_as


@pytest.fixture(autouse=True)
def no_providers(monkeypatch):
    monkeypatch.setattr(identity, "providers", lambda: ("", "work"))


def test_somebody_who_has_not_signed_in_sees_the_sign_in_and_no_run(open_as, simulator):
    run = simulator.begin("quiet-corner", "coach", "")
    for name in ("library", "practise", "settings", "supervise", "author", "administration"):
        app = open_as(NOBODY, name, run=run.record.id)
        shown = drawn(app)
        assert "Nobody sees a run unless you share it" in shown, name
        assert "0800 1111" in shown, name
        assert "can I do the books" not in shown, name
        assert links(app) == ["Attune"], name
        assert [button.label for button in app.button] == ["Pause", "Sign in", "Sign in with Work"], name


def test_the_address_keeps_the_page_that_was_asked_for(open_as):
    app = open_as(NOBODY, "practise", run="abc")
    assert app.query_params["to"] in ("practise", ["practise"])
    assert app.query_params["run"] in ("abc", ["abc"])


def test_after_signing_in_they_are_at_the_page_they_asked_for(open_as, simulator):
    run = simulator.begin("quiet-corner", "coach", ADA.id)
    app = open_as(ADA, "sign_in", to="practise", run=run.record.id)
    assert "can I do the books" in drawn(app)


@pytest.mark.parametrize("to", ["../../etc/passwd", "sign_in", "", "https://elsewhere.example"])
def test_an_address_that_is_no_page_of_the_app_leads_to_the_conversations(open_as, to):
    assert "Conversations" in drawn(open_as(ADA, "sign_in", to=to))


def test_pause_is_open_to_everybody(open_as):
    assert "Take a moment" in drawn(open_as(NOBODY, "pause"))


def test_a_sign_in_that_ended_amid_a_reply_says_that_it_was_not_kept_and_the_run_goes_on(open_as, simulator):
    run = simulator.begin("quiet-corner", "coach", ADA.id)
    run.say("Tell me, there is no hurry.")
    app = open_as(ADA, "practise", run=run.record.id)
    app.session_state["person"] = NOBODY
    app.text_area[0].set_value("I may have to <b>tell</b> somebody.")
    app.button[-1].click()
    shown = drawn(app.run())
    assert "It was not said yet, so it is not kept." in shown
    assert "I may have to <b>tell</b> somebody." in shown
    assert len(simulator.open(run.record.id, ADA.id).turns) == 1
    assert "do you have to tell?" in drawn(open_as(ADA, "practise", run=run.record.id))


def test_a_person_is_kept_once_they_are_in_and_each_has_their_own_runs(open_as, simulator):
    run = simulator.begin("quiet-corner", "coach", ADA.id)
    open_as(BEA)
    assert [p.name for p in simulator.supervision.possible_supervisors(ADA)] == ["Bea Żak"]
    shown = drawn(open_as(BEA, "practise", run=run.record.id))
    assert "This cannot be shown" in shown
    assert "pencils" not in shown


def test_a_page_that_needs_a_role_is_not_open_without_it(open_as):
    for name in ("supervise", "author", "administration"):
        assert "This is not open to you" in drawn(open_as(ADA, name)), name


@pytest.mark.parametrize(
    ("address", "headers", "here"),
    [
        ("127.0.0.1", {"Host": "127.0.0.1:8501"}, True),
        ("localhost", {"Host": "localhost:8501"}, True),
        ("::1", {"Host": "[::1]:8501"}, True),
        ("0.0.0.0", {"Host": "localhost:8501"}, False),
        (None, {"Host": "localhost:8501"}, False),
        ("127.0.0.1", {"Host": "attune.example.org"}, False),
        ("127.0.0.1", {"Host": "localhost:8501", "X-Forwarded-For": "10.0.0.9"}, False),
    ],
)
def test_without_sign_in_only_this_computer_gets_in(address, headers, here):
    assert identity._is_this_computer(address, headers) is here


def test_the_way_back_comes_out_of_the_cookie_as_it_went_in(monkeypatch):
    value = identity.back_value("practise", {"run": "a;b'c\"</script>", "x": "é"})
    assert set(value) & set(";'\"<>/ ?=&") == set()
    monkeypatch.setattr(identity.st, "context", SimpleNamespace(cookies={identity.BACK: value}))
    assert identity.came_for() == ("practise", {"run": "a;b'c\"</script>", "x": "é"})


def test_claims_of_streamlit_make_the_person(monkeypatch):
    now = datetime.now(UTC).timestamp()
    user = {"is_logged_in": True, "iss": "https://id.example.org", "sub": "ada", "name": "Ada Marsh", "iat": now}
    user["email"] = "ada@example.org"
    monkeypatch.setattr(identity.st, "user", user)
    assert identity.person_here(SETTINGS) == ADA
    monkeypatch.setattr(identity.st, "user", {"is_logged_in": False})
    assert identity.person_here(SETTINGS) == NOBODY
    assert not identity.has_lapsed()
    monkeypatch.setattr(identity.st, "user", user | {"iat": now - 13 * 3600})
    assert identity.person_here(SETTINGS) == NOBODY
    assert identity.has_lapsed()
