"""Rows that stay: nothing in the ledger is deleted, and its logs are not changed either."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.db import models

from musnad.ledger.errors import KeptForGood

Row = TypeVar("Row", bound=models.Model)


class KeptRows(models.QuerySet[Row]):
    def delete(self) -> NoReturn:
        raise KeptForGood(self.model.__name__, "deleted")


class LogRows(KeptRows[Row]):
    def update(self, **values: Any) -> NoReturn:
        raise KeptForGood(self.model.__name__, "changed")

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        raise KeptForGood(self.model.__name__, "changed")


class KeptManager(models.Manager[Row]):
    def get_queryset(self) -> KeptRows[Row]:
        return KeptRows(self.model, using=self._db)


class LogManager(models.Manager[Row]):
    def get_queryset(self) -> LogRows[Row]:
        return LogRows(self.model, using=self._db)


class Undeleted(models.Model):
    class Meta:
        abstract = True

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise KeptForGood(type(self).__name__, "deleted")


class Kept(Undeleted):
    """A row that may change but is never deleted: what was recorded in error is withdrawn and still there."""

    objects = KeptManager()

    class Meta:
        abstract = True


class Appended(Undeleted):
    """A row of a log: written once. A trigger in the database refuses the same (migration 0002)."""

    objects = LogManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise KeptForGood(type(self).__name__, "changed")
        super().save(*args, **options)
