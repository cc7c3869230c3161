"""TOML text -> a protocol or a product, validated strictly.

The one file of the core with a big library. A file that is not exactly as described is refused as
`NotAllowed("rules.malformed")` with the kind of file, the field and what is wrong with it.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import lru_cache
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from cart_ward.clinical.product import ProductRules
from cart_ward.clinical.protocol import Anchor, Escalation, Phase, Protocol, Rule, State
from cart_ward.clinical.vocabulary import Check
from cart_ward.errors import NotAllowed

_UNITS = {"min": "minutes", "h": "hours", "d": "days"}
_LENGTH = re.compile(r"([0-9]+) (min|h|d)")

M = TypeVar("M", bound=BaseModel)


def _length(text: object) -> timedelta:
    found = _LENGTH.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError('a length of time such as "30 min", "4 h" or "2 d" is expected')
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _check(text: object) -> Check:
    if text not in set(Check):
        raise ValueError("one of " + ", ".join(Check) + " is expected")
    return Check(str(text))


def _anchor(text: object) -> Anchor:
    if text not in set(Anchor):
        raise ValueError("one of " + ", ".join(Anchor) + " is expected")
    return Anchor(str(text))


Length = Annotated[timedelta, BeforeValidator(_length)]
Some = Annotated[Length, Field(gt=timedelta(0))]
Kind = Annotated[Check, BeforeValidator(_check)]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Percent = Annotated[int, Field(gt=0, le=100)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Rule(_Strict):
    check: Kind
    every: Some | None = None
    at: list[time] = []
    for_first: Some | None = None
    then: Some | None = None
    once: bool = False
    at_start: bool = False
    on_change: bool = False
    offsets: list[Some] = []

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if sum((self.every is not None, bool(self.at), bool(self.offsets))) != 1:
            raise ValueError("exactly one of every, at, offsets is expected")
        if (self.for_first is None) != (self.then is None):
            raise ValueError("for_first and then belong together")
        if self.every is None and (self.for_first is not None or self.once or self.at_start):
            raise ValueError("for_first, once and at_start need every")
        if self.offsets != sorted(set(self.offsets)) or self.at != sorted(set(self.at)):
            raise ValueError("times are expected in order, each once")
        if self.on_change and self.check is not Check.GRADE:
            raise ValueError("on_change belongs to the grade check")
        return self

    def value(self) -> Rule:
        return Rule(
            check=self.check,
            every=self.every,
            at_times=tuple(self.at),
            for_first=self.for_first,
            then=self.then,
            once=self.once,
            at_start=self.at_start,
            on_change=self.on_change,
            offsets=tuple(self.offsets),
        )


class _Phase(_Strict):
    key: Key
    counted_from: Annotated[Anchor, BeforeValidator(_anchor)]
    from_: Annotated[Length | None, Field(alias="from")] = None
    until: Length | None = None
    from_day: Annotated[int, Field(ge=0)] | None = None
    until_day: Annotated[int, Field(ge=0)] | None = None
    rule: list[_Rule] = []

    @model_validator(mode="after")
    def _bounds(self) -> Self:
        if self.counted_from is Anchor.DAY and (self.from_ is None) == (self.from_day is None):
            raise ValueError(
                "a phase counted in days begins at from (after the end) or at from_day"
            )
        if self.counted_from is not Anchor.DAY and (self.from_day or self.until_day) is not None:
            raise ValueError("from_day and until_day belong to a phase counted in days")
        if self.counted_from is Anchor.END and self.until is None:
            raise ValueError("a phase counted from the end of the infusion needs until")
        if any(rule.offsets for rule in self.rule):
            raise ValueError("offsets belong to a state after a drug")
        return self

    def value(self) -> Phase:
        return Phase(
            key=self.key,
            rules=tuple(rule.value() for rule in self.rule),
            counted_from=self.counted_from,
            from_=self.from_,
            until=self.until,
            from_day=self.from_day,
            until_day=self.until_day,
        )


class _State(_Strict):
    key: Key
    scale: Literal["CRS", "ICANS", "NEWS2"] | None = None
    grades: list[Annotated[int, Field(ge=1, le=20)]] = []
    after: Literal["tocilizumab"] | None = None
    lasts: Some | None = None
    rule: list[_Rule]

    @model_validator(mode="after")
    def _begins(self) -> Self:
        if (self.scale is None) == (self.after is None):
            raise ValueError("exactly one of scale and after is expected")
        if (self.scale is None) != (not self.grades):
            raise ValueError("scale and grades belong together")
        if (self.after is None) != (self.lasts is None):
            raise ValueError("after and lasts belong together")
        if self.scale in ("CRS", "ICANS") and any(grade > 4 for grade in self.grades):
            raise ValueError("grades are 1 to 4")
        if self.after is None and any(rule.offsets for rule in self.rule):
            raise ValueError("offsets belong to a state after a drug")
        return self

    def value(self) -> State:
        return State(
            key=self.key,
            rules=tuple(rule.value() for rule in self.rule),
            scale=self.scale,
            grades=tuple(self.grades),
            after=self.after,
            lasts=self.lasts,
        )


class _Escalation(_Strict):
    trigger: Key
    roles: Annotated[list[Key], Field(min_length=1)]
    within_min: Annotated[int, Field(ge=0)]


class _Protocol(_Strict):
    kind: Literal["protocol"]
    schema_: Annotated[Literal[1], Field(alias="schema")]
    name: Key
    version: Annotated[str, Field(min_length=1)]
    on_time_percent: Percent
    early_at_most: Some
    late_at_most: Some
    very_late_percent: Percent
    step_down_after: Some
    infusion_length: Some
    phase: Annotated[list[_Phase], Field(min_length=1)]
    state: list[_State]
    escalation: list[_Escalation]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        keys = [phase.key for phase in self.phase] + [state.key for state in self.state]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise ValueError("each phase and state needs a key of its own: " + min(twice))
        last = self.phase[-1]
        if last.counted_from is not Anchor.DAY or last.until_day is not None:
            raise ValueError("the last phase is counted in days and stays open")
        asked = {rule.check for rule in last.rule}
        if not {Check.VITALS, Check.NEURO, Check.GRADE} <= asked:
            raise ValueError("the last phase asks for vitals, neuro and grade")
        if self.on_time_percent >= self.very_late_percent:
            raise ValueError("very_late_percent is above on_time_percent")
        return self


class _Product(_Strict):
    kind: Literal["product"]
    schema_: Annotated[Literal[1], Field(alias="schema")]
    code: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    name_en: Annotated[str, Field(min_length=1)]
    name_zh: str
    target: str
    do_not_relax_before_day: Annotated[int, Field(ge=0, le=60)]
    leaflet_date: date | None = None
    version: Annotated[str, Field(min_length=1)]
    source: Annotated[str, Field(min_length=1)]


def read_protocol(source_toml: str) -> Protocol:
    """Return the protocol that a TOML text describes; `NotAllowed("rules.malformed")`."""
    file = _read(_Protocol, source_toml, "protocol")
    return Protocol(
        name=file.name,
        version=file.version,
        phases=tuple(phase.value() for phase in file.phase),
        states=tuple(state.value() for state in file.state),
        escalations=tuple(
            Escalation(trigger=e.trigger, roles=tuple(e.roles), within_min=e.within_min)
            for e in file.escalation
        ),
        early_fraction=file.on_time_percent,
        early_max=file.early_at_most,
        late_max=file.late_at_most,
        step_down_after=file.step_down_after,
        very_late_percent=file.very_late_percent,
        infusion_length=file.infusion_length,
    )


@lru_cache(maxsize=64)
def read_product(source_toml: str) -> ProductRules:
    """Return the product that a TOML text describes; `NotAllowed("rules.malformed")`.

    Every chart that grows asks again for the same few texts, so they are parsed once.
    """
    file = _read(_Product, source_toml, "product")
    return ProductRules(
        code=file.code,
        name_en=file.name_en,
        name_zh=file.name_zh,
        target=file.target,
        do_not_relax_before_day=file.do_not_relax_before_day,
        leaflet_date=file.leaflet_date,
        version=file.version,
        source=file.source,
    )


def _read(model: type[M], text: str, where: str) -> M:
    try:
        content: dict[str, Any] = tomllib.loads(text)
        return model.model_validate(content)
    except tomllib.TOMLDecodeError as error:
        raise NotAllowed("rules.malformed", where=where, field="TOML", problem=str(error)) from None
    except ValidationError as error:
        first = error.errors()[0]
        raise NotAllowed(
            "rules.malformed",
            where=where,
            field=".".join(_path(first["loc"])) or where,
            problem=first["msg"],
        ) from None


def _path(location: tuple[int | str, ...]) -> Iterator[str]:
    """Return a location as a person counts: the first phase is phase.1."""
    for part in location:
        yield str(part + 1) if isinstance(part, int) else part
