"""Letters of mail servers about a message of ours, each in the manner of one kind of server, in words of our own."""

OURS = "<abcdefghijkmnpqr@desk.example>"
"""The Message-ID of the message that all of them are about."""


def enclosed(kind: str = "message/rfc822") -> str:
    return f"""Content-Type: {kind}

From: council@desk.example
To: ridge@sky.example
Subject: Resolution 4
Message-ID: {OURS}

The words of the letter.
"""


def report(
    action: str, *, status: str, words: str, more: str = "", sender: str = "MAILER-DAEMON@mx.sky.example"
) -> bytes:
    """RFC 3464, as Postfix and most others write it."""
    return f"""Return-Path: <>
From: Mail Delivery System <{sender}>
To: council@desk.example
Subject: Report
Date: Sat, 9 May 2026 14:05:00 +0000
Message-ID: <report-1@mx.sky.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="part"

--part
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.sky.example.

--part
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.sky.example
{more}Arrival-Date: Sat, 9 May 2026 14:03:00 +0000

Final-Recipient: rfc822; ridge@sky.example
Original-Recipient: rfc822;ridge@sky.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {words}

--part
{enclosed("text/rfc822-headers")}
--part--
""".encode()


def letter(text: str, *, sender: str, subject: str, headers: str = "", charset: str = "utf-8") -> bytes:
    """A server's letter in words only."""
    return f"""Return-Path: <>
From: {sender}
To: council@desk.example
Subject: {subject}
{headers}Content-Type: text/plain; charset={charset}
Content-Transfer-Encoding: 8bit

{text}""".encode(charset)


QMAIL = letter(
    f"""Hello. This is the qmail program at mx.sky.example.
I could not bring your message to the following addresses.
This is a permanent error; I have given up. Sorry.

<ridge@sky.example>:
192.0.2.7 does not like recipient.
Remote host said: 550 5.1.1 no such observatory here
Giving up on 192.0.2.7.

--- Below this line is a copy of the message.

Return-Path: <council@desk.example>
Message-ID: {OURS}
From: council@desk.example

The words of the letter.
""",
    sender="MAILER-DAEMON@mx.sky.example",
    subject="failure notice",
)
EXIM = letter(
    f"""This message was made by the mail delivery software by itself.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ridge@sky.example
    host mx.sky.example [192.0.2.7]
    SMTP error from remote mail server after RCPT TO:<ridge@sky.example>:
    550 mailbox unavailable

------ This is a copy of the message, including all the headers. ------

Message-ID: {OURS}
Subject: Resolution 4
""",
    sender="Mail Delivery System <Mailer-Daemon@mx.desk.example>",
    subject="Mail delivery failed: returning message to sender",
    headers="X-Failed-Recipients: ridge@sky.example\n",
)
EXIM_LATE = letter(
    f"""This message was made by the mail delivery software by itself.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on mx.desk.example.

The message identifier is:     1abcde-000001-Xy
The address to which it has not yet been delivered is:

  ridge@sky.example
    host mx.sky.example [192.0.2.7]
    Delay reason: SMTP error: 451 4.7.1 greylisted, come again

No action is required on your part. Delivery attempts will continue.

Message-ID: {OURS}
""",
    sender="Mail Delivery System <Mailer-Daemon@mx.desk.example>",
    subject="Warning: message 1abcde-000001-Xy delayed 24 hours",
)
EXCHANGE = letter(
    """Delivery has failed to these recipients or groups:

ridge@sky.example
The mailbox of the recipient is full and takes no messages at the moment.

Diagnostic information for administrators:
ridge@sky.example
Remote Server returned '554 5.2.2 mailbox full'
""",
    sender="postmaster@sky.example",
    subject="Undeliverable: Resolution 4",
    headers=f"In-Reply-To: {OURS}\nReferences: {OURS}\n",
)
MAIL_RU = letter(
    f"""Это письмо создано почтовым сервером без участия человека.

К сожалению, ваше письмо не может быть доставлено одному или нескольким
получателям:

**********************
ridge@sky.example
нет такого пользователя: 550 user not found
**********************

Message-ID: {OURS}
""",
    sender="mailer-daemon@post.example",
    subject="Письмо не доставлено",
    charset="koi8-r",
)
YANDEX = report(
    "failed",
    status="5.7.1",
    words="554 5.7.1 Сообщение отклонено: подозрение на спам. Message rejected under suspicion of SPAM",
    sender="mailer-daemon@forward.example",
)
GMAIL = f"""Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@big.example>
To: council@desk.example
Subject: Delivery Status Notification (Failure)
X-Failed-Recipients: ridge@sky.example
In-Reply-To: {OURS}
References: {OURS}
MIME-Version: 1.0
Content-Type: multipart/report; boundary="outer"; report-type=delivery-status

--outer
Content-Type: multipart/related; boundary="inner"

--inner
Content-Type: multipart/alternative; boundary="words"

--words
Content-Type: text/plain; charset="UTF-8"

** Address not found **
Your message wasn't delivered to ridge@sky.example.

--words
Content-Type: text/html; charset="UTF-8"

<p>Your message wasn't delivered.</p>
--words--
--inner
Content-Type: image/png; name="icon.png"
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--inner--
--outer
Content-Type: message/delivery-status

Reporting-MTA: dns; big.example
Received-From-MTA: dns; council@desk.example

Final-Recipient: rfc822; ridge@sky.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550-5.1.1 The account does not exist.
 550 5.1.1 Try another.
Last-Attempt-Date: Sat, 09 May 2026 07:05:00 -0700 (PDT)

--outer
{enclosed()}
--outer--
""".encode()
READ = f"""From: ridge@sky.example
To: council@desk.example
Subject: Read: Resolution 4
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary="part"

--part
Content-Type: text/plain

Your message was displayed.

--part
Content-Type: message/disposition-notification

Reporting-UA: ridge.example; Mail 4
Final-Recipient: rfc822;ridge@sky.example
Original-Message-ID: {OURS}
Disposition: manual-action/MDN-sent-manually; displayed

--part--
""".encode()
AWAY = f"""From: Anna <ridge@sky.example>
To: council@desk.example
Subject: Automatic reply: Resolution 4
Auto-Submitted: auto-replied
In-Reply-To: {OURS}
Content-Type: text/plain

I am in the mountains until Monday. Mail to 5.1.1 is not delivered to me there.
""".encode()
