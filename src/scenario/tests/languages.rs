//! Whatever fault a test provokes is told in Chinese too: the helpers of all tests come by here.

use crate::lang::Lang;
use crate::scenario::Faults;

/// Words of English sentences that are no words of the language of scenarios.
const ENGLISH: [&str; 34] = [
    "a", "allowed", "an", "and", "are", "array", "as", "date", "expected", "from", "has", "help",
    "in", "is", "least", "missing", "more", "most", "must", "no", "none", "not", "number", "of",
    "or", "such", "table", "text", "than", "the", "there", "this", "to", "with",
];

/// After these, a library or the system speaks, in English.
const OTHERS_SPEAK: [&str; 5] = ["TOML:", "JSON:", "GeoJSON 要素:", "无效:", "读取:"];

/// The faults in English, once their Chinese is seen to be Chinese.
pub fn told(faults: &Faults) -> String {
    for fault in faults.sorted() {
        for text in std::iter::once(&fault.message).chain(&fault.help) {
            let (en, zh) = (text.read(Lang::En), text.read(Lang::Zh));
            assert!(is_chinese(zh), "{zh}\nis no Chinese for\n{en}");
        }
    }
    faults.to_string()
}

/// Whether the words of the program, not the key path nor what it quotes, are Chinese.
fn is_chinese(text: &str) -> bool {
    let end = OTHERS_SPEAK.iter().filter_map(|mark| text.find(mark)).min().unwrap_or(text.len());
    let own = text[..end].split_once(": ").map_or(&text[..end], |(_, message)| message);
    let own = without_quotes(own);
    let mut words = own.split(|c: char| !c.is_ascii_alphanumeric() && !"-_.".contains(c));
    own.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && !words.any(|word| ENGLISH.contains(&word))
}

/// What stands outside quotes and backticks.
fn without_quotes(text: &str) -> String {
    text.split(['"', '`']).step_by(2).collect()
}

#[test]
fn english_left_in_a_chinese_text_is_found() {
    for good in
        ["city.area: 缺少此项", "\"it is\" 不在 fifo, urgent 之中", "不是合法的 TOML:expected `=`"]
    {
        assert!(is_chinese(good), "{good}");
    }
    for bad in
        ["missing", "city.area: \"面积\"", "此处是 a number;应为文本", "roles: 角色 and 2 more"]
    {
        assert!(!is_chinese(bad), "{bad}");
    }
}
