//! A shell text taken apart as far as looking at it needs: simple commands and their words.
//!
//! Not a shell: it knows quotes, comments, continuations, separators and here-documents, and never fails.

/// A word and where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Without quotes and backslashes.
    pub(super) text: String,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether a part of it stood in quotes.
    pub(super) quoted: bool,
}

/// The simple commands of `text` in order, each with its words. Substitutions are commands of their own.
pub(super) fn commands(text: &str) -> Vec<Vec<Word>> {
    let mut reader = Reader {
        text,
        done: Vec::new(),
        words: Vec::new(),
        word: None,
        quote: None,
        here: None,
    };
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        if c == '\\' && reader.quote != Some('\'') {
            chars.next();
            match next {
                Some('\n') | None => reader.end_word(at),
                Some(escaped) => reader.push(at, escaped),
            }
        } else {
            reader.char(at, c, next);
        }
    }
    reader.end_command(text.len());
    reader.done
}

struct Reader<'a> {
    text: &'a str,
    done: Vec<Vec<Word>>,
    words: Vec<Word>,
    word: Option<Word>,
    quote: Option<char>,
    /// The end of a comment or here-document that is being passed over.
    here: Option<usize>,
}

impl Reader<'_> {
    fn char(&mut self, at: usize, c: char, next: Option<char>) {
        if self.here.is_some_and(|end| at < end) {
            return;
        }
        self.here = None;
        match (self.quote, c) {
            (Some(quote), _) if quote == c => self.quote = None,
            (None, '$') if next == Some('(') => {
                self.end_command(at);
            }
            (None, '\'' | '"') => {
                self.quote = Some(c);
                self.open(at).quoted = true;
            }
            (None, '#') if self.word.is_none() => self.pass(at),
            (None, '<') if self.heredoc(at) => {}
            (None, '\n' | ';' | '|' | '&' | '(' | ')' | '`') => {
                // `2>&1` and `&>` are redirections.
                let redirects = c == '&'
                    && (self.text.get(..at).is_some_and(|b| b.ends_with('>')) || next == Some('>'));
                if redirects {
                    self.push(at, c);
                } else {
                    self.end_command(at);
                }
            }
            (None, _) if c.is_whitespace() => self.end_word(at),
            _ => self.push(at, c),
        }
    }

    /// Passes over the rest of the line.
    fn pass(&mut self, at: usize) {
        let rest = self.text.get(at..).unwrap_or_default();
        self.here = Some(at + rest.find('\n').unwrap_or(rest.len()));
    }

    /// `<<EOF`: what is written down is text, not a command. Its word and body are passed over.
    fn heredoc(&mut self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or_default();
        let Some(behind) = rest
            .strip_prefix("<<")
            .filter(|behind| !behind.starts_with('<'))
        else {
            return false;
        };
        let word = behind.trim_start_matches(['-', '~', ' ', '\'', '"', '\\']);
        let end = word
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(word.len());
        let name = word.get(..end).unwrap_or_default();
        if name.is_empty() {
            return false;
        }
        let close = format!("\n{name}");
        let from = rest.find('\n').unwrap_or(rest.len());
        let body = rest.get(from..).unwrap_or_default();
        let length = body
            .find(&close)
            .map_or(body.len(), |found| found + close.len());
        self.end_word(at);
        self.here = Some(at + from + length);
        true
    }

    fn open(&mut self, at: usize) -> &mut Word {
        self.word.get_or_insert_with(|| Word {
            text: String::new(),
            start: at,
            end: at,
            quoted: false,
        })
    }

    fn push(&mut self, at: usize, c: char) {
        self.open(at).text.push(c);
    }

    fn end_word(&mut self, at: usize) {
        if let Some(mut word) = self.word.take() {
            word.end = at;
            self.words.push(word);
        }
    }

    fn end_command(&mut self, at: usize) {
        self.end_word(at);
        if !self.words.is_empty() {
            self.done.push(std::mem::take(&mut self.words));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_commands_apart() {
        let check = |text: &str, expected: &[&[&str]]| {
            let found = commands(text);
            let found: Vec<Vec<&str>> = found
                .iter()
                .map(|words| words.iter().map(|word| word.text.as_str()).collect())
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "a b | c 'd | e' && f",
            &[&["a", "b"], &["c", "d | e"], &["f"]],
        );
        check("a \\\n  --b # c\nd", &[&["a", "--b"], &["d"]]);
        check("x $(y z) w", &[&["x"], &["y", "z"], &["w"]]);
        check("cat <<EOF > f\nrm -rf /\nEOF\nls", &[&["cat"], &["ls"]]);
        check("a 2>&1", &[&["a", "2>&1"]]);
        check("'open", &[&["open"]]);
        check("\\", &[]);
    }
}
