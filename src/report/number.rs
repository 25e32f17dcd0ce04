//! Numbers as people read them, with the digits that are known and no more.

use crate::lang::Lang;

/// What stands where there is no number.
pub const NO_NUMBER: &str = "–";

/// The most decimals ever written.
const MOST_DECIMALS: i32 = 12;

/// An estimate with its half-width, such as `3.42 ± 0.05`: the digits that the
/// half-width supports.
///
/// The half-width keeps one digit, two if it begins with 1, since rounding 14
/// to 10 would misstate it by a third. Without a half-width the estimate has
/// four digits; without an estimate there is [`NO_NUMBER`].
#[must_use]
pub fn format_with_interval(mean: f64, half_width: f64) -> String {
    if !mean.is_finite() || !half_width.is_finite() {
        return format_significant(mean, 4);
    }
    let decimals = decimals_supported(mean, half_width);
    let half_width = match half_width.abs() {
        0.0 => "0".to_owned(),
        size => format_fixed(size, decimals),
    };
    format!("{} ± {half_width}", format_fixed(mean, decimals))
}

/// An estimate with the ends of its interval, such as `−1.2 [−2.0, −0.4]`.
#[must_use]
pub fn format_with_ends(estimate: f64, low: f64, high: f64) -> String {
    let half_width = (high - low) / 2.0;
    if !estimate.is_finite() || !half_width.is_finite() {
        return format_significant(estimate, 4);
    }
    let decimals = decimals_supported(estimate, half_width);
    let [estimate, low, high] = [estimate, low, high].map(|value| format_fixed(value, decimals));
    format!("{estimate} [{low}, {high}]")
}

/// A p-value: `0.034`, or `< 0.001`.
#[must_use]
pub fn format_p(p: f64) -> String {
    match p {
        p if !p.is_finite() => NO_NUMBER.to_owned(),
        p if p < 0.001 => "< 0.001".to_owned(),
        p => format_fixed(p, 3),
    }
}

/// A p-value with its sign: `p = 0.034`, or `p < 0.001`.
#[must_use]
pub fn format_p_with_sign(p: f64) -> String {
    let text = format_p(p);
    let sign = if text.starts_with('<') { "" } else { "= " };
    format!("p {sign}{text}")
}

/// A number with this many digits, such as `0.0123` or `12,300`.
#[must_use]
pub fn format_significant(value: f64, digits: i32) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let decimals = digits - 1 - exponent(value);
    let text = format_fixed(value, decimals);
    if text.contains('.') && !text.contains('×') {
        return text.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    text
}

/// A share, such as `26.5 %`; in Chinese `26.5%`.
#[must_use]
pub fn format_percent(share: f64, lang: Lang) -> String {
    format_significant(100.0 * share, 3) + lang.pick(" %", "%")
}

/// A length of time, such as `12 min`, `5.4 h` or `45 d`; in Chinese `45 天`.
#[must_use]
pub fn format_duration(hours: f64, lang: Lang) -> String {
    let (value, unit) = match hours.abs() {
        h if h > 0.0 && h < 1.0 => (hours * 60.0, lang.pick("min", "分钟")),
        h if h < 48.0 => (hours, lang.pick("h", "小时")),
        _ => (hours / 24.0, lang.pick("d", "天")),
    };
    format!("{} {unit}", format_significant(value, 2))
}

/// A number with this many decimals, or rounded to tens and hundreds if
/// negative; with commas between thousands.
#[must_use]
pub fn format_fixed(value: f64, decimals: i32) -> String {
    if !value.is_finite() {
        return NO_NUMBER.to_owned();
    }
    if value == 0.0 && decimals > MOST_DECIMALS {
        return "0".to_owned();
    }
    if value.abs() >= 1e9 || decimals > MOST_DECIMALS {
        return format_power(value);
    }
    let unit = 10_f64.powi(-decimals.min(0));
    let rounded = (value / unit).round() * unit;
    let rounded = if decimals < 0 { rounded } else { value };
    let digits = format!("{:.*}", decimals.max(0) as usize, rounded.abs());
    let negative = value < 0.0 && digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
    format!("{}{}", if negative { "−" } else { "" }, grouped(&digits))
}

/// A number too large or too small to write out: `2.5×10⁻¹⁴`.
fn format_power(value: f64) -> String {
    let text = format!("{value:.2e}");
    let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = digits.trim_end_matches('0').trim_end_matches('.').replace('-', "−");
    format!("{digits}×10{}", power.chars().map(superscript).collect::<String>())
}

fn superscript(sign: char) -> char {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    sign.to_digit(10).map_or('⁻', |digit| DIGITS[digit as usize])
}

/// Decimals to which a mean is known; where it is exact, the shortest form or four digits.
fn decimals_supported(mean: f64, half_width: f64) -> i32 {
    let size = half_width.abs();
    if size == 0.0 {
        let written_out = (0..=2).find(|&decimals| is_written_out(mean, decimals));
        return written_out.unwrap_or_else(|| (3 - exponent(mean)).max(0));
    }
    let power = exponent(size);
    let leading = size / 10_f64.powi(power);
    if leading < 1.95 { 1 - power } else { -power }
}

fn is_written_out(value: f64, decimals: i32) -> bool {
    let scaled = value * 10_f64.powi(decimals);
    (scaled - scaled.round()).abs() < 1e-6
}

/// The power of ten at which a number begins.
fn exponent(value: f64) -> i32 {
    if value == 0.0 || !value.is_finite() { 0 } else { libm::log10(value.abs()).floor() as i32 }
}

/// Digits with commas between thousands, if there are any.
fn grouped(digits: &str) -> String {
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    if whole.len() < 4 {
        return digits.to_owned();
    }
    let mut text = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_shows_the_digits_its_half_width_supports() {
        for (mean, half_width, text) in [
            (3.417_3, 0.051, "3.42 ± 0.05"),
            (3.417_3, 0.0137, "3.417 ± 0.014"),
            (3.417_3, 0.97, "3.4 ± 1.0"),
            (-0.04, 0.6, "0.0 ± 0.6"),
            (-2.04, 0.6, "−2.0 ± 0.6"),
            (123_456.0, 3_400.0, "123,000 ± 3,000"),
            (0.25, 0.0, "0.25 ± 0"),
            (7.0, 0.0, "7 ± 0"),
            (12.345_678, f64::NAN, "12.35"),
            (f64::NAN, 0.1, "–"),
            (f64::INFINITY, 0.1, "–"),
            (1e12, 1e9, "1×10¹² ± 1×10⁹"),
            (0.0, 2.5e-14, "0 ± 2.5×10⁻¹⁴"),
        ] {
            assert_eq!(format_with_interval(mean, half_width), text);
        }
    }

    #[test]
    fn an_interval_is_as_precise_as_its_estimate() {
        assert_eq!(format_with_ends(-1.234, -2.011, -0.391), "−1.2 [−2.0, −0.4]");
        assert_eq!(format_with_ends(5.0, 5.0, 5.0), "5 [5, 5]");
        assert_eq!(format_with_ends(5.0, f64::NEG_INFINITY, 6.0), "5");
    }

    #[test]
    fn times_are_told_in_the_unit_people_use() {
        for (hours, text) in [
            (0.2, "12 min"),
            (5.42, "5.4 h"),
            (36.0, "36 h"),
            (60.0, "2.5 d"),
            (1440.0, "60 d"),
            (0.0, "0 h"),
        ] {
            assert_eq!(format_duration(hours, Lang::En), text);
        }
        assert_eq!(format_duration(36.0, Lang::Zh), "36 小时");
    }

    #[test]
    fn a_share_is_told_as_each_language_writes_it() {
        assert_eq!(format_percent(0.2654, Lang::En), "26.5 %");
        assert_eq!(format_percent(0.2654, Lang::Zh), "26.5%");
    }

    #[test]
    fn p_values_end_where_nobody_cares() {
        assert_eq!(format_p(0.0341), "0.034");
        assert_eq!(format_p(1e-9), "< 0.001");
        assert_eq!(format_p(1.0), "1.000");
        assert_eq!(format_p(f64::NAN), "–");
    }

    #[test]
    fn extreme_numbers_are_written_as_powers() {
        assert_eq!(format_significant(f64::MAX, 3), "1.8×10³⁰⁸");
        assert_eq!(format_significant(5e-324, 3), "4.94×10⁻³²⁴");
        assert_eq!(format_significant(1_234_567.0, 3), "1,230,000");
        assert_eq!(format_significant(0.001_234, 2), "0.0012");
        assert_eq!(format_significant(-0.0, 2), "0");
    }
}
