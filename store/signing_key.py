"""This installation's key, with which the files that leave it are signed: made when it is first wanted, then kept.

The private half never leaves the data folder. Who holds the file can sign in this installation's name.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from store.errors import StoreError

FILE = "signing-key.pem"
FINGERPRINT_HEX = 32
"""Half a SHA-256: 128 bits, which nobody can aim at, in eight groups of four that two people can read out."""

_HINT = "move it elsewhere and a new one is made; files signed with it will then show another fingerprint"


@dataclass(frozen=True)
class SigningKey:
    """An Ed25519 key pair (RFC 8032)."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        """The 32 bytes that others check a signature with."""
        return self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def fingerprint(self) -> str:
        """What this key is called by."""
        return fingerprint_of(self.public)

    def sign(self, message: bytes) -> bytes:
        """Return 64 bytes, the same each time for the same message."""
        return self.private.sign(message)


def fingerprint_of(public: bytes) -> str:
    """Return a public key's fingerprint, 32 hexadecimal digits."""
    return sha256(public).hexdigest()[:FINGERPRINT_HEX]


def in_groups(fingerprint: str) -> str:
    """Return a fingerprint as people compare it: groups of four, for instance `09af 11c2 …`."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))


def is_signed(message: bytes, signature: bytes, public: bytes) -> bool:
    """Return whether the holder of this key signed exactly this."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def open_signing_key(folder: Path) -> SigningKey:
    """Return the key kept in the data folder, making one that only this user may read when there is none.

    Raises StoreError when it cannot be read, or is none.
    """
    file = folder / FILE
    try:
        if not file.exists():
            _make(file)
        private = load_pem_private_key(file.read_bytes(), password=None)
    except OSError as error:
        raise StoreError(f"the key to sign files with cannot be used: {error.strerror}", str(file)) from error
    except (ValueError, TypeError) as error:
        raise StoreError("the key to sign files with is damaged", str(file), _HINT) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise StoreError("the key to sign files with is of another kind", str(file), _HINT)
    return SigningKey(private)


def _make(file: Path) -> None:
    """Write a whole new key under its name at once; where another process was quicker, its key stays."""
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{FILE}.{uuid4().hex}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(pem)
        _put(draft, file)
    finally:
        draft.unlink(missing_ok=True)


def _put(draft: Path, file: Path) -> None:
    try:
        os.link(draft, file)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        draft.replace(file)
