//! Names of places in titles.
//!
//! The gazetteer holds China, its provinces and prefecture-level divisions, and the counties
//! and districts of the typical models of grid governance: Chinese names after GB/T 2260, with
//! later changes, English ones as they are usually written. A Chinese name that is also a
//! common word stands there with its suffix, such as 安康市, or with the characters that must
//! not follow it.

const GAZETTEER: &str = include_str!("../../../../assets/places.csv");

/// Words by which a title says that it is no real place.
const MARKS: [&str; 5] = ["stylised", "stylized", "仿", SCALE[0], SCALE[1]];
/// Words by which a title says that it only shows what the program can carry.
pub const SCALE: [&str; 2] = ["scale demonstration", "规模演示"];

/// A place of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

/// The first place that a title names without saying that it is no real one.
pub fn claimed(title: &str) -> Option<Named> {
    let plain = title.to_lowercase();
    if MARKS.iter().any(|mark| plain.contains(mark)) {
        return None;
    }
    let words = words(&plain);
    let mut places = GAZETTEER.lines().skip(1).filter_map(Row::parse);
    places.find(|row| row.is_in(title, &words)).map(|row| row.named())
}

/// Whether a title says that it only shows what the program can carry.
pub fn is_demonstration(title: &str) -> bool {
    let plain = title.to_lowercase();
    SCALE.iter().any(|mark| plain.contains(mark))
}

/// A line of the gazetteer: spellings apart by bars, and what must not follow the Chinese ones.
struct Row {
    zh: &'static str,
    en: &'static str,
    not_before: &'static str,
}

impl Row {
    fn parse(line: &'static str) -> Option<Self> {
        let mut fields = line.split(',');
        let (zh, en, not_before) = (fields.next()?, fields.next()?, fields.next()?);
        Some(Self { zh, en, not_before })
    }

    /// Whether a title holds one of the Chinese names, or one of the English as whole words.
    fn is_in(&self, title: &str, words: &str) -> bool {
        let follows = |rest: &str| rest.starts_with(|next| self.not_before.contains(next));
        let in_chinese = |name: &str| {
            title.match_indices(name).any(|(at, found)| !follows(&title[at + found.len()..]))
        };
        let in_english =
            |name: &str| !name.is_empty() && words.contains(&format!(" {} ", name.to_lowercase()));
        self.zh.split('|').any(in_chinese) || self.en.split('|').any(in_english)
    }

    fn named(&self) -> Named {
        let first = |names: &'static str| names.split('|').next().unwrap_or_default();
        let (zh, en) = (first(self.zh), first(self.en));
        Named { zh, en: if en.is_empty() { zh } else { en } }
    }
}

/// The words of a text in small letters, each between spaces.
fn words(text: &str) -> String {
    let text = text.replace('’', "'").replace("'s ", " ");
    let part = |c: char| if c.is_alphabetic() || c == '\'' { c } else { ' ' };
    let plain: String = text.chars().map(part).collect();
    format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(title: &str) -> Option<&'static str> {
        claimed(title).map(|place| place.en)
    }

    #[test]
    fn a_name_is_found_in_either_language() {
        for (title, expected) in [
            ("Unit grids in Dongcheng, 2004", "Dongcheng"),
            ("beijing's twelve thousand grids", "Beijing"),
            ("Xi’an under the hotline", "Xi'an"),
            ("Hong Kong", "Hong Kong"),
            ("Lhasa-2020", "Lhasa"),
            ("万米单元网格(东城区2004年)", "Dongcheng"),
            ("深圳市坪山区网格", "Shenzhen"),
            ("长治网格", "Changzhi"),
            ("安康市网格", "Ankang"),
            ("朝阳区网格", "Chaoyang"),
        ] {
            assert_eq!(found(title), Some(expected), "{title}");
        }
    }

    #[test]
    fn words_that_only_contain_a_name_are_none() {
        for title in [
            "Shanghaied by the hotline",
            "Unwuxiable grids",
            "A district under unit grids",
            "Aliens and dalish",
            "长治久安的网格",
            "安康家园",
            "三明治",
            "华东城市网格",
            "城东城管队",
            "朝阳产业",
            "大理石厂",
            "街居制",
        ] {
            assert_eq!(found(title), None, "{title}");
        }
    }

    #[test]
    fn a_mark_frees_a_title() {
        for title in [
            "Stylised after Dongcheng",
            "Dongcheng, stylized",
            "街居制(仿东城区)",
            "China: scale demonstration",
            "全国(规模演示),含北京",
        ] {
            assert_eq!(found(title), None, "{title}");
        }
        assert!(is_demonstration("China: Scale demonstration") && !is_demonstration("仿北京"));
    }

    /// A line out of form would be passed over in silence.
    #[test]
    fn every_line_of_the_gazetteer_is_a_place() {
        let lines: Vec<&str> = GAZETTEER.lines().skip(1).collect();
        assert!(lines.len() > 440);
        for line in lines {
            let row = Row::parse(line).unwrap_or_else(|| panic!("{line}"));
            for name in row.zh.split('|') {
                assert!(!name.is_empty() && !name.is_ascii(), "{line}");
                assert!(claimed(name).is_some(), "{line}: {name}");
            }
            for name in row.en.split('|').filter(|name| !name.is_empty()) {
                assert!(claimed(name).is_some(), "{line}: {name}");
            }
        }
    }
}
