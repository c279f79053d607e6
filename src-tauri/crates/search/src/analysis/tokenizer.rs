//! The analysis as tantivy's tokenizers: [`WORDS`] for text, [`NAMES`] for titles and headings, which are also
//! indexed run together.

use std::ops::Range;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use super::split::chunk_from;
use super::{Form, Stemmer, chunk_forms, full, stemmer};
use crate::entry::Language;

/// The tokenizer for text.
pub(crate) const WORDS: &str = "words-1";
/// The tokenizer for titles, names and headings.
pub(crate) const NAMES: &str = "names-1";

/// Put before a text in Indonesian. A field has one tokenizer and a document its own language, so the language must
/// come with the text; a control character cannot be part of a word.
pub(crate) const INDONESIAN: char = '\u{2}';

/// `text` with its language, as the tokenizers want it.
pub(crate) fn in_language(text: &str, language: Language) -> String {
    if language == Language::Id {
        format!("{INDONESIAN}{text}")
    } else {
        text.to_owned()
    }
}

/// The tokenizers by name.
pub(crate) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(WORDS, Forms::new(false));
    manager.register(NAMES, Forms::new(true));
    manager
}

/// Splits text into [`Form`]s.
#[derive(Clone)]
struct Forms {
    english: Stemmer,
    indonesian: Stemmer,
    names: bool,
}

impl Forms {
    fn new(names: bool) -> Self {
        Self {
            english: stemmer(Language::En),
            indonesian: stemmer(Language::Id),
            names,
        }
    }
}

impl Tokenizer for Forms {
    type TokenStream<'a> = FormStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FormStream<'a> {
        let (text, stemmer) = match text.strip_prefix(INDONESIAN) {
            Some(rest) => (rest, &mut self.indonesian),
            None => (text, &mut self.english),
        };
        let full = self.names.then(|| full(text)).flatten();
        FormStream {
            text,
            at: 0,
            position: 0,
            stemmer,
            waiting: Waiting::default(),
            full,
            token: Token::default(),
        }
    }
}

/// The forms of one text, a chunk at a time.
struct FormStream<'a> {
    text: &'a str,
    at: usize,
    position: usize,
    stemmer: &'a mut Stemmer,
    waiting: Waiting,
    full: Option<String>,
    token: Token,
}

/// The forms of the current chunk, copied into one string that is used again for the next.
#[derive(Default)]
struct Waiting {
    texts: String,
    /// Where each ends in `texts`, what it spans, and its position.
    forms: Vec<(usize, Range<usize>, usize)>,
    taken: usize,
}

impl Waiting {
    fn refill(&mut self) {
        self.texts.clear();
        self.forms.clear();
        self.taken = 0;
    }

    fn push(&mut self, form: &Form<'_>) {
        self.texts.push_str(&form.text);
        self.forms
            .push((self.texts.len(), form.span.clone(), form.position));
    }

    /// Copies the next form into `token`.
    fn take(&mut self, token: &mut Token) -> bool {
        let Some((end, span, position)) = self.forms.get(self.taken) else {
            return false;
        };
        let start = self
            .taken
            .checked_sub(1)
            .and_then(|last| self.forms.get(last))
            .map_or(0, |last| last.0);
        token.text.clear();
        token.text.push_str(&self.texts[start..*end]);
        (token.offset_from, token.offset_to) = (span.start, span.end);
        token.position = *position;
        self.taken += 1;
        true
    }
}

impl TokenStream for FormStream<'_> {
    fn advance(&mut self) -> bool {
        if let Some(full) = self.full.take() {
            self.token = Token {
                text: full,
                position: 0,
                ..Token::default()
            };
            return true;
        }
        while !self.waiting.take(&mut self.token) {
            let Some(chunk) = chunk_from(self.text, self.at) else {
                return false;
            };
            self.at = chunk.end;
            self.waiting.refill();
            let waiting = &mut self.waiting;
            let push = &mut |form: Form<'_>| waiting.push(&form);
            chunk_forms(
                self.text,
                chunk,
                &mut self.position,
                Some(self.stemmer),
                push,
            );
        }
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
