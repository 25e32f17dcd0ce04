//! What a key of a scenario means, found by its path.

use super::shape::{Field, Shape};

/// What may stand at a path.
#[derive(Clone, Debug)]
pub struct Meaning {
    /// What the key is, as its declaration says.
    pub doc: &'static str,
    /// The least and the greatest value allowed, in base units.
    pub range: Option<(f64, f64)>,
    /// What may stand there.
    pub shape: Shape,
}

/// What stands at a path such as `governance.roles.supervisor.patrol.speed`, read from a
/// shape; none where the shape has no such path. The id of a thing, the key of a free table
/// and an index in brackets are passed over: they say which, and not what.
pub fn meaning(root: Shape, path: &str) -> Option<Meaning> {
    let mut found = Meaning { doc: "", range: None, shape: root };
    for segment in path.split(['.', '[']).map(|part| part.trim_end_matches(']')) {
        found = step(found, segment)?;
    }
    Some(found)
}

fn step(from: Meaning, segment: &str) -> Option<Meaning> {
    match from.shape {
        Shape::Record { fields, .. } => of_field(fields, segment),
        Shape::Variant { cases, .. } => of_field(cases, segment).map(|case| Meaning {
            doc: case.doc,
            range: case.range.or(from.range),
            shape: case.shape,
        }),
        Shape::Keyed(inner) | Shape::Map(inner) | Shape::List(inner) => {
            Some(Meaning { shape: *inner, ..from })
        }
        Shape::Choice { .. } | Shape::Quantity { .. } | Shape::Text { .. } | Shape::Boolean => None,
    }
}

fn of_field(fields: Vec<Field>, key: &str) -> Option<Meaning> {
    let field = fields.into_iter().find(|field| field.key == key)?;
    Some(Meaning { doc: field.doc, range: field.range, shape: (field.shape)() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Read as _;
    use crate::scenario::study::Scenario;

    fn of(path: &str) -> Option<Meaning> {
        meaning(Scenario::shape(), path)
    }

    #[test]
    fn a_path_leads_to_the_words_of_its_declaration() {
        let speed = of("governance.roles.supervisor.patrol.speed").expect("a speed");
        assert!(speed.doc.contains("Speed on foot"), "{}", speed.doc);
        assert_eq!(speed.range, Some((1.0, 1e6)));
        let hour = of("city.profiles.street.hours[3]").expect("an hour");
        assert!(hour.doc.contains("Weight of each hour") && hour.range == Some((0.0, 1e9)));
        let median = of("city.categories.guard-rail.work.lognormal.median").expect("a median");
        assert!(median.doc.contains("Half of all times"));
        assert!(of("city.categories.guard-rail.owners.property").is_some(), "a free table");
        assert!(of("governance.roles.supervisor.patrol.sped").is_none());
        assert!(of("city.area.more").is_none());
    }

    /// Every number of the built-in scenarios has its words.
    #[test]
    fn every_number_has_a_meaning() {
        for (name, _) in crate::scenario::builtin::FILES {
            if name.contains('/') {
                continue;
            }
            let source = crate::scenario::Source::Builtin(name);
            let options = crate::scenario::Options { provenance: true };
            let loaded = crate::scenario::load::<Scenario>(&source, &[], options);
            for number in loaded.expect("a built-in").provenance {
                let meaning = of(&number.path).unwrap_or_else(|| panic!("{}", number.path));
                assert!(!meaning.doc.trim().is_empty(), "{}", number.path);
            }
        }
    }
}
