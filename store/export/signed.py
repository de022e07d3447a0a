"""Files that go from one installation to another, signed with the key of the one they come from (Ed25519, RFC 8032).

Three lines stand above the content: what the file is and of which version, the public key, the signature. Signed is
everything but the signature's line, so that a change of any byte is seen. What a signature proves, and what it does
not, is in docs/decisions/0005-signed-files.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from store.errors import DocumentInvalid
from store.export import json_export
from store.signing_key import SigningKey, fingerprint_of, is_signed

SUFFIX = ".attune"
_HEAD = re.compile(rb"(attune-(?:transcript|review) [12])\n(key [0-9a-f]{64})\n(signature [0-9a-f]{128})\n\n")
_FIRST_LINE = re.compile(rb"attune-(transcript|review) ([1-9][0-9]{0,3})\n")
_FIRST_WORDS = tuple(b"attune-" + word for word in (b"transcript ", b"review "))
_HEAD_BYTES = 300
"""More than the lines above the content take."""

_AGAIN = "ask whoever sent it for the file again"


class Kind(StrEnum):
    """What a file holds: a run for a supervisor, or what a supervisor says of one."""

    TRANSCRIPT = "transcript"
    REVIEW = "review"


NEWEST = {Kind.TRANSCRIPT: 2, Kind.REVIEW: 1}
"""The newest version of each that is read, as are those before it. `store.export.exchanged` has what they hold."""


@dataclass(frozen=True)
class Signed:
    """The content of a file, as the holder of the key with this fingerprint signed it."""

    kind: Kind
    content: bytes
    fingerprint: str
    version: int = 1


def write_signed(kind: Kind, content: bytes, key: SigningKey, version: int = 1) -> bytes:
    """Return the file."""
    first, key_line = f"attune-{kind} {version}".encode(), f"key {key.public.hex()}".encode()
    signature = key.sign(_message(first, key_line, content)).hex()
    return b"\n".join((first, key_line, f"signature {signature}".encode(), b"", content))


def parse_signed(data: bytes, where: str | None = None) -> Signed:
    """Return what a file holds once its signature has been found to fit; raises DocumentInvalid with the reason.

    Nothing of the content is looked at before.
    """
    refuse_too_large(len(data), where)
    _refuse_foreign(data, where)
    head = _HEAD.match(data)
    if head is None:
        raise DocumentInvalid("it was cut short or changed: the lines above its content are not whole", where, _AGAIN)
    first, key_line, signature_line = head.groups()
    public, content = bytes.fromhex(key_line[4:].decode()), data[head.end() :]
    if not is_signed(_message(first, key_line, content), bytes.fromhex(signature_line[10:].decode()), public):
        raise DocumentInvalid("it was cut short or changed: its signature does not fit", where, _AGAIN)
    kind, version = first.decode().removeprefix("attune-").split()
    return Signed(Kind(kind), content, fingerprint_of(public), int(version))


def read_signed_file(path: Path) -> bytes:
    """Return a file's bytes; one that is larger than any of ours, or cannot be read, raises DocumentInvalid, unread."""
    try:
        refuse_too_large(path.stat().st_size, str(path))
        return path.read_bytes()
    except OSError as error:
        raise DocumentInvalid(f"this cannot be read: {error.strerror}", str(path)) from error


def refuse_too_large(size_bytes: int, where: str | None = None) -> None:
    """Raise DocumentInvalid for a size that no file of ours has."""
    most = json_export.MAX_BYTES + _HEAD_BYTES
    if size_bytes > most:
        raise DocumentInvalid(f"{size_bytes:,} bytes are more than any such file has; {most:,} are read", where)


def _refuse_foreign(data: bytes, where: str | None) -> None:
    if not data.startswith(_FIRST_WORDS):
        raise DocumentInvalid("this is neither a transcript nor a review from Attune", where, f"its name ends {SUFFIX}")
    first = _FIRST_LINE.match(data)
    if first is not None and int(first[2]) > NEWEST[Kind(first[1].decode())]:
        reason = f"this file is of format {int(first[2])}, newer than this version knows"
        raise DocumentInvalid(reason, where, "install the newer version of Attune to open it")


def _message(first: bytes, key_line: bytes, content: bytes) -> bytes:
    return b"\n".join((first, key_line, content))
