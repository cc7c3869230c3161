"""Who a chart is about and who signs it."""

from dataclasses import dataclass
from datetime import date, datetime
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
