"""Products and protocol versions are kept as their files were, with a digest for the sheet."""

import hashlib

from tests.db.helpers import KeptWard


def test_a_product_keeps_its_file_and_its_digest(ward: KeptWard) -> None:
    """Versions of one product stand together, in the order they came."""
    text = "code = 'axi-cel' # 版本二"
    ward.do(lambda work: work.add_product("tisa-cel", "Tisagenlecleucel", "1", "x"))
    ward.do(lambda work: work.add_product("axi-cel", "Axicabtagene", "2", text))

    with ward.store.read() as reading:
        found = reading.products()

    assert [(one.code, one.version) for one in found] == [
        ("axi-cel", "1"),
        ("axi-cel", "2"),
        ("tisa-cel", "1"),
    ]
    assert found[1].source_toml == text
    assert found[1].digest == hashlib.sha256(text.encode()).hexdigest()


def test_a_protocol_is_valid_from_the_act_that_wrote_it(ward: KeptWard) -> None:
    """Nothing is approved by being written."""
    with ward.store.read() as reading:
        (version,) = reading.protocols()

    assert version.valid_from == ward.clock.now()
    assert version.approved_by == ()
    assert not version.approved
