"""Reports as mail servers write them, of a letter with the key and the link that `key` and `leave` are."""

BACK = """\
From: =?utf-8?b?2LXYrdmK2YHYqSDYr9mE2YjYp9mG?= <news@dalwan.example>
To: {address}
Subject: =?utf-8?b?2YXZiNis2LIg2KfZhNmK2YjZhQ==?=
X-Musnad-Key: {key}
List-Unsubscribe: <https://news.dalwan.example/letters/leave/{leave}/>
"""

POSTFIX = """\
Return-Path: <>
From: MAILER-DAEMON@mx.dalwan.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: bounces@dalwan.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="B0/mx"

--B0/mx
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.dalwan.example.

<{address}>: host mail.example said: {diagnostic}

--B0/mx
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.dalwan.example
Arrival-Date: Fri, 20 Nov 2026 10:00:00 +0300 (+03)

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnostic}

--B0/mx
Content-Type: text/rfc822-headers

{back}
--B0/mx--
"""

EXIM = """\
Return-Path: <>
From: Mail Delivery System <Mailer-Daemon@mx.dalwan.example>
To: news@dalwan.example
X-Failed-Recipients: {address}
Auto-Submitted: auto-replied
Subject: {subject}
Content-Type: text/plain; charset=us-ascii

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {address}
    {words}

------ This is a copy of the message, including all the headers. ------

{back}
5.7.1 and 450 are but words of the letter
"""

QMAIL = """\
Return-Path: <>
From: MAILER-DAEMON@mail.example
To: news@dalwan.example
Subject: failure notice

Hi. This is the qmail-send program at mail.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<{address}>:
192.0.2.7 does not like recipient.
Remote host said: 550 5.1.1 unknown user

--- Below this line is a copy of the message.

{back}
"""

COMPLAINT = """\
From: <abuse@mail.example>
To: <abuse@dalwan.example>
Subject: FW: Lunch
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="part1"

--part1
Content-Type: text/plain; charset="US-ASCII"

This is an email abuse report.

--part1
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: SomeGenerator/1.0
Version: 1
{named}
--part1
Content-Type: message/rfc822

{back}
A letter.
--part1--
"""

AWAY = """\
From: reader@dalwan.example
To: news@dalwan.example
Auto-Submitted: auto-replied
Subject: =?utf-8?b?2K7Yp9ix2Kwg2KfZhNmF2YPYqtio?=

I am away until Monday. For 550 5.1.1 call my colleague.
"""
