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

POSTFIX_WHOLE = """\
Return-Path: <>
Delivered-To: bounces@dalwan.example
Received: by mx.dalwan.example (Postfix)
\tid 4fWn2K3GYtz1r5; Fri, 20 Nov 2026 10:00:05 +0300 (+03)
Date: Fri, 20 Nov 2026 10:00:05 +0300 (+03)
From: MAILER-DAEMON@mx.dalwan.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: {to}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4fWn2J1ZSmz1r4.1795158005/mx.dalwan.example"
Content-Transfer-Encoding: 8bit
Message-Id: <20261120070005.4fWn2K3GYtz1r5@mx.dalwan.example>

This is a MIME-encapsulated message.

--4fWn2J1ZSmz1r4.1795158005/mx.dalwan.example
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

This is the mail system at host mx.dalwan.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

                   The mail system

<{address}>: host mail.dalwan.example[192.0.2.7] said:
    {said} (in reply to RCPT TO command)

--4fWn2J1ZSmz1r4.1795158005/mx.dalwan.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.dalwan.example
X-Postfix-Queue-ID: 4fWn2J1ZSmz1r4
X-Postfix-Sender: rfc822; {to}
Arrival-Date: Fri, 20 Nov 2026 10:00:00 +0300 (+03)

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: failed
Status: {status}
Remote-MTA: dns; mail.dalwan.example
Diagnostic-Code: smtp; {said}

--4fWn2J1ZSmz1r4.1795158005/mx.dalwan.example
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers
Content-Transfer-Encoding: 8bit

{headers}
--4fWn2J1ZSmz1r4.1795158005/mx.dalwan.example--
"""

EXIM_WHOLE = """\
Return-path: <>
Envelope-to: {to}
Received: from Debian-exim by mx.example with local (Exim 4.96)
\tid 1vLkA2-0007Xq-1C
\tfor {to};
\tFri, 20 Nov 2026 10:00:06 +0300
X-Failed-Recipients: {address}
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.example>
To: {to}
References: {name}
Content-Type: multipart/report; report-type=delivery-status; boundary=1795158006-eximdsn-1187
MIME-Version: 1.0
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1vLkA2-0007Xq-1C@mx.example>
Date: Fri, 20 Nov 2026 10:00:06 +0300

--1795158006-eximdsn-1187
Content-type: text/plain; charset=us-ascii

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {address}
    host mail.dalwan.example [192.0.2.7]
    SMTP error from remote mail server after RCPT TO:<{address}>:
    {said}

--1795158006-eximdsn-1187
Content-type: message/delivery-status

Reporting-MTA: dns; mx.example

Action: failed
Final-Recipient: rfc822;{address}
Status: 5.0.0
Remote-MTA: dns; mail.dalwan.example
Diagnostic-Code: smtp; {said}

--1795158006-eximdsn-1187
Content-type: text/rfc822-headers

{headers}
--1795158006-eximdsn-1187--
"""

EXCHANGE = """\
Received: from DB9PR01.eurprd01.prod.outlook.example by AM7PR01.eurprd01.prod.outlook.example
 with HTTPS; Fri, 20 Nov 2026 07:00:07 +0000
MIME-Version: 1.0
From: Microsoft Outlook
 <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@mail.example>
To: <{to}>
Date: Fri, 20 Nov 2026 07:00:07 +0000
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="5e4f4f2e-1d0b-4b43-9d0c-6d35c3bd2a31"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: ar
Message-ID: <8b0c5a0e-45b4-4b0c-b9a8-0d4c7f1b2c4d@DB9PR01.eurprd01.prod.outlook.example>
In-Reply-To: {name}
References: {name}
Subject: Undeliverable: =?utf-8?B?2YXZiNis2LIg2KfZhNiz2KjYqg==?=
Auto-Submitted: auto-replied

--5e4f4f2e-1d0b-4b43-9d0c-6d35c3bd2a31
Content-Type: multipart/alternative; differences=Content-Type;
\tboundary="b2d3d7b4-5f5e-4b1c-8a4f-6f0f0c1d2e3f"

--b2d3d7b4-5f5e-4b1c-8a4f-6f0f0c1d2e3f
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: base64

2KrYudiw2ZHYsSDYqtiz2YTZitmFINix2LPYp9mE2KrZgy4=

--b2d3d7b4-5f5e-4b1c-8a4f-6f0f0c1d2e3f--

--5e4f4f2e-1d0b-4b43-9d0c-6d35c3bd2a31
Content-Type: message/delivery-status

Reporting-MTA: dns;DB9PR01.eurprd01.prod.outlook.example
Received-From-MTA: dns;mx.dalwan.example
Arrival-Date: Fri, 20 Nov 2026 07:00:02 +0000

Final-Recipient: rfc822;{address}
Action: failed
Status: {status}
Diagnostic-Code: smtp;{said}

{returned}--5e4f4f2e-1d0b-4b43-9d0c-6d35c3bd2a31--
"""

EXCHANGE_RETURNED = """\
--5e4f4f2e-1d0b-4b43-9d0c-6d35c3bd2a31
Content-Type: message/rfc822

Received: from mx.dalwan.example (192.0.2.25) by DB9PR01.eurprd01.prod.outlook.example; Fri, 20 Nov 2026 07:00:02 +0000
{headers}
"""

GMAIL = """\
Delivered-To: bounces@dalwan.example
Return-Path: <>
Content-Type: multipart/report; boundary="0000000000004c6bfa06438cf1aa"; report-type=delivery-status
To: {to}
Received: by 2002:a05:6402:1d4d with SMTP id dz13; Fri, 20 Nov 2026 00:00:07 -0700 (PDT)
MIME-Version: 1.0
Auto-Submitted: auto-replied
Message-ID: <691ebc37.050a0220.1f5a3c.8d21.GMR@mx.google.example>
Date: Fri, 20 Nov 2026 00:00:07 -0700 (PDT)
From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
Subject: Delivery Status Notification (Failure)
References: {name}
In-Reply-To: {name}
X-Failed-Recipients: {address}

--0000000000004c6bfa06438cf1aa
Content-Type: multipart/related; boundary="0000000000004c7b9906438cf1ab"

--0000000000004c7b9906438cf1ab
Content-Type: text/plain; charset="UTF-8"

** Address not found **

Your message wasn't delivered to {address} because the address couldn't be found, or is unable to receive mail.

--0000000000004c7b9906438cf1ab--

--0000000000004c6bfa06438cf1aa
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.example
Received-From-MTA: dns; {to}
Arrival-Date: Fri, 20 Nov 2026 00:00:06 -0700 (PDT)
X-Original-Message-ID: {name}

Final-Recipient: rfc822; {address}
Action: failed
Status: {status}
Remote-MTA: dns; mail.dalwan.example. (192.0.2.7, the server for the domain dalwan.example.)
Diagnostic-Code: smtp; {said}
Last-Attempt-Date: Fri, 20 Nov 2026 00:00:07 -0700 (PDT)

--0000000000004c6bfa06438cf1aa--
"""

SENDMAIL = """\
Return-Path: <MAILER-DAEMON>
Received: from localhost (localhost)
\tby relay.example (8.17.1/8.17.1) id 5AK704Yk012345;
\tFri, 20 Nov 2026 10:00:04 +0300
Date: Fri, 20 Nov 2026 10:00:04 +0300
From: Mail Delivery Subsystem <MAILER-DAEMON@relay.example>
Message-Id: <202611200700.5AK704Yk012345@relay.example>
To: <{to}>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="5AK704Yk012345.1795158004/relay.example"
Subject: Returned mail: see transcript for details
Auto-Submitted: auto-generated (failure)

This is a MIME-encapsulated message

--5AK704Yk012345.1795158004/relay.example

The original message was received at Fri, 20 Nov 2026 10:00:00 +0300
from mx.dalwan.example [192.0.2.25]

   ----- The following addresses had permanent fatal errors -----
<{address}>
    (reason: {said})

--5AK704Yk012345.1795158004/relay.example
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example
Received-From-MTA: DNS; mx.dalwan.example
Arrival-Date: Fri, 20 Nov 2026 10:00:00 +0300

Final-Recipient: RFC822; {address}
Action: failed
Status: {status}
Remote-MTA: DNS; mail.dalwan.example
Diagnostic-Code: SMTP; {said}
Last-Attempt-Date: Fri, 20 Nov 2026 10:00:04 +0300

--5AK704Yk012345.1795158004/relay.example
Content-Type: text/rfc822-headers

{headers}
--5AK704Yk012345.1795158004/relay.example--
"""

QMAIL_WHOLE = """\
Return-Path: <>
Received: (qmail 21837 invoked for bounce); 20 Nov 2026 07:00:03 -0000
Date: 20 Nov 2026 07:00:03 -0000
From: MAILER-DAEMON@mail.example
To: {to}
Subject: failure notice

Hi. This is the qmail-send program at mail.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{address}>:
{said}

--- Below this line is a copy of the message.

Return-Path: <{to}>
{headers}
"""
