//! Two pages as one: the newer one, with the words that were added and removed marked in their places.
//!
//! Works on pages that the renderer made. The elements are those of the newer page alone, so what comes out nests as it does;
//! of the older one only words are taken over. It compares no pictures and no addresses of links.

use super::sanitize::clean;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;

/// Words and tags of both pages, beyond what is the same at both ends, that are compared.
const MOST_TOKENS: usize = 12_000;
/// Elements that hold other elements and no words of their own.
const FRAMES: [&str; 7] = ["table", "thead", "tbody", "tfoot", "tr", "figure", "dl"];
/// Elements that hold blocks.
const HOLDERS: [&str; 5] = ["div", "blockquote", "aside", "section", "details"];
/// Elements within a line: words on both sides of them are one sentence.
const INLINE: [&str; 19] = [
    "a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup",
];
/// Elements without an end.
const VOID: [&str; 5] = ["br", "col", "hr", "img", "input"];

/// The newer page with `<ins>` and `<del>` around the words that were added and removed. Empty where the two differ in too
/// many places to be compared.
pub fn compared(old: &str, new: &str) -> String {
    let (old, new) = (tokens(old), tokens(new));
    let mut names = HashMap::new();
    let (old_keys, new_keys) = (keys(&old, &mut names), keys(&new, &mut names));
    let same = |(a, b): &(&u32, &u32)| a == b;
    let start = old_keys.iter().zip(&new_keys).take_while(same).count();
    let (old_rest, new_rest) = (&old_keys[start..], &new_keys[start..]);
    let end = old_rest.iter().rev().zip(new_rest.iter().rev());
    let end = end.take_while(same).count();
    if old_rest.len() + new_rest.len() - 2 * end > MOST_TOKENS {
        return String::new();
    }
    let (old_end, new_end) = (old.len() - end, new.len() - end);
    let mut removed = vec![false; old.len()];
    let mut added = vec![false; new.len()];
    let ops = capture_diff_slices(
        Algorithm::Myers,
        &old_keys[start..old_end],
        &new_keys[start..new_end],
    );
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        removed[start..old_end][op.old_range()].fill(true);
        added[start..new_end][op.new_range()].fill(true);
    }
    slide(&mut removed, &old_keys, &old);
    slide(&mut added, &new_keys, &new);
    let mut page = Merged::default();
    let (mut of_old, mut of_new) = (0, 0);
    while of_old < old.len() || of_new < new.len() {
        let (gone, came) = (run(&removed[of_old..]), run(&added[of_new..]));
        page.remove(&old[of_old..of_old + gone]);
        page.add(&new[of_new..of_new + came]);
        (of_old, of_new) = (of_old + gone, of_new + came);
        if let Some(token) = new.get(of_new..=of_new) {
            page.keep(token);
        }
        (of_old, of_new) = (of_old + 1, of_new + 1);
    }
    clean(&page.out)
}

/// How many at the beginning are marked.
fn run(marked: &[bool]) -> usize {
    marked.iter().take_while(|is| **is).count()
}

/// Of a run of marked tokens that may as well begin further up, the place is taken where a block begins: a paragraph went, not
/// the end of one and the beginning of the next.
fn slide(marked: &mut [bool], keys: &[u32], tokens: &[&str]) {
    let mut at = 0;
    while let Some(before) = marked[at..].iter().position(|is| *is) {
        let begin = at + before;
        let length = run(&marked[begin..]);
        let mut to = begin;
        while to > 0
            && !marked[to - 1]
            && keys[to - 1] == keys[to + length - 1]
            && !opens_block(tokens[to])
        {
            to -= 1;
        }
        at = begin + length;
        if opens_block(tokens[to]) {
            marked[begin..at].fill(false);
            marked[to..to + length].fill(true);
        }
    }
}

fn opens_block(token: &str) -> bool {
    tag(token).is_some_and(|(name, ends)| !ends && !INLINE.contains(&name) && !VOID.contains(&name))
}

/// A tag, or a word with the white space behind it.
fn tokens(html: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let end = if rest.starts_with('<') {
            tag_end(rest)
        } else {
            let text = &rest[..rest.find('<').unwrap_or(rest.len())];
            let word = text.find(char::is_whitespace).unwrap_or(text.len());
            let space = text[word..].find(|c: char| !c.is_whitespace());
            space.map_or(text.len(), |space| word + space)
        };
        let (token, after) = rest.split_at(end);
        found.push(token);
        rest = after;
    }
    found
}

/// Where the tag ends; a `>` in a quoted value does not end it.
fn tag_end(text: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A number for each token: equal where a reader sees no difference.
fn keys<'a>(tokens: &[&'a str], names: &mut HashMap<&'a str, u32>) -> Vec<u32> {
    tokens
        .iter()
        .map(|token| {
            let seen = match tag(token) {
                Some(_) => token.split([' ', '>']).next().unwrap_or(token),
                None => token.trim_end(),
            };
            let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
            *names.entry(seen).or_insert(next)
        })
        .collect()
}

/// The name of a tag, and whether it ends an element; none for a word.
fn tag(token: &str) -> Option<(&str, bool)> {
    let inside = token.strip_prefix('<')?;
    let (name, ends) = match inside.strip_prefix('/') {
        Some(name) => (name, true),
        None => (inside, false),
    };
    Some((name.split([' ', '>', '/']).next()?, ends))
}

#[derive(Default)]
struct Merged<'a> {
    out: String,
    open: Vec<&'a str>,
    /// What was removed where no words can stand.
    waiting: Vec<String>,
}

impl<'a> Merged<'a> {
    fn keep(&mut self, tokens: &[&'a str]) {
        for token in tokens {
            match tag(token) {
                Some((name, ends)) => self.tag(token, name, ends),
                None => self.out.push_str(token),
            }
        }
    }

    fn add(&mut self, tokens: &[&'a str]) {
        let is_word = |token: &&str| tag(token).is_none();
        for run in tokens.chunk_by(|a, b| is_word(a) == is_word(b)) {
            let words: String = run.concat();
            if !run.first().is_some_and(is_word) || words.trim().is_empty() {
                self.keep(run);
            } else {
                self.out.push_str(&marked("ins", &words));
            }
        }
    }

    fn remove(&mut self, tokens: &[&str]) {
        let mut pieces = vec![String::new()];
        for token in tokens {
            match tag(token) {
                Some((name, _)) if INLINE.contains(&name) => {}
                Some(_) => pieces.push(String::new()),
                None => {
                    if let Some(piece) = pieces.last_mut() {
                        piece.push_str(token);
                    }
                }
            }
        }
        pieces.retain(|piece| !piece.trim().is_empty());
        for piece in pieces {
            self.place(piece);
        }
    }

    /// Writes removed words where words can stand, each block as one of its own where blocks stand.
    fn place(&mut self, words: String) {
        let deleted = marked("del", &words);
        match self.open.last() {
            Some(frame) if FRAMES.contains(frame) => self.waiting.push(words),
            Some(&("ul" | "ol")) => self.write(&["<li>", &deleted, "</li>"]),
            Some(other) if !HOLDERS.contains(other) => {
                self.out.push_str(&deleted);
                if !words.ends_with(char::is_whitespace) {
                    self.out.push(' ');
                }
            }
            _ => self.write(&["<p>", &deleted, "</p>"]),
        }
    }

    fn write(&mut self, parts: &[&str]) {
        self.out.extend(parts.iter().copied());
    }

    fn tag(&mut self, token: &'a str, name: &'a str, ends: bool) {
        // Colours of a language would be painted over the marks, and an old command is not there to be copied.
        match name {
            "code" | "figure" if !ends => {
                let class = if name == "figure" {
                    " class=\"code\""
                } else {
                    ""
                };
                self.write(&["<", name, class, ">"]);
            }
            _ => self.out.push_str(token),
        }
        if ends {
            if let Some(at) = self.open.iter().rposition(|open| *open == name) {
                self.open.truncate(at);
            }
        } else if !VOID.contains(&name) {
            self.open.push(name);
        }
        let in_frame = self.open.iter().any(|open| FRAMES.contains(open));
        if !in_frame {
            for words in std::mem::take(&mut self.waiting) {
                self.place(words);
            }
        }
    }
}

/// The words in an element; the white space behind them stays outside.
fn marked(name: &str, words: &str) -> String {
    let inside = words.trim_end();
    format!("<{name}>{inside}</{name}>{}", &words[inside.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, expected: &str) {
        assert_eq!(compared(old, new), expected);
    }

    #[test]
    fn words_are_marked_in_their_sentence() {
        check(
            "<p>Restart the old pod.</p>",
            "<p>Restart the <b>new</b> pod now.</p>",
            "<p>Restart the <del>old pod.</del> <b><ins>new</ins></b><ins> pod now.</ins></p>",
        );
        check(
            "<p>Same  words</p>",
            "<p>Same words</p>",
            "<p>Same words</p>",
        );
    }

    #[test]
    fn blocks_that_came_and_went_are_blocks() {
        check(
            "<p>One.</p>\n<p>Two gone.</p>\n<p>Three.</p>",
            "<p>One.</p>\n<p>Three.</p>",
            "<p>One.</p>\n<p><del>Two gone.</del></p><p>Three.</p>",
        );
        check(
            "<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
            "<ul>\n<li>a</li>\n</ul>",
            "<ul>\n<li>a</li>\n<li><del>b</del></li></ul>",
        );
    }

    #[test]
    fn what_left_a_table_stands_behind_it() {
        check(
            "<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>",
            "<table><tbody><tr><td>a</td></tr></tbody></table>",
            "<table><tbody><tr><td>a</td></tr></tbody></table><p><del>b</del></p>",
        );
    }

    #[test]
    fn nothing_of_the_old_page_but_its_words_comes_over() {
        check(
            "<p><a href=\"https://x.example\" title=\"a > b\">Old &lt;link&gt;</a></p>",
            "<p>New</p>",
            "<p><del>Old &lt;link&gt;</del> <ins>New</ins></p>",
        );
    }
}
