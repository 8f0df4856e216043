"""Who logs in: an e-mail address and nothing else; what they may do follows from memberships."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Makes users without a password: the code comes by e-mail."""

    def create_user(self, email: str, **fields: Any) -> "User":
        """A user who logs in by a code sent to that address."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account. The person that it belongs to is ``Person.user``."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    link = models.CharField(max_length=64, default="", db_index=True)
    """SHA-256 of the token in a log-in link that was not used yet; empty where there is none."""
    link_until = models.DateTimeField(null=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        app_label = "store"

    def __str__(self) -> str:
        return self.email
