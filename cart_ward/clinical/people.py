"""Who a chart is about and who signs it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

PatientId = NewType("PatientId", int)
AdmissionId = NewType("AdmissionId", int)
StaffId = NewType("StaffId", int)
BedId = NewType("BedId", int)
ProductId = NewType("ProductId", int)
ProtocolVersionId = NewType("ProtocolVersionId", int)


class Sex(StrEnum):
    """Sex as the hospital records it."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What a person may do (reliability C5)."""

    NURSE = "nurse"
    TRAINEE = "trainee"
    CHARGE_NURSE = "charge_nurse"
    PHYSICIAN = "physician"
    PHARMACIST = "pharmacist"
    ADMINISTRATOR = "administrator"
    READER = "reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person's name in Chinese and in Latin letters; either may be empty, never both."""

    family_zh: str = ""
    given_zh: str = ""
    family_latin: str = ""
    given_latin: str = ""

    @property
    def chinese(self) -> str:
        """The name in Chinese, family name first, without a space."""
        return self.family_zh + self.given_zh

    @property
    def latin(self) -> str:
        """The name in Latin letters, family name first."""
        return f"{self.family_latin} {self.given_latin}".strip()

    @property
    def both(self) -> str:
        """Both forms, Chinese first, for banner and sheet."""
        return f"{self.chinese} {self.latin}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """A patient; `hospital_no` is the second identifier on every screen and sheet."""

    id: PatientId
    hospital_no: str
    name: Name
    birth_date: date
    sex: Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class Bed:
    """A bed of the ward."""

    id: BedId
    name: str
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A CAR-T product as the signed leaflet describes it; `code` is the short name (axi-cel)."""

    id: ProductId
    code: str
    name: str
    version: str
    source_toml: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolVersion:
    """A version of a monitoring protocol; approved once two people, one a physician, signed."""

    id: ProtocolVersionId
    name: str
    version: str
    valid_from: datetime
    source_toml: str
    digest: str
    approved_by: tuple[StaffId, ...] = ()
    approved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """One stay: the patient, where, with which product, followed by which protocol version."""

    id: AdmissionId
    patient: Patient
    bed: Bed
    product: Product
    protocol_version_id: ProtocolVersionId
    admitted_at: datetime
    discharged_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStay:
    """A stay that has ended, as far as it is needed to find it again."""

    id: AdmissionId
    patient: Patient
    bed: str
    admitted_at: datetime
    discharged_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """A person who signs."""

    id: StaffId
    name: Name
    role: Role
    registration_no: str = ""
    badge: str = ""
    active: bool = True
    competent_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts, in which role, at which station."""

    staff_id: StaffId
    role: Role
    station: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One person's signature under a protocol version, in the role held then."""

    version_id: ProtocolVersionId
    staff_id: StaffId
    role: Role
    at: datetime


SIGNATURES_NEEDED = 2
"""Two people approve a protocol version, one of them a physician."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCall:
    """Who is on call for a role, as entered at `since`; without name and number nobody is."""

    role: str
    name: str
    number: str
    answer_within: timedelta | None
    since: datetime
    by: StaffId

    @property
    def nobody(self) -> bool:
        """Whether the role is empty."""
        return not self.name and not self.number


def same_human(one: Staff, other: Staff) -> bool:
    """Tell whether two lines of the list are one human being, who may work in two roles.

    Two registration numbers decide. Where one lacks, the names do: the Chinese ones if both have
    one, else the Latin ones. Namesakes are told apart by their registration numbers only: taken for
    one person they are held up, taken for two one person could sign as two.
    """
    if one.id == other.id:
        return True
    numbers = (_bare(one.registration_no), _bare(other.registration_no))
    if all(numbers):
        return numbers[0] == numbers[1]
    for names in (
        (one.name.chinese, other.name.chinese),
        (one.name.latin, other.name.latin),
    ):
        bare = tuple(_bare(name) for name in names)
        if all(bare):
            return bare[0] == bare[1]
    return False


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """What a protocol version still needs: so many people, and whether one is a physician."""

    people: int
    physician: bool


def lacking(signed: Iterable[tuple[Staff, Role]]) -> Lacking:
    """Return what is lacking to an approval; nobody counts twice, in however many roles."""
    humans: list[Staff] = []
    roles: set[Role] = set()
    for person, role in signed:
        roles.add(role)
        if not any(same_human(person, counted) for counted in humans):
            humans.append(person)
    physician = Role.PHYSICIAN not in roles
    return Lacking(people=max(SIGNATURES_NEEDED - len(humans), int(physician)), physician=physician)
