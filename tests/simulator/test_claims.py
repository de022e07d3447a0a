from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from simulator.claims import NOBODY, person_of
from simulator.settings import Settings
from store.access import Action, Relation, Role, allows

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CLAIMS: dict[str, Any] = {"iss": "https://id.example.org", "sub": "7", "iat": NOW.timestamp() - 60}
SETTINGS = Settings.from_environment(
    {"ATTUNE_SUPERVISORS": "bea@example.org, Cem@Example.org", "ATTUNE_AUTHORS": "bea@example.org"}
)


def roles(**claims: Any) -> set[str]:
    return {role.value for role in person_of(CLAIMS | claims, SETTINGS, NOW).roles}


def test_issuer_and_subject_together_are_the_person() -> None:
    person = person_of(CLAIMS | {"name": " Ada Marsh ", "email": "ada@example.org"}, SETTINGS, NOW)
    assert (person.id, person.name, person.email) == ("https://id.example.org#7", "Ada Marsh", "ada@example.org")
    assert person.roles == {Role.LEARNER}


@pytest.mark.parametrize(
    "missing", [{"iss": ""}, {"sub": None}, {"sub": 7}, {"iat": None}, {"iat": "soon"}, {"iat": True}]
)
def test_claims_that_name_nobody_let_nobody_in(missing: dict[str, Any]) -> None:
    assert person_of(CLAIMS | missing, SETTINGS, NOW) == NOBODY


def test_nobody_may_do_anything() -> None:
    assert not any(allows(NOBODY, action, relation) for action in Action for relation in Relation)


def test_a_sign_in_lasts_as_long_as_is_set() -> None:
    made = NOW.timestamp() - 12 * 3600
    assert person_of(CLAIMS | {"iat": made + 1}, SETTINGS, NOW) != NOBODY
    assert person_of(CLAIMS | {"iat": made}, SETTINGS, NOW) == NOBODY


def test_roles_come_as_a_list_or_as_words_and_others_are_ignored() -> None:
    assert roles(roles=["supervisor", "emperor", 7, None]) == {"learner", "supervisor"}
    assert roles(roles="Supervisor,author") == {"learner", "supervisor", "author"}
    assert roles(roles={"supervisor": True}) == {"learner"}
    assert roles() == {"learner"}


def test_the_claim_may_have_another_name() -> None:
    settings = Settings.from_environment({"ATTUNE_ROLES_CLAIM": "https://example.org/roles"})
    person = person_of(CLAIMS | {"https://example.org/roles": ["administrator"], "roles": ["author"]}, settings, NOW)
    assert person.roles == {Role.LEARNER, Role.ADMINISTRATOR}


def test_an_address_gives_a_role_unless_it_is_not_verified() -> None:
    assert roles(email="BEA@example.org") == {"learner", "supervisor", "author"}
    assert roles(email="cem@example.org", email_verified=True) == {"learner", "supervisor"}
    assert roles(email="cem@example.org", email_verified=False) == {"learner"}
    assert roles(email="cem@example.org", email_verified="false") == {"learner"}
    assert roles(email="") == {"learner"}
