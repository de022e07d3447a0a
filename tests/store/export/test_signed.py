from __future__ import annotations

import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import DocumentInvalid
from store.export import json_export
from store.export.signed import NEWEST, Kind, Signed, parse_signed, read_signed_file, write_signed
from store.signing_key import SigningKey

KEY = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
OTHER = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(32)))
CONTENT = '{\n  "title": "The last coat – żółć"\n}\n'.encode()
FILE = write_signed(Kind.TRANSCRIPT, CONTENT, KEY)


def refused(data: bytes) -> str:
    with pytest.raises(DocumentInvalid) as refusal:
        parse_signed(data, "run.attune")
    assert refusal.value.where == "run.attune"
    return str(refusal.value)


@given(st.sampled_from(Kind), st.binary(max_size=200))
def test_what_was_signed_comes_back(kind: Kind, content: bytes) -> None:
    for version in range(1, NEWEST[kind] + 1):
        file = write_signed(kind, content, KEY, version)
        assert parse_signed(file) == Signed(kind, content, KEY.fingerprint, version)


def test_it_is_laid_out_as_the_decision_says() -> None:
    lines = FILE.split(b"\n", 4)
    assert lines[0] == b"attune-transcript 1"
    assert lines[1] == b"key " + KEY.public.hex().encode()
    assert re.fullmatch(rb"signature [0-9a-f]{128}", lines[2])
    assert lines[3:] == [b"", CONTENT]


@settings(max_examples=500, deadline=None)
@given(st.integers(0, len(FILE) - 1), st.integers(1, 255))
def test_any_byte_changed_is_refused(place: int, change: int) -> None:
    assert refused(FILE[:place] + bytes([FILE[place] ^ change]) + FILE[place + 1 :])


def test_every_bit_of_the_lines_above_counts() -> None:
    for place in range(len(FILE) - len(CONTENT)):
        for bit in range(8):
            assert refused(FILE[:place] + bytes([FILE[place] ^ 1 << bit]) + FILE[place + 1 :])


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(FILE) - 1))
def test_a_file_cut_short_is_refused(length: int) -> None:
    assert refused(FILE[:length])
    assert refused(FILE[length:]) if length else True


@given(st.integers(0, len(FILE)), st.binary(min_size=1, max_size=5))
def test_a_file_with_more_in_it_is_refused(place: int, more: bytes) -> None:
    assert refused(FILE[:place] + more + FILE[place:])


def test_reasons_are_told() -> None:
    assert "its signature does not fit" in refused(FILE[:-1])
    assert "the lines above its content are not whole" in refused(FILE[:100])
    assert "neither a transcript nor a review" in refused(b"PK\x03\x04")
    assert "neither a transcript nor a review" in refused(b"")
    newer = FILE.replace(b"transcript 1", b"transcript 3")
    assert "of format 3, newer than this version knows (install the newer version" in refused(newer)
    assert "of format 2, newer than this version knows" in refused(FILE.replace(b"transcript 1", b"review 2"))


def test_a_signature_of_another_key_or_kind_does_not_fit() -> None:
    mine, theirs = FILE.split(b"\n"), write_signed(Kind.TRANSCRIPT, CONTENT, OTHER).split(b"\n")
    assert "does not fit" in refused(b"\n".join([*mine[:1], theirs[1], *mine[2:]]))
    assert "does not fit" in refused(b"\n".join([*mine[:2], theirs[2], *mine[3:]]))
    assert "does not fit" in refused(FILE.replace(b"attune-transcript", b"attune-review", 1))


def test_a_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.attune"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(DocumentInvalid, match="100,000,000 bytes are more than any such file has"):
        read_signed_file(path)


def test_a_large_upload_is_refused_before_anything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_export, "MAX_BYTES", -200)
    assert "are more than any such file has; 100 are read" in refused(FILE)


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentInvalid, match="cannot be read: No such file"):
        read_signed_file(tmp_path / "none.attune")
    (tmp_path / "run.attune").write_bytes(FILE)
    assert read_signed_file(tmp_path / "run.attune") == FILE
