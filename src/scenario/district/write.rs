//! The scenario file of a district.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::answer::Answers;
use crate::scenario::Loaded;
use crate::scenario::category::Class;
use crate::scenario::check::MEGA;
use crate::scenario::provenance::{Origin, Provenance};
use crate::scenario::study::Scenario;
use crate::scenario::units::{Basis, Per, WeeklyHours, parse_quantity};

/// The built-in that blanks are filled from.
pub const TYPE: &str = "beijing-dongcheng-2004";

/// The role of the type that grid workers take.
const WORKER: &str = "supervisor";
/// Part of a post that a part-time worker fills: an assumption.
const PART_TIME: f64 = 0.5;
/// Blocks of the synthetic fabric at most, so that a large district stays quick.
const MOST_BLOCKS: f64 = 40_000.0;

/// How many times as many listed problems, and as many witnesses of each, as the type has;
/// set by pilot runs so that the stated volume of cases is met.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Volume {
    /// Factor of incidence.
    pub incidence: f64,
    /// Factor of witnesses.
    pub witnesses: f64,
}

impl Default for Volume {
    fn default() -> Self {
        Self { incidence: 1.0, witnesses: 1.0 }
    }
}

/// The text of a scenario that puts a district of these answers under the type, which is
/// given as it was loaded with provenance.
#[must_use]
pub fn text(answers: &Answers, of_type: &Loaded<Scenario>, volume: Option<Volume>) -> String {
    let mut page = Page { answers, of_type, city: Part::default(), governance: Part::default() };
    page.write_city();
    page.write_categories(volume);
    page.write_grids();
    page.write_worker();
    page.write_bodies();
    page.blank_the_rest();
    page.whole()
}

/// A table of the file: what it sets, and whence.
#[derive(Default)]
struct Part {
    keys: String,
    tables: String,
    provenance: String,
    /// Paths that have a statement.
    told: BTreeSet<String>,
}

/// How a number came to be.
#[derive(Clone, Copy)]
enum Whence {
    /// It was answered.
    Stated,
    /// It follows from an answer by an assumption.
    Assumed(&'static str),
    /// Pilot runs set it.
    Calibrated,
}

impl Part {
    fn tell(&mut self, path: &str, whence: Whence) {
        self.tell_as(path, &stated(whence));
    }

    fn tell_as(&mut self, path: &str, statement: &str) {
        if self.told.insert(path.to_owned()) {
            let _ = writeln!(self.provenance, "\"{path}\" = {{ {statement} }}");
        }
    }

    fn key(&mut self, key: &str, value: &str, whence: Whence) {
        let _ = writeln!(self.keys, "{key} = {value}");
        self.tell(key, whence);
    }
}

/// What a file states of a number that came to be so.
fn stated(whence: Whence) -> String {
    match whence {
        Whence::Stated => "origin = \"sourced\", evidence = \"self-reported\", transfer = \"same\", source = \"as answered\"".to_owned(),
        Whence::Assumed(note) => format!("origin = \"assumed\", range = [\"0.5 x\", \"2 x\"], note = \"{note}\""),
        Whence::Calibrated => "origin = \"calibrated\", evidence = \"self-reported\", range = [\"0.5 x\", \"2 x\"], note = \"moved by pilot runs towards the stated cases a month\"".to_owned(),
    }
}

struct Page<'a> {
    answers: &'a Answers,
    of_type: &'a Loaded<Scenario>,
    city: Part,
    governance: Part,
}

impl<'a> Page<'a> {
    /// Residents, stated or the type's.
    fn residents(&self) -> f64 {
        self.answers.residents.map_or(self.type_city().residents.0 as f64, |n| n as f64)
    }

    /// Area \[km²\], stated or the type's.
    fn area(&self) -> f64 {
        self.answers.area.unwrap_or(self.type_city().area.0 / 1e6)
    }

    fn type_city(&self) -> &'a crate::scenario::city::City {
        self.of_type.value.city.as_ref().expect("the type has a city")
    }

    fn type_governance(&self) -> &'a crate::scenario::governance::Governance {
        self.of_type.value.governance.as_ref().expect("the type has a governance model")
    }

    fn write_city(&mut self) {
        if let Some(residents) = self.answers.residents {
            self.city.key("residents", &residents.to_string(), Whence::Stated);
        }
        if let Some(migrants) = self.answers.migrants {
            self.city.key("migrants", &migrants.to_string(), Whence::Stated);
        }
        if let Some([streets, communities]) = self.answers.streets {
            self.city.key("streets", &streets.to_string(), Whence::Stated);
            self.city.key("communities", &communities.to_string(), Whence::Stated);
        }
        if let Some(area) = self.answers.area {
            self.city.key("area", &format!("\"{area} km2\""), Whence::Stated);
            let raw = self.type_city();
            let density = raw.blocks.0 as f64 / (raw.area.0 / 1e6);
            let least = self.answers.streets.map_or(1.0, |[_, communities]| communities as f64);
            let blocks = (density * area).clamp(least, MOST_BLOCKS.max(least)).round();
            let note = "blocks as large as the type's; the resolution of the synthetic fabric";
            self.city.key("blocks", &format!("{blocks}"), Whence::Assumed(note));
        }
    }

    /// Limits, and the volume that pilot runs found.
    fn write_categories(&mut self, volume: Option<Volume>) {
        let listed = &self.type_governance().deadlines;
        let mut limits = String::new();
        for category in &self.type_city().categories {
            let id = category.id.as_str();
            if !listed.contains_key(id) {
                continue;
            }
            if let Some([events, components]) = &self.answers.limits {
                let limit = if category.class == Class::Component { components } else { events };
                let _ = writeln!(limits, "{id} = \"{limit}\"");
                self.governance.tell(&format!("deadlines.{id}"), Whence::Stated);
            }
            if let Some(volume) = volume {
                self.write_volume(id, volume);
            }
        }
        if !limits.is_empty() {
            let _ = write!(self.governance.tables, "\n[governance.deadlines]\n{limits}");
        }
    }

    /// How often problems of a category arise, and how many see one.
    fn write_volume(&mut self, id: &str, volume: Volume) {
        let _ = writeln!(self.city.tables, "\n[[city.categories]]\nid = \"{id}\"");
        for (key, factor) in [("incidence", volume.incidence), ("witnesses", volume.witnesses)] {
            let path = format!("city.categories.{id}.{key}");
            let Some((number, unit)) = self.of_type.written(&path) else { continue };
            let moved = factor * number;
            let value = if unit.is_empty() {
                format!("{moved:.6}")
            } else {
                format!("\"{moved:.6} {unit}\"")
            };
            let _ = writeln!(self.city.tables, "{key} = {value}");
            self.city.tell(&format!("categories.{id}.{key}"), Whence::Calibrated);
        }
    }

    fn write_grids(&mut self) {
        if let Some(grids) = self.answers.grids {
            let area = 1e6 * self.area() / grids as f64;
            let _ = writeln!(self.governance.keys, "grids = {{ area = \"{area:.1} m2\" }}");
            let note = "the area shared among the stated number of grids";
            self.governance.tell("grids.area", Whence::Assumed(note));
        }
    }

    /// The grid workers: each on duty has a beat.
    fn write_worker(&mut self) {
        let Answers { workers, hours, wage, .. } = self.answers;
        if workers.is_none() && hours.is_none() && wage.is_none() {
            return;
        }
        let role = self.type_governance().roles.get(WORKER).expect("the type has it");
        let area = self.area();
        let mut table = format!("\n[[governance.roles]]\nid = \"{WORKER}\"\n");
        let part = &mut self.governance;
        let at = |key: &str| format!("roles.{WORKER}.{key}");
        if let Some(hours) = hours {
            let _ = writeln!(table, "hours = \"{hours}\"");
            part.tell(&at("hours"), Whence::Stated);
        }
        if let Some(wage) = wage {
            let _ = writeln!(table, "wage = \"{wage} yuan/year\"");
            part.tell(&at("wage"), Whence::Stated);
        }
        if let Some([full, part_time]) = workers {
            let posts = *full as f64 + PART_TIME * *part_time as f64;
            let open = hours.as_deref().and_then(WeeklyHours::parse);
            let open = open.as_ref().unwrap_or(&role.hours).weekly();
            let on_duty = (posts * role.week.hours() / open.hours()).round().max(1.0);
            let beat = area / on_duty;
            let _ = writeln!(
                table,
                "staffing = \"{on_duty} per district\"\npatrol.beat = \"{beat:.6} km2\""
            );
            let note = "posts stated, a part-time worker as half a post; on duty at once by working week and hours";
            self.governance.tell(&at("staffing"), Whence::Assumed(note));
            let note = "the area shared among those on duty at once";
            self.governance.tell(&at("patrol.beat"), Whence::Assumed(note));
        }
        self.governance.tables.push_str(&table);
    }

    /// The bodies: as stated, or as many by resident as in the type.
    fn write_bodies(&mut self) {
        let scale = self.residents() / self.type_city().residents.0 as f64;
        let roles: Vec<(String, Per)> = self
            .type_governance()
            .roles
            .iter()
            .map(|role| (role.id.as_str().to_owned(), role.staffing))
            .filter(|(id, _)| id != WORKER)
            .collect();
        for (id, rule) in roles {
            let stated = self.answers.bodies.iter().find(|(body, _)| *body == id);
            let (people, whence) = match stated {
                Some((_, people)) => (*people as f64, Whence::Stated),
                None if rule.basis == Basis::Districts && (scale - 1.0).abs() > 1e-9 => (
                    (rule.count * scale).round().max(1.0),
                    Whence::Assumed("as many by resident as in the type"),
                ),
                None => continue,
            };
            let _ = write!(
                self.governance.tables,
                "\n[[governance.roles]]\nid = \"{id}\"\nstaffing = \"{people} per district\"\n"
            );
            self.governance.tell(&format!("roles.{id}.staffing"), whence);
        }
    }

    /// Tags as assumed whatever was not answered and is better known in the type.
    fn blank_the_rest(&mut self) {
        for number in &self.of_type.provenance {
            let path = without_positions(&number.path);
            let (part, path) = match path.split_once('.') {
                Some(("city", path)) => (&mut self.city, path),
                Some(("governance", path)) => (&mut self.governance, path),
                _ => continue,
            };
            if number.statement.origin != Origin::Assumed {
                part.tell_as(path, &blank(number));
            }
        }
    }

    fn whole(&self) -> String {
        let [title, title_zh] = if self.residents() < MEGA as f64 {
            ["A district, stylised", "某区(仿真)"]
        } else {
            ["A district, stylised: scale demonstration", "某区(仿真,规模演示)"]
        };
        let mut page = format!(
            "# A district of one's own, from twelve answers. What was left blank is taken from the\n\
             # type {TYPE} and tagged as assumed.\n\n\
             extends = \"{TYPE}\"\ntitle = \"{title}\"\ntitle_zh = \"{title_zh}\"\n"
        );
        if let Some([closing, on_time]) = self.answers.rates {
            let _ = write!(
                page,
                "\n# Kept for testing, never an input.\n[observed]\n\
                 official_closing_rate = {closing}\nofficial_on_time_rate = {on_time}\n\n\
                 [observed.provenance]\n\"*\" = {{ {} }}\n",
                stated(Whence::Stated)
            );
        }
        for (name, part) in [("city", &self.city), ("governance", &self.governance)] {
            let _ = write!(page, "\n[{name}]\n{}", part.keys);
            page.push_str(&part.tables);
            if !part.provenance.is_empty() {
                let _ = write!(page, "\n[{name}.provenance]\n{}", part.provenance);
            }
        }
        page
    }
}

impl Loaded<Scenario> {
    /// The number and the unit written at a path.
    fn written(&self, path: &str) -> Option<(f64, String)> {
        let number = self.provenance.iter().find(|number| number.path == path)?;
        parse_quantity(number.text.trim_matches('"'))
    }
}

/// A path without the places of array elements.
fn without_positions(path: &str) -> String {
    let steps = path.split('.').map(|step| step.split_once('[').map_or(step, |(name, _)| name));
    steps.collect::<Vec<_>>().join(".")
}

/// What is said of a number that was left blank.
fn blank(number: &Provenance) -> String {
    let said = &number.statement;
    let range = said.range.clone().unwrap_or_else(|| vec!["0.5 x".into(), "2 x".into()]);
    let note = format!("left blank: that of the type {TYPE}, where it is {}", said.origin.word());
    format!("origin = \"assumed\", range = {range:?}, note = \"{note}\"")
}
