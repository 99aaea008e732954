import subprocess

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from tests.press.mirror.site import FINGERPRINT, KEY

from musnad.press.mirror.errors import KeyUnusable
from musnad.press.mirror.keys import fingerprint, kept_key, public_key, public_pem, signed_by, trusted


def test_a_key_is_made_once_and_its_owner_alone_may_read_it(tmp_path):
    path = tmp_path / "home" / "mirror.key"
    made = kept_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert public_pem(kept_key(path)) == public_pem(made)
    assert [each.name for each in path.parent.iterdir()] == ["mirror.key"]


def test_a_key_that_is_broken_is_not_replaced(tmp_path):
    path = tmp_path / "mirror.key"
    path.touch(mode=0o600)
    with pytest.raises(KeyUnusable, match="backup"):
        kept_key(path)
    assert path.read_bytes() == b""


def test_a_key_that_others_may_read_is_refused(tmp_path):
    path = tmp_path / "mirror.key"
    kept_key(path)
    path.chmod(0o640)
    with pytest.raises(KeyUnusable, match="chmod 600"):
        kept_key(path)


def test_a_key_of_another_kind_is_refused(tmp_path):
    path = tmp_path / "mirror.key"
    rsa = generate_private_key(65537, 2048)
    path.touch(mode=0o600)
    path.write_bytes(rsa.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(KeyUnusable, match="another kind"):
        kept_key(path)
    public = rsa.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    with pytest.raises(KeyUnusable, match="another kind"):
        public_key(public)


def test_the_fingerprint_is_the_one_that_openssl_and_sha256sum_tell(tmp_path):
    path = tmp_path / "key.pem"
    path.write_text(public_pem(KEY))
    der = subprocess.run(["openssl", "pkey", "-pubin", "-in", path, "-outform", "DER"], capture_output=True, check=True)
    told = subprocess.run(["sha256sum"], input=der.stdout, capture_output=True, check=True).stdout.decode().split()[0]
    assert fingerprint(public_pem(KEY)) == told


def test_a_fingerprint_may_be_written_as_people_write_it(tmp_path):
    assert trusted(FINGERPRINT) == FINGERPRINT
    assert trusted("SHA256:" + FINGERPRINT.upper()) == FINGERPRINT
    assert trusted(" ".join(FINGERPRINT[at : at + 4] for at in range(0, 64, 4))) == FINGERPRINT
    (tmp_path / "key.pem").write_text(public_pem(KEY))
    assert trusted(str(tmp_path / "key.pem")) == FINGERPRINT


@pytest.mark.parametrize("told", [FINGERPRINT[:-1], "مفتاح", "", "/"])
def test_what_is_no_key_is_not_taken_for_one(told):
    with pytest.raises(KeyUnusable):
        trusted(told)


def test_a_file_that_is_no_key_is_told(tmp_path):
    for name, body in (("text", b"no key"), ("huge", b"-" * 5000), ("bytes", b"\xff\xfe")):
        (tmp_path / name).write_bytes(body)
        with pytest.raises(KeyUnusable):
            trusted(str(tmp_path / name))


def test_a_signature_is_of_its_key_and_its_message():
    signature = KEY.sign("سدّ الوادي".encode())
    assert signed_by(public_pem(KEY), signature, "سدّ الوادي".encode())
    assert not signed_by(public_pem(KEY), signature, "سدّ النهر".encode())
    assert not signed_by(public_pem(Ed25519PrivateKey.generate()), signature, "سدّ الوادي".encode())
