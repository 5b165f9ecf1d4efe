//! Dates, and what documents have of them.

use std::fmt;

use jiff::civil::Date;
use model::transform::MissingParts;

use super::Carried;

/// A date, or what is known of one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Day {
    /// All of it.
    Whole(Date),
    /// Without its day; the first of the month.
    Month(Date),
    /// Without day and month; the first of the year.
    Year(Date),
}

impl Day {
    /// A date as it is captured: `1990-05-17`, `1990-05`, `1990`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let number = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok());
        match text.len() {
            4 => Some(Self::Year(Date::new(number(text)??, 1, 1).ok()?)),
            7 => {
                let (year, month) = text.split_once('-').filter(|(year, _)| year.len() == 4)?;
                let month = number(month)?.and_then(|month| i8::try_from(month).ok())?;
                Some(Self::Month(Date::new(number(year)??, month, 1).ok()?))
            }
            10 => text.parse().ok().map(Self::Whole),
            _ => None,
        }
    }

    const fn first(self) -> Date {
        match self {
            Self::Whole(date) | Self::Month(date) | Self::Year(date) => date,
        }
    }

    pub(super) fn year(self) -> i16 {
        self.first().year()
    }
}

impl fmt::Display for Day {
    /// As it was captured.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(date) => f.pad(&date.to_string()),
            Self::Month(date) => f.pad(&format!("{:04}-{:02}", date.year(), date.month())),
            Self::Year(date) => f.pad(&format!("{:04}", date.year())),
        }
    }
}

/// A whole date, or nothing.
pub(super) fn whole(day: Day, missing: MissingParts) -> Option<Carried> {
    match (day, missing) {
        (Day::Whole(_), _) | (_, MissingParts::First) => Some(Carried::Date(Day::Whole(day.first()))),
        (Day::Month(_) | Day::Year(_), MissingParts::Reject) => None,
    }
}

/// A date by a format.
pub(super) fn written(day: Date, format: &str) -> Result<Carried, &'static str> {
    jiff::fmt::strtime::format(format, day)
        .map(Carried::Text)
        .map_err(|_| "has a format by which the date cannot be written")
}

/// Whole years. Who was born on the 29th of February is a year older on the 1st of March, where there is no 29th.
pub(super) fn age(born: Date, today: Date) -> Result<Carried, &'static str> {
    if born > today {
        return Err("got a date that is to come");
    }
    let had_no_birthday = (today.month(), today.day()) < (born.month(), born.day());
    Ok(Carried::Integer(i64::from(today.year() - born.year()) - i64::from(had_no_birthday)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_is_known_of_a_date_is_told_as_it_was_captured() {
        for text in ["1990-05-17", "1990-05", "1990", "0800-12"] {
            assert_eq!(Day::read(text).unwrap().to_string(), text);
        }
        for text in [
            "",
            "199",
            "1990-13",
            "1990-00",
            "1990-5-7",
            "1990-02-30",
            "19a0",
            "+990",
            "1990-+5",
            "-990-05",
            "ÄÖ",
        ] {
            assert!(Day::read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn years_are_counted_in_full() {
        for (born, today, years) in [
            (date(1990, 5, 17), date(2026, 5, 16), Some(35)),
            (date(1990, 5, 17), date(2026, 5, 17), Some(36)),
            (date(2008, 2, 29), date(2026, 2, 28), Some(17)),
            (date(2008, 2, 29), date(2026, 3, 1), Some(18)),
            (date(2026, 5, 17), date(2026, 5, 17), Some(0)),
            (date(2026, 5, 18), date(2026, 5, 17), None),
            (date(-9999, 1, 1), date(9999, 12, 31), Some(19998)),
        ] {
            assert_eq!(age(born, today).ok(), years.map(Carried::Integer), "{born} {today}");
        }
    }
}
