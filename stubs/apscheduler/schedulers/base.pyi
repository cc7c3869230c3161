from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from datetime import tzinfo

from apscheduler.executors.base import BaseExecutor
from apscheduler.triggers.base import BaseTrigger

class BaseScheduler(ABC):
    def __init__(
        self,
        gconfig: Mapping[str, object] = ...,
        *,
        timezone: tzinfo = ...,
        executors: Mapping[str, BaseExecutor] = ...,
        job_defaults: Mapping[str, object] = ...,
    ) -> None: ...
    @property
    def running(self) -> bool: ...
    def start(self, paused: bool = False) -> None: ...
    @abstractmethod
    def shutdown(self, wait: bool = True) -> None: ...
    @abstractmethod
    def wakeup(self) -> None: ...
    def add_job(
        self,
        func: Callable[[], object],
        trigger: BaseTrigger,
        *,
        id: str = ...,  # noqa: A002 - the name the library gives it
        replace_existing: bool = ...,
    ) -> object: ...
    def remove_all_jobs(self) -> None: ...
    def get_jobs(self) -> list[object]: ...
    def _process_jobs(self) -> float | None: ...
