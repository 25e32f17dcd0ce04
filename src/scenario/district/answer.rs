//! Answers, read one line at a time.

use super::question::QUESTIONS;
use crate::lang::{Text, text};
use crate::scenario::units::{WeeklyHours, parse_quantity};
use crate::time::Span;

/// What was answered; none where a line was left blank.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// Residents.
    pub residents: Option<u64>,
    /// Share of migrants.
    pub migrants: Option<f64>,
    /// Area \[km²\].
    pub area: Option<f64>,
    /// Streets and communities.
    pub streets: Option<[u64; 2]>,
    /// Grids.
    pub grids: Option<u64>,
    /// Posts of grid workers: full time, part time.
    pub workers: Option<[u64; 2]>,
    /// When they are on duty, as a scenario writes it.
    pub hours: Option<String>,
    /// Cases filed a month: found by workers, reported by the public.
    pub cases: Option<[f64; 2]>,
    /// Official closing and on-time rate.
    pub rates: Option<[f64; 2]>,
    /// Limits of events and components, as a scenario writes them.
    pub limits: Option<[String; 2]>,
    /// Yearly cost of a full-time worker with insurance \[yuan\].
    pub wage: Option<f64>,
    /// People on duty at once, by role of the type.
    pub bodies: Vec<(String, u64)>,
}

/// An answer that cannot be taken: what was found, and what is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong(pub Text);

impl Answers {
    /// Takes the answer to the question in this place; a blank line leaves it open. `roles`
    /// are those that may be named as bodies.
    ///
    /// # Errors
    /// If it is not of the form that the question expects.
    ///
    /// # Panics
    /// If there is no such question.
    pub fn take(&mut self, place: usize, line: &str, roles: &[String]) -> Result<(), Wrong> {
        let line = line.trim();
        if line.is_empty() {
            return Ok(());
        }
        let reader = Line { text: line, place };
        match place {
            0 => self.residents = Some(reader.whole([1, 30_000_000])?),
            1 => self.migrants = Some(reader.share()?),
            2 => self.area = Some(reader.number([0.01, 100_000.0])?),
            3 => self.streets = Some(reader.pair(|part| part.whole([1, 100_000]))?),
            4 => self.grids = Some(reader.whole([1, 1_000_000])?),
            5 => self.workers = Some(reader.pair(|part| part.whole([0, 1_000_000]))?),
            6 => self.hours = Some(reader.hours()?),
            7 => self.cases = Some(reader.pair(|part| part.number([0.0, 1e7]))?),
            8 => self.rates = Some(reader.pair(|part| part.share())?),
            9 => self.limits = Some(reader.pair(|part| part.limit())?),
            10 => self.wage = Some(reader.number([1.0, 1e7])?),
            _ => self.bodies = reader.bodies(roles)?,
        }
        Ok(())
    }
}

/// A line, or one of its parts between commas, and the question that it answers.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    place: usize,
}

impl<'a> Line<'a> {
    fn wrong(&self, allowed: &Text) -> Wrong {
        let (found, example) = (self.text, QUESTIONS[self.place].example);
        Wrong(text!(
            "{found:?}: {allowed}, such as {example:?}, is expected",
            "“{found}”:应为{allowed},例如“{example}”",
            allowed
        ))
    }

    /// A number without a unit, or with one of its own that the question names.
    fn number(&self, [least, most]: [f64; 2]) -> Result<f64, Wrong> {
        parse_quantity(self.text)
            .filter(|(_, unit)| unit.is_empty() || (self.place == 2 && unit == "km2"))
            .map(|(number, _)| number)
            .filter(|number| (least..=most).contains(number))
            .ok_or_else(|| {
                self.wrong(&text!("a number from {least} to {most}", " {least} 至 {most} 之间的数"))
            })
    }

    fn whole(&self, [least, most]: [u64; 2]) -> Result<u64, Wrong> {
        let number = self.text.replace('_', "").parse().ok();
        number.filter(|number| (least..=most).contains(number)).ok_or_else(|| {
            self.wrong(&text!(
                "a whole number from {least} to {most}",
                " {least} 至 {most} 之间的整数"
            ))
        })
    }

    fn share(&self) -> Result<f64, Wrong> {
        let text = self.text.replace('%', " %");
        let share = match parse_quantity(&text) {
            Some((number, unit)) if unit == "%" => Some(number / 100.0),
            Some((number, unit)) if unit.is_empty() => Some(number),
            _ => None,
        };
        share.filter(|share| (0.0..=1.0).contains(share)).ok_or_else(|| {
            self.wrong(&text!(
                "a share from 0 to 1 or from 0 % to 100 %",
                " 0 至 1 或 0 % 至 100 % 的比例"
            ))
        })
    }

    fn hours(&self) -> Result<String, Wrong> {
        WeeklyHours::parse(self.text)
            .filter(|hours| hours.weekly() > Span::ZERO)
            .map(|_| self.text.to_owned())
            .ok_or_else(|| self.wrong(&text!("days and hours", "日期和时段")))
    }

    fn limit(&self) -> Result<String, Wrong> {
        let wrong = || self.wrong(&text!("a time with its unit", "带单位的时间"));
        let (number, unit) = parse_quantity(self.text).ok_or_else(wrong)?;
        let known =
            ["min", "h", "d", "working hour", "working hours", "working day", "working days"];
        if !known.contains(&unit.as_str()) || !(0.0..=1e4).contains(&number) {
            return Err(wrong());
        }
        Ok(format!("{number} {unit}"))
    }

    /// The two parts around a comma.
    fn pair<T>(&self, read: impl Fn(Line<'a>) -> Result<T, Wrong>) -> Result<[T; 2], Wrong> {
        let parts: Vec<&str> = self.text.split([',', ',']).map(str::trim).collect();
        let [first, second] = parts[..] else {
            return Err(self.wrong(&text!("two answers and a comma", "以逗号分开的两项")));
        };
        Ok([read(Line { text: first, ..*self })?, read(Line { text: second, ..*self })?])
    }

    /// Roles and how many people are on duty in each.
    fn bodies(&self, roles: &[String]) -> Result<Vec<(String, u64)>, Wrong> {
        let names = roles.join(", ");
        let body = |part: &str| {
            let (name, people) = part.trim().rsplit_once(' ')?;
            let people = people.parse().ok().filter(|people| *people <= 1_000_000)?;
            let name = roles.iter().find(|role| *role == name.trim())?;
            Some((name.clone(), people))
        };
        let found: Option<Vec<(String, u64)>> = self.text.split([',', ',']).map(body).collect();
        found.ok_or_else(|| {
            self.wrong(&text!(
                "names of bodies ({names}) with their people",
                "部门名({names})及人数"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn taken(place: usize, line: &str) -> Result<Answers, Text> {
        let mut answers = Answers::default();
        let roles = ["sanitation".to_owned(), "greening".to_owned()];
        answers.take(place, line, &roles).map_err(|Wrong(told)| told)?;
        Ok(answers)
    }

    #[test]
    fn every_example_is_a_good_answer() {
        for (place, question) in QUESTIONS.iter().enumerate() {
            let answers = taken(place, question.example).expect(question.example);
            assert_ne!(answers, Answers::default(), "{}", question.example);
        }
    }

    #[test]
    fn answers_are_read_as_they_are_written() {
        assert_eq!(taken(1, "20%").unwrap().migrants, Some(0.2));
        assert_eq!(taken(1, "0.2").unwrap().migrants, Some(0.2));
        assert_eq!(taken(2, "25.38 km2").unwrap().area, Some(25.38));
        assert_eq!(taken(3, "10,137").unwrap().streets, Some([10, 137]));
        let limits = taken(9, "90 min, 5 working days").unwrap().limits;
        assert_eq!(limits, Some(["90 min".to_owned(), "5 working days".to_owned()]));
        let bodies = taken(11, "greening 8, sanitation 60").unwrap().bodies;
        assert_eq!(bodies, [("greening".to_owned(), 8), ("sanitation".to_owned(), 60)]);
        assert_eq!(taken(4, "  ").unwrap(), Answers::default());
    }

    #[test]
    fn a_wrong_answer_names_what_was_found_and_what_is_allowed() {
        for (place, line) in [
            (0, "many"),
            (0, "0"),
            (0, "1e5"),
            (1, "120 %"),
            (1, "nan"),
            (2, "25 m"),
            (2, "-3"),
            (3, "10"),
            (3, "1, 2, 3"),
            (4, "-1"),
            (6, "daily \"x\""),
            (8, "98, 95"),
            (9, "4 parsecs, 1 h"),
            (10, "inf"),
            (11, "sanitation"),
            (11, "fire-brigade 4"),
            (11, "sanitation -4"),
        ] {
            let told = taken(place, line).expect_err(line);
            let (en, zh) = (told.read(Lang::En), told.read(Lang::Zh));
            assert!(en.contains(" is expected") && en.contains("such as"), "{en}");
            assert!(zh.contains("应为") && zh.contains("例如"), "{zh}");
        }
    }
}
