"""The words a chart is written in: every closed list of values, as stored."""

from enum import StrEnum
from typing import NewType

EntryId = NewType("EntryId", int)


class Oxygen(StrEnum):
    """How oxygen is given; `low_flow_nc` is a nasal cannula at 6 L/min or less."""

    ROOM_AIR = "room_air"
    LOW_FLOW_NC = "low_flow_nc"
    BLOW_BY = "blow_by"
    HIGH_FLOW_NC = "high_flow_nc"
    FACEMASK = "facemask"
    NONREBREATHER = "nonrebreather"
    VENTURI = "venturi"
    CPAP = "cpap"
    BIPAP = "bipap"
    INTUBATED = "intubated"


class Acvpu(StrEnum):
    """Consciousness as NEWS2 asks for it; C is new confusion."""

    ALERT = "A"
    CONFUSED = "C"
    VOICE = "V"
    PAIN = "P"
    UNRESPONSIVE = "U"


class Consciousness(StrEnum):
    """What wakes the patient (ICANS)."""

    ALERT = "alert"
    SPONTANEOUS = "spontaneous"
    VOICE = "voice"
    TOUCH = "touch"
    UNAROUSABLE = "unarousable"


class Seizure(StrEnum):
    """The worst seizure since the last neuro check."""

    NONE = "none"
    BRIEF = "brief"
    NONCONVULSIVE_RESOLVED = "nonconvulsive_resolved"
    PROLONGED = "prolonged"
    REPETITIVE = "repetitive"


class Oedema(StrEnum):
    """Cerebral oedema on imaging."""

    NONE = "none"
    FOCAL = "focal"
    DIFFUSE = "diffuse"


class Handwriting(StrEnum):
    """The written sentence beside the baseline one."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NOT_WRITTEN = "not_written"


class Scale(StrEnum):
    """The two ASTCT scales."""

    CRS = "CRS"
    ICANS = "ICANS"


class EpisodeKind(StrEnum):
    """What an episode is of."""

    CRS = "CRS"
    ICANS = "ICANS"
    IEC_HS = "IEC-HS"


class AttributedFinding(StrEnum):
    """A finding to which a clinician gives a cause."""

    FEVER = "fever"
    HYPOTENSION = "hypotension"
    HYPOXIA = "hypoxia"
    CONSCIOUSNESS = "consciousness"
    OEDEMA = "oedema"


class Cause(StrEnum):
    """CRS (for neuro findings: the therapy), another cause, or a tube for the airway only."""

    CRS = "crs"
    OTHER = "other"
    AIRWAY_ONLY = "airway_only"


class Check(StrEnum):
    """A kind of check that falls due."""

    VITALS = "vitals"
    NEURO = "neuro"
    WEIGHT = "weight"
    FLUID_BALANCE = "fluid_balance"
    LABS = "labs"
    GRADE = "grade"


class NotDoneReason(StrEnum):
    """Why a check was not done."""

    REFUSED = "refused"
    ASLEEP = "asleep"
    OFF_WARD = "off_ward"
    EMERGENCY = "emergency"
    SEDATED = "sedated"
    OTHER = "other"


class DrugKind(StrEnum):
    """What a drug is for; the first three mask fever."""

    ANTIPYRETIC = "antipyretic"
    STEROID = "steroid"
    ANTI_CYTOKINE = "anti_cytokine"
    VASOACTIVE = "vasoactive"
    ANTICONVULSANT = "anticonvulsant"
    SEDATIVE = "sedative"
    CHEMOTHERAPY = "chemotherapy"
    ANTIBIOTIC = "antibiotic"
    OTHER = "other"


class Route(StrEnum):
    """How a drug is given."""

    IV_INFUSION = "iv_infusion"
    IV_PUSH = "iv_push"
    IV = "iv"
    ORAL = "oral"
    SC = "sc"
    IM = "im"
    INTRATHECAL = "intrathecal"
    RECTAL = "rectal"
    OTHER = "other"
    NOT_STATED = "not_stated"


class BackgroundKind(StrEnum):
    """What the banner shows beside name and product."""

    ALLERGY = "allergy"
    NO_KNOWN_ALLERGY = "no_known_allergy"
    TOCILIZUMAB_ALLERGY = "tocilizumab_allergy"
    CODE_STATUS = "code_status"
    ISOLATION = "isolation"
    DIAGNOSIS = "diagnosis"
    LANGUAGE = "language"
    SENTENCE = "sentence"
    NEWS2_SCALE_2 = "news2_scale_2"
    CAPD_FROM_12 = "capd_from_12"


class NoteKind(StrEnum):
    """What a note is for: the board's watch line, the handover, or an observation."""

    WATCH = "watch"
    HANDOVER = "handover"
    OBSERVATION = "observation"


class CheckPart(StrEnum):
    """Which of the two independent double checks."""

    FIRST = "first"
    SECOND = "second"


class DoseStepKind(StrEnum):
    """What follows the start of an infusion."""

    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    STOP = "stop"
    RESPONSE = "response"


class Response(StrEnum):
    """Response to the last dose."""

    IMPROVED = "improved"
    SAME = "same"
    WORSE = "worse"


class Reaction(StrEnum):
    """Infusion reaction."""

    NONE = "none"
    MILD = "mild"
    SEVERE = "severe"


class StockMoveKind(StrEnum):
    """A movement in the vial ledger."""

    RECEIVED = "received"
    RESERVED = "reserved"
    RELEASED = "released"
    USED = "used"
    WASTED = "wasted"


class StayEvent(StrEnum):
    """What happened to the stay itself."""

    ADMITTED = "admitted"
    MOVED = "moved"
    DISCHARGED = "discharged"
    PROTOCOL_CHANGED = "protocol_changed"


class AlarmReply(StrEnum):
    """What happens next after an alarm; anything else is said in words."""

    DOCTOR_CALLED = "doctor_called"
    SEEING_PATIENT = "seeing_patient"
    RECHECK = "recheck"


class CallOutcome(StrEnum):
    """What came of a call; anything else is said in words."""

    COMES = "comes"
    ADVICE = "advice"
    ARRIVED = "arrived"
    NO_ANSWER = "no_answer"
    NOT_NEEDED = "not_needed"
