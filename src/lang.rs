//! The two languages that the program speaks, and texts that exist in both.

/// A language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Chinese, simplified.
    Zh,
}

impl Lang {
    /// Both, in order.
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// What of the two is in this language.
    pub fn pick<T>(self, en: T, zh: T) -> T {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }
}

/// A text in both languages, so that who makes it need not know who will read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text([String; 2]);

impl Text {
    /// A text in English and in Chinese.
    #[must_use]
    pub fn new(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self([en.into(), zh.into()])
    }

    /// What is written the same in both: names, numbers, paths, code.
    #[must_use]
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self([text.clone(), text])
    }

    /// A text made of parts that are in both languages themselves.
    #[must_use]
    pub fn each(text: impl Fn(Lang) -> String) -> Self {
        Self(Lang::ALL.map(text))
    }

    /// The text in this language.
    #[must_use]
    pub fn read(&self, lang: Lang) -> &str {
        &self.0[lang as usize]
    }
}

/// A fixed phrase in both languages, to be a part of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// In English.
    pub en: &'static str,
    /// In Chinese.
    pub zh: &'static str,
}

impl Phrase {
    /// A phrase in English and in Chinese.
    #[must_use]
    pub const fn new(en: &'static str, zh: &'static str) -> Self {
        Self { en, zh }
    }

    /// What is written the same in both: numbers, code.
    #[must_use]
    pub const fn same(phrase: &'static str) -> Self {
        Self { en: phrase, zh: phrase }
    }

    /// The phrase in this language.
    #[must_use]
    pub fn read(self, lang: Lang) -> &'static str {
        lang.pick(self.en, self.zh)
    }
}

/// A [`Text`] from two literals, English and Chinese, with names of the scope in braces.
///
/// Names that stand for a [`Text`] or a [`Phrase`] follow the literals, so that each is read in
/// the language of its literal; in braces alone they do not compile.
macro_rules! text {
    ($en:literal, $zh:literal $(, $part:ident)* $(,)?) => {
        $crate::lang::Text::new(
            {
                $(let $part = $part.read($crate::lang::Lang::En);)*
                format!($en)
            },
            {
                $(let $part = $part.read($crate::lang::Lang::Zh);)*
                format!($zh)
            },
        )
    };
}

pub(crate) use text;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_in_either_language() {
        let found = 3;
        let text = text!("{found} is too few", "{found} 太少");
        assert_eq!(Lang::ALL.map(|lang| text.read(lang)), ["3 is too few", "3 太少"]);
        let parts = Text::each(|lang| format!("{}!", text.read(lang)));
        assert_eq!(parts.read(Lang::Zh), "3 太少!");
        assert_eq!(Text::same("a.toml").read(Lang::Zh), "a.toml");
    }

    #[test]
    fn a_part_is_read_in_the_language_of_the_whole() {
        let wanted = Phrase::new("an area", "面积");
        let found = text!("this", "此处");
        let text = text!("{found}: {wanted}", "{found}:{wanted}", found, wanted);
        assert_eq!(Lang::ALL.map(|lang| text.read(lang)), ["this: an area", "此处:面积"]);
    }
}
