//! The analysis as tantivy's tokenizers: [`WORDS`] for text, [`NAMES`] for titles and headings, which are also
//! indexed run together.

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
            waiting: Vec::new(),
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
    /// The forms of the current chunk, last first.
    waiting: Vec<Form>,
    full: Option<String>,
    token: Token,
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
        while self.waiting.is_empty() {
            let Some(chunk) = chunk_from(self.text, self.at) else {
                return false;
            };
            self.at = chunk.end;
            let waiting = &mut self.waiting;
            chunk_forms(
                self.text,
                chunk,
                &mut self.position,
                Some(self.stemmer),
                &mut |form| waiting.push(form),
            );
            self.waiting.reverse();
        }
        let Some(form) = self.waiting.pop() else {
            return false;
        };
        self.token.text = form.text;
        self.token.offset_from = form.span.start;
        self.token.offset_to = form.span.end;
        self.token.position = form.position;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
