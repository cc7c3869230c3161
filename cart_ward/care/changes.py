"""What an act touched, so that screens know whether to look again."""

from dataclasses import dataclass

from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The admissions and kinds of entry an act touched, and the entries it wrote, in order.

    `kinds` holds names of `clinical.entries.KINDS`, and "staff", "bed", "protocol", "contact" for
    the ward.
    """

    admissions: frozenset[AdmissionId] = frozenset()
    kinds: frozenset[str] = frozenset()
    entries: tuple[EntryId, ...] = ()
