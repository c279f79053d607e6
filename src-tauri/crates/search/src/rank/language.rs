//! In which language a query is asked: by the words that hold its sentence together, and as the library tells it, by the
//! texts that its other words stand in.
//!
//! A word that stands in the texts of one language far more often than in those of the other is of that one; names, numbers
//! and most terms of the trade are of none. Where the library has one language only, nothing is told, and nothing needs to be.

use super::weights::OF_ONE_LANGUAGE;
use crate::entry::Language;
use crate::snapshot::{InLanguage, Snapshot};

/// What the words of a query tell of its language.
pub(super) struct Asked {
    /// Texts of the library, by language.
    texts: InLanguage,
    english: u32,
    indonesian: u32,
}

impl Asked {
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let mut texts = InLanguage::default();
        for segment in &snapshot.segments {
            texts.add(segment.texts);
        }
        Self {
            texts,
            english: 0,
            indonesian: 0,
        }
    }

    /// Hears a word that is of a language, whatever stands in the library.
    pub(super) fn hear_spoken(&mut self, language: Language) {
        match language {
            Language::En => self.english += 1,
            Language::Id => self.indonesian += 1,
            Language::Other => {}
        }
    }

    /// Hears a word that stands in so many texts.
    pub(super) fn hear(&mut self, standing: InLanguage) {
        let (en, id) = (Language::En, Language::Id);
        let is_of = |one, other| {
            let (one, other) = (self.rate(standing, one), self.rate(standing, other));
            one > 0.0 && one >= other * OF_ONE_LANGUAGE
        };
        let (english, indonesian) = (is_of(en, id), is_of(id, en));
        self.english += u32::from(english);
        self.indonesian += u32::from(indonesian);
    }

    /// The language of most of its words that are of one.
    pub(super) fn language(&self) -> Option<Language> {
        let (en, id) = (Language::En, Language::Id);
        let speaks_both = self.texts.count(en) > 0 && self.texts.count(id) > 0;
        match self.english.cmp(&self.indonesian) {
            _ if !speaks_both => None,
            std::cmp::Ordering::Greater => Some(en),
            std::cmp::Ordering::Less => Some(id),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// The share of a language's texts.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a share needs no more than six digits"
    )]
    fn rate(&self, standing: InLanguage, language: Language) -> f32 {
        standing.count(language) as f32 / self.texts.count(language).max(1) as f32
    }
}
