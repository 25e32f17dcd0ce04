//! Texts in lines.

use super::canvas::{Lettering, is_wide};

/// The most lines of a text.
const LINES: usize = 3;

/// What begins no line.
const CLOSING: &str = "，。；：！？、）》」』】…,.;:!?)]%";
/// What ends no line.
const OPENING: &str = "（《「『【([";

/// A text broken between words, in Chinese between characters, into lines no wider than
/// this \[px\], three at most. A word that is wider is broken after hyphens.
pub(super) fn wrapped(text: &str, room: f64, lettering: Lettering) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let mut gap = " ";
        for piece in pieces(word, lettering.width(word) > room) {
            match lines.last_mut() {
                Some(line) if lettering.width(&format!("{line}{gap}{piece}")) <= room => {
                    line.push_str(gap);
                    line.push_str(piece);
                }
                _ => lines.push(piece.to_owned()),
            }
            gap = "";
        }
    }
    let dropped = lines.len() > LINES;
    lines.truncate(LINES);
    if let Some(last) = lines.last_mut().filter(|_| dropped) {
        last.push_str(" …");
    }
    lines.iter().map(|line| lettering.fit(line, room)).collect()
}

/// A word in the parts that may stand on different lines.
fn pieces(word: &str, at_hyphens: bool) -> Vec<&str> {
    let next = word.char_indices().skip(1);
    let cuts = word.chars().zip(next).filter(|(before, (_, after))| {
        let may = is_wide(*before) || is_wide(*after) || at_hyphens && *before == '-';
        may && !OPENING.contains(*before) && !CLOSING.contains(*after)
    });
    let mut begins: Vec<usize> = std::iter::once(0).chain(cuts.map(|(_, (at, _))| at)).collect();
    begins.push(word.len());
    begins.windows(2).map(|ends| &word[ends[0]..ends[1]]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_and_chinese_breaks_between_characters() {
        assert_eq!(pieces("equal-cost", false), ["equal-cost"]);
        assert_eq!(pieces("equal-cost", true), ["equal-", "cost"]);
        assert_eq!(pieces("网格（95%）的，p值", false), ["网", "格", "（95%）", "的，", "p", "值"]);
        assert_eq!(pieces("x", true), ["x"]);
    }

    #[test]
    fn lines_keep_to_their_room_and_lose_nothing() {
        let lettering = Lettering::new(10.0);
        let text = "20 次重复的配对差值，相对于街居制（仿东城区）；假设固定不变";
        let lines = wrapped(text, 120.0, lettering);
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines.iter().all(|line| lettering.width(line) <= 120.0), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        let cut = wrapped(&"网".repeat(99), 120.0, lettering);
        assert!(cut.len() == 3 && cut[2].ends_with('…'), "{cut:?}");
        assert_eq!(wrapped("as they are staffed", 60.0, lettering), ["as they are", "staffed"]);
    }
}
