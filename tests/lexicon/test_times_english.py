"""English news times, said on Wednesday 18 February 2026: every mention of a sentence with its value."""

from __future__ import annotations

from datetime import date

import pytest

from goodoffices.lexicon.reading import plain_reading
from goodoffices.lexicon.times import Anchor, find_times

TODAY = date(2026, 2, 18)

# sentence | words = value; words = value
TABLE = """
The talks were held on January 23-24 and February 4–5 this year. | January 23-24 = 2026-01-23/2026-01-24; February 4–5 this year = 2026-02-04/2026-02-05
At the end of week-long talks the sides parted. | week-long = P1W
They met on 17 and 18 February. | 17 and 18 February = 2026-02-17/2026-02-18
They met on 4 and 10 February. | 4 = 2026-02-04; 10 February = 2026-02-10
A round was held between 3 and 5 May last year. | between 3 and 5 May last year = 2025-05-03/2025-05-05
The truce ran from 28 Feb. to 2 March 2025. | from 28 Feb. to 2 March 2025 = 2025-02-28/2025-03-02
It was open 23 January - 2 February. | 23 January - 2 February = 2026-01-23/2026-02-02
The shelling lasted from Dec. 30 to Jan. 2. | from Dec. 30 to Jan. 2 = 2025-12-30/2026-01-02
They sat from Monday to Wednesday. | from Monday to Wednesday = 2026-02-16/2026-02-18
The envoy was there from 10 to 12 June 2024. | from 10 to 12 June 2024 = 2024-06-10/2024-06-12
It was signed on the 25th of June, 1998. | 25th of June, 1998 = 1998-06-25
On Tuesday, 17 February, they met. | Tuesday, 17 February = 2026-02-17
It came on Tuesday, Feb. 17. | Tuesday, Feb. 17 = 2026-02-17
It came on Wed Feb 18. | Wed Feb 18 = 2026-02-18
The report of 18/02/2026 and that of 2026-02-17 agree. | 18/02/2026 = 2026-02-18; 2026-02-17 = 2026-02-17
The pact of 9 November 2020 held. | 9 November 2020 = 2020-11-09
He said on Tuesday that talks would resume on Wednesday. | Tuesday = 2026-02-17; Wednesday = 2026-02-18
The talks ended on Wednesday. | Wednesday = 2026-02-18
The delegations will return on Thursday, the U.N. said late Tuesday. | Thursday = 2026-02-19; late Tuesday = 2026-02-17
On Monday, the sides will exchange lists. | Monday = 2026-02-23
The talks, which are due to resume on Friday, ended on Tuesday. | Friday = 2026-02-20; Tuesday = 2026-02-17
The round will be held on Thursday. | Thursday = 2026-02-19
They are to hold US-mediated talks on Friday. | Friday = 2026-02-20
Last Friday they met in Cairo. | Last Friday = 2026-02-13
Next Monday is a holiday. | Next Monday = 2026-02-23
The envoy will be in Juba next Monday and Tuesday. | next Monday = 2026-02-23; Tuesday = 2026-02-24
They vote this Friday. | this Friday = 2026-02-20
They vote this coming Sunday. | coming Sunday = 2026-02-22
Talks are set for Tuesday next week. | Tuesday next week = 2026-02-24
The strike came overnight on 17 February. | overnight on 17 February = 2026-02-17
It was shot down overnight into Monday. | overnight into Monday = 2026-02-16
Three people died overnight. | overnight = 2026-02-18
They arrived Tuesday evening. | Tuesday evening = 2026-02-17
They left early on Monday. | early on Monday = 2026-02-16
It ended well before lunchtime. | well before lunchtime = 2026-02-18
The talks ended well before lunchtime, unlike the six hours on Tuesday. | well before lunchtime = 2026-02-18; six hours = PT6H; Tuesday = 2026-02-17
It is the first exchange of its kind, the first in five months. | in five months = P5M
Before the start of today's session they spoke. | today's = 2026-02-18
Talks are planned for the first half of the day today. | first half of the day today = 2026-02-18
In the early hours of Saturday, shells fell. | In the early hours of Saturday = 2026-02-14
They met on the evening of 16 February. | evening of 16 February = 2026-02-16
Yesterday morning, last night and tonight. | Yesterday morning = 2026-02-17; last night = 2026-02-17; tonight = 2026-02-18
The day before yesterday it rained; the day after tomorrow it will not. | day before yesterday = 2026-02-16; day after tomorrow = 2026-02-20
He spoke earlier today. | earlier today = 2026-02-18
It happened earlier this week. | earlier this week = 2026-02-16/2026-02-22
It is due later this month. | later this month = 2026-02
The parties meet next week and the week after next. | next week = 2026-02-23/2026-03-01; week after next = 2026-03-02/2026-03-08
They met last month, and this year is no better. | last month = 2026-01; this year = 2026
They met last weekend and meet again this weekend. | last weekend = 2026-02-14/2026-02-15; this weekend = 2026-02-21/2026-02-22
It was agreed two days ago. | two days ago = 2026-02-16
It was agreed three weeks ago. | three weeks ago = 2026-01-28
It was agreed four months ago. | four months ago = 2025-10
The war began almost four years ago. | almost four years ago = 2022
It was signed on 25 June 1998 and came into force 30 days later. | 25 June 1998 = 1998-06-25; 30 days later = 1998-07-25
On 9 November 2020 it ended. Three years later, on 19 September, fighting resumed. | 9 November 2020 = 2020-11-09; Three years later = 2023; 19 September = 2023-09-19
They met on 3 February. The next day, they signed. | 3 February = 2026-02-03; next day = 2026-02-04
They met on 3 February. The day before, shells had fallen. | 3 February = 2026-02-03; day before = 2026-02-02
It was the day before the talks. |
Talks begin at 10:00 a.m. (Kyiv time) on Wednesday. | 10:00 a.m. (Kyiv time) = 2026-02-18T10:00+02:00; Wednesday = 2026-02-18
It starts at 18:20 GMT on Thursday. | 18:20 GMT = 2026-02-19T18:20Z; Thursday = 2026-02-19
It ended at 1430 local time. | 1430 local time = 2026-02-18T14:30
Between 10:00 and 12:00 there was a break. | Between 10:00 and 12:00 = 2026-02-18T10:00/2026-02-18T12:00
The gate was open from 8 a.m. to 4 p.m. on Tuesday. | from 8 a.m. to 4 p.m. = 2026-02-17T08:00/2026-02-17T16:00; Tuesday = 2026-02-17
They meet 9-11 a.m. tomorrow. | 9-11 a.m. = 2026-02-19T09:00/2026-02-19T11:00; tomorrow = 2026-02-19
At noon on Friday the deadline will pass. | noon = 2026-02-20T12:00; Friday = 2026-02-20
It took effect at midnight local time on Jan. 19, 2025. | midnight local time = 2025-01-19T00:00; Jan. 19, 2025 = 2025-01-19
At 14:35 GMT (16:35 local time) the alarm sounded. | 14:35 GMT = 2026-02-18T14:35Z; 16:35 local time = 2026-02-18T16:35
The doors open at 7 p.m. EST. | 7 p.m. EST = 2026-02-18T19:00-05:00
It opened around 10 a.m. Geneva time. | around 10 a.m. Geneva time = 2026-02-18T10:00+01:00
They want an answer by 15:00. | by 15:00 = ../2026-02-18T15:00
The session lasted about two hours. | about two hours = PT2H
It went on for almost six hours. | almost six hours = PT6H
It took more than three weeks. | more than three weeks = P3W
A two-day meeting followed a three-hour call. | two-day = P2D; three-hour = PT3H
It lasted a day and a half. | a day and a half = P1DT12H
It lasted an hour and a half, then half an hour. | an hour and a half = PT1H30M; half an hour = PT30M
It took two and a half hours. | two and a half hours = PT2H30M
It took one hour and forty-five minutes. | one hour and forty-five minutes = PT1H45M
It took nearly 2 1/2 hours. | nearly 2 1/2 hours = PT2H30M
It took two to three weeks. | two to three weeks = P2W/P3W
The meeting ran for several hours. | several hours = PTXH
There were six hours of meetings. | six hours = PT6H
After hours of talks and decades of war they signed. | hours = PTXH; decades = PXY
The near four-year war goes on. | near four-year = P4Y
The four-year-old conflict goes on. | four-year-old = P4Y
It is the first meeting in eight years. | in eight years = P8Y
A year-long siege and a decade-long dispute. | A year-long = P1Y; a decade-long = P10Y
The truce was to last six weeks. | six weeks = P6W
In the past 24 hours 12 people died. | past 24 hours = PT24H
Over the next two months they will withdraw. | next two months = P2M
In the coming days they will meet. | coming days = 2026-02-18/..
They have met in recent weeks. | recent weeks = ../2026-02-18
The ceasefire holds until March. | until March = ../2026-03
They must answer by Friday. | by Friday = ../2026-02-20
It must end by the end of the year. | by the end of the year = ../2026
Sanctions since 2014 and from 24 February 2022. | since 2014 = 2014/..; from 24 February 2022 = 2022-02-24/..
A photo from 16 February shows it. | 16 February = 2026-02-16
It was seized before and after the 2022 invasion. | 2022 = 2022
It failed in 2014-2015 and again in the 1990s. | 2014-2015 = 2014/2015; 1990s = 199X
From 2016 until 2019, people fled. | From 2016 until 2019 = 2016/2019
They met in late February. | late February = 2026-02
It started in early 2024 and in mid-2025. | early 2024 = 2024; mid-2025 = 2025
Losses fell in the first quarter of 2025. | first quarter of 2025 = 2025-01/2025-03
Losses fell in the second half of 2025. | second half of 2025 = 2025-07/2025-12
It began in autumn 2024; last summer it spread; this spring may bring peace. | autumn 2024 = 2024-23; last summer = 2025-22; this spring = 2026-21
They met in January and will meet in March. | January = 2026-01; March = 2026-03
It was agreed in December. | December = 2025-12
It is expected in May. | May = 2026-05
They may march. |
Sun rises over the March for peace. |
Every day, daily, each Monday, twice a week and every two months. | Every day = P1D; daily = P1D; each Monday = P1W; twice a week = P1W; every two months = P2M
Some 150 trucks a day crossed. | a day = P1D
It was the first day of talks, and the second day went better. |
The talks come days before the fourth anniversary of the invasion on 24 February 2022. | 24 February 2022 = 2022-02-24
UN Resolution 2254 was passed in 2015. | 2015 = 2015
On New Year's Eve and on Christmas Day 2024 it was calm. | New Year's Eve = 2025-12-31; Christmas Day 2024 = 2024-12-25
On 31 February nothing happened; nor in the year 0. |
"""
ROWS = [tuple(part.strip() for part in line.split(" |")) for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[row[0][:50] for row in ROWS])
def test_wording(sentence, expected):
    found = find_times(plain_reading(sentence, "en"), Anchor(TODAY))
    assert "; ".join(f"{time.text} = {time.value}" for time in found) == expected
    assert all(sentence[time.start : time.end] == time.text for time in found)
