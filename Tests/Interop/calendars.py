"""Holds every day of our calendars against the package chinesecalendar: whether it is worked.

Usage: calendars.py BACKPAY FIRST LAST
"""

import datetime
import json
import subprocess
import sys

import chinese_calendar


def ours(backpay, year):
    """The days of a year that are more than their weekday, by date."""
    done = subprocess.run(
        [backpay, "calendar", "show", str(year), "--format", "json"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"interop: calendar {year}: {done.stderr}")
    return {item["date"]: item["kind"] for item in json.loads(done.stdout)["items"]}


def main():
    backpay, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    wrong, days = [], 0
    for year in range(first, last + 1):
        special = ours(backpay, year)
        day = datetime.date(year, 1, 1)
        while day.year == year:
            kind = special.get(day.isoformat(), "weekend" if day.weekday() > 4 else "workday")
            worked = kind in ("workday", "makeUpWorkday")
            if worked != chinese_calendar.is_workday(day):
                wrong.append(f"{day}: {kind}, but there it is {'a day off' if worked else 'worked'}")
            days += 1
            day += datetime.timedelta(days=1)
    for line in wrong:
        print(f"interop: calendar {line}")
    print(f"interop: calendars: {days} days from {first} to {last}, {len(wrong)} differ from chinesecalendar")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
