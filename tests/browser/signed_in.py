"""The app with sign-in set up, and an OpenID Connect server on this computer that knows three people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import oidc_provider_mock
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Server

ADA = oidc_provider_mock.User(
    sub="ada", claims={"name": "Ada Marsh", "email": "ada@example.org", "roles": ["emperor"], "email_verified": True}
)
BEA = oidc_provider_mock.User(
    sub="bea", claims={"name": "Bea Żak", "email": "bea@example.org", "roles": ["supervisor"], "email_verified": True}
)
CEM = oidc_provider_mock.User(
    sub="cem", claims={"name": "Cem Ilhan", "email": "cem@example.org", "roles": "administrator"}
)


class SignedInServer(Server):
    """The app started with a file of secrets that names the identity provider."""

    def __init__(self, folder: Path, issuer: str, database: str = "") -> None:
        self._issuer = issuer
        super().__init__(folder, database)

    def options(self) -> list[str]:
        secrets = self.folder / "secrets.toml"
        secrets.write_text(
            "[auth]\n"
            f'redirect_uri = "{self.url}oauth2callback"\n'
            'cookie_secret = "a secret for one test, and long enough"\n'
            'client_id = "attune"\n'
            'client_secret = "any"\n'
            f'server_metadata_url = "{self._issuer}/.well-known/openid-configuration"\n'
        )
        return ["--secrets.files", str(secrets)]


@contextmanager
def signed_in_server(folder: Path, database: str = "") -> Iterator[SignedInServer]:
    """Run both; without a `database`, on a SQLite of its own in the folder."""
    with oidc_provider_mock.run_server_in_thread(user_claims=[ADA, BEA, CEM]) as provider:
        server = SignedInServer(folder, f"http://localhost:{provider.server_port}", database)
        try:
            yield server
        finally:
            server.stop()


def new_browser(chromium: Browser, server: Server, width: int = 1280, height: int = 800) -> BrowserContext:
    """Return a browser of its own, with cookies of its own, that reaches nothing but this computer."""
    context = chromium.new_context(viewport={"width": width, "height": height}, base_url=server.url)
    context.set_default_timeout(30_000)
    context.route(lambda url: not url.startswith(("http://localhost", "http://127.0.0.1")), lambda route: route.abort())
    return context


def sign_in(page: Page, who: oidc_provider_mock.User) -> None:
    """Sign in from the sign-in page."""
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name=who.sub, exact=True).first.click()
    expect(page.get_by_role("link", name="Settings")).to_be_visible()
