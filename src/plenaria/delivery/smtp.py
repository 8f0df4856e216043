"""Handing a mail to a server, and asking it to report what becomes of it (RFC 3461), where it knows how."""

import email.policy
import smtplib
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend


class Backend(EmailBackend):
    """Django's, which asks for reports of what is a mail of the outbox: such a one has a Message-ID already."""

    def _send(self, email_message: EmailMessage) -> bool:
        """Raises SMTPException where the server refuses it, ValueError for what is no address."""
        server = self.connection
        name = email_message.extra_headers.get("Message-ID", "").strip("<>").partition("@")[0]
        if not name or not isinstance(server, smtplib.SMTP):
            return bool(super()._send(email_message))  # type: ignore[misc] # the stubs leave out private hooks
        server.ehlo_or_helo_if_needed()
        asked: tuple[Sequence[str], Sequence[str]] = ((), ())
        if server.has_extn("dsn"):
            asked = (["RET=HDRS", f"ENVID={name}"], ["NOTIFY=SUCCESS,FAILURE,DELAY"])
        message = email_message.message(policy=email.policy.SMTP)
        sender = self.prep_address(email_message.from_email)
        recipients = [self.prep_address(each) for each in email_message.recipients()]
        server.sendmail(sender, recipients, message.as_bytes(), *asked)
        return bool(recipients)
