"""Reminders of appointments, for people who want them: a text message or a mail some hours before.

The person says whether, how and how long before (`ReminderWish`); where it goes is their telephone or mail address as
their page has it. The clock looks every few minutes for planned contacts whose hour has come and writes each into the
outbox (`Reminder`) once; what could not be sent is tried again, each time later, and given up when the appointment is
near. Nothing goes out in the quiet hours of the practice profile, and nothing that says who or what it is about: the
words are a day and an hour.

How a message leaves the house is a gateway's matter (`gateways`): a mail server, any text service that takes JSON over
HTTPS, or a folder for trying it out.
"""
