from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from store.errors import StoreError
from store.signing_key import FILE, SigningKey, fingerprint_of, in_groups, is_signed, open_signing_key


def test_a_key_is_made_once_for_this_user_alone(tmp_path: Path) -> None:
    first, again = open_signing_key(tmp_path / "data"), open_signing_key(tmp_path / "data")
    assert first.public == again.public
    file = tmp_path / "data" / FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == [FILE]
    assert open_signing_key(tmp_path / "other").fingerprint != first.fingerprint


def test_processes_that_want_it_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: open_signing_key(tmp_path).fingerprint, range(16)))
    assert set(keys) == {open_signing_key(tmp_path).fingerprint}


def test_it_signs_as_rfc_8032_says() -> None:
    """Test 2 of section 7.1."""
    secret = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    key = SigningKey(Ed25519PrivateKey.from_private_bytes(secret))
    assert key.public.hex() == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    signature = key.sign(b"\x72")
    assert signature.hex().startswith("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da")
    assert is_signed(b"\x72", signature, key.public)
    assert not is_signed(b"\x73", signature, key.public)
    assert not is_signed(b"\x72", signature, bytes(5))


def test_a_fingerprint_is_read_out_in_groups() -> None:
    """SHA-256 of nothing begins e3b0c442."""
    assert fingerprint_of(b"") == "e3b0c44298fc1c149afbf4c8996fb924"
    assert in_groups(fingerprint_of(b"")) == "e3b0 c442 98fc 1c14 9afb f4c8 996f b924"


def test_a_damaged_or_foreign_key_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"-----BEGIN PRIVATE KEY-----\nMC4")
    with pytest.raises(StoreError, match="damaged"):
        open_signing_key(tmp_path)
    other = generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / FILE).write_bytes(other)
    with pytest.raises(StoreError, match="of another kind"):
        open_signing_key(tmp_path)
    assert (tmp_path / FILE).read_bytes() == other


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StoreError, match="cannot be used"):
        open_signing_key(tmp_path / "data")
