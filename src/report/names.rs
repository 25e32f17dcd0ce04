//! What scenarios and contrasts are called in tables and figures.

use crate::experiment::{Comparison, Contrast, Prepared, Study};
use crate::lang::Lang;

/// The names of scenarios, in their order: in English those of their files, in Chinese their
/// titles, except where another of them has the same title.
pub fn names<'p>(scenarios: impl IntoIterator<Item = &'p Prepared>, lang: Lang) -> Vec<String> {
    let scenarios: Vec<&Prepared> = scenarios.into_iter().collect();
    let title = |of: &Prepared| of.title.read(Lang::Zh).to_owned();
    let is_told_apart = |of: &Prepared| {
        let same = scenarios.iter().filter(|other| title(other) == title(of));
        same.count() == 1 && !title(of).trim().is_empty()
    };
    let name = |of: &&Prepared| match lang {
        Lang::Zh if is_told_apart(of) => title(of),
        _ => of.name.clone(),
    };
    scenarios.iter().map(name).collect()
}

/// The names of the scenarios of studies.
pub fn of_studies(studies: &[Study], lang: Lang) -> Vec<String> {
    names(studies.iter().map(|study| &study.prepared), lang)
}

/// What a contrast is called: the one scenario minus the other.
pub fn of_contrast(comparison: &Comparison, contrast: &Contrast, lang: Lang) -> String {
    let called = of_studies(&comparison.studies, lang);
    match lang {
        Lang::En => contrast.name.clone(),
        Lang::Zh => format!("{} − {}", called[contrast.alternative], called[contrast.baseline]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::prepare;
    use crate::lang::Text;
    use crate::scenario::study::Scenario;
    use crate::scenario::{Options, Source, load};

    #[test]
    fn titles_name_scenarios_in_chinese_as_far_as_they_differ() {
        let source = Source::from_argument("reference-jackson-200").expect("a built-in");
        let loaded = load::<Scenario>(&source, &[], Options::default());
        let scenario = loaded.unwrap_or_else(|faults| panic!("{faults}")).value;
        let called = |name: &str, zh: &str| {
            let title = Text::new(name.to_uppercase(), zh);
            Prepared { title, ..prepare(name, &scenario) }
        };
        let all = [called("a", "甲"), called("b", "乙"), called("c", "乙"), called("d", " ")];
        assert_eq!(names(&all, Lang::En), ["a", "b", "c", "d"]);
        assert_eq!(names(&all, Lang::Zh), ["甲", "b", "c", "d"]);
    }
}
