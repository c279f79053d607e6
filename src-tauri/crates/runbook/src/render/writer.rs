//! Writes HTML that is well formed by construction: every element that is opened is closed, in order,
//! at most [`DEEPEST`] deep, and all text goes through one escape.
//!
//! A page can be handed out in parts ([`Writer::split`]): what is open is closed in the one and opened
//! again in the next, once something is written there.

use super::Cut;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::ops::Range;

/// Elements nested deeper are left out, their content stays: sanitizers take minutes for what a
/// parser reads in milliseconds.
pub(super) const DEEPEST: usize = 100;
/// A page of more bytes is cut.
pub(super) const LARGEST: usize = 8 * 1024 * 1024;

/// A page of more is cut, counted in [`weight`]: a window takes seconds for what weighs as much, and minutes for ten times.
const HEAVIEST: usize = 60_000;

/// Text nodes are not longer.
const LONGEST_RUN: usize = 4_096;
/// Attribute values are cut here.
const LONGEST_VALUE: usize = 8_192;

/// Elements that say on which line of the text they begin. Headings always do.
pub(super) const PLACED: [&str; 9] = [
    "p",
    "li",
    "figure",
    "blockquote",
    "aside",
    "details",
    "tr",
    "hr",
    "pre",
];

/// The page in the making.
pub(super) struct Writer {
    html: String,
    open: Vec<Open>,
    /// How many of `open` count: those that are written or will be.
    depth: usize,
    /// How many of `open`, from the outermost on, are not written in this part.
    base: usize,
    /// Whether elements wait to be written.
    waiting: bool,
    /// Bytes of the parts that were handed out.
    before: usize,
    ids: HashSet<String>,
    /// Bytes of text since the last element.
    run: usize,
    /// What the elements weigh that were written.
    weight: usize,
    /// The line of the text that the next block begins on, to be said by its element.
    pub(super) line: Option<u32>,
    pub(super) cut: Cut,
}

struct Open {
    name: &'static str,
    /// Comes from raw HTML in the document, so that its end may be missing.
    raw: bool,
    state: State,
}

/// How far an open element is written.
enum State {
    /// Its tag stands at this place of the part.
    Written(Range<usize>),
    /// Its tag is written before the next thing is.
    Waiting(String),
    /// It is left out.
    Skipped,
}

impl Writer {
    pub(super) fn new(capacity: usize) -> Self {
        let html = String::with_capacity(capacity.min(LARGEST));
        Self {
            html,
            open: Vec::new(),
            depth: 0,
            base: 0,
            waiting: false,
            before: 0,
            ids: HashSet::new(),
            run: 0,
            weight: 0,
            line: None,
            cut: Cut::default(),
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.before + self.html.len() >= LARGEST || self.weight >= HEAVIEST
    }

    /// Writes a page within another one: ids are unique over both, and depth counts on.
    pub(super) fn go_on(&mut self, outer: &mut Self) {
        std::mem::swap(&mut self.ids, &mut outer.ids);
        self.depth = outer.depth;
        self.weight = outer.weight;
        self.before = outer.before + outer.html.len();
    }

    /// Takes the page that was written within this one.
    pub(super) fn come_back(&mut self, mut inner: Self) {
        std::mem::swap(&mut self.ids, &mut inner.ids);
        self.weight = inner.weight;
        let (html, cut) = inner.finish();
        self.catch_up();
        self.html.push_str(&html);
        self.run = 0;
        self.cut.nesting |= cut.nesting;
        self.cut.short |= cut.short;
    }

    /// How many elements are open.
    pub(super) fn height(&self) -> usize {
        self.open.len()
    }

    /// Hands out what was written since the last part. Elements beyond the outermost `base` go on in
    /// the next part, the others wait for a part with a lower base.
    pub(super) fn split(&mut self, base: usize) -> String {
        for open in self.open.iter_mut().rev() {
            if let State::Written(range) = &open.state {
                let tag = self.html.get(range.clone()).unwrap_or_default();
                let tag = without_id(tag);
                open.state = State::Waiting(tag);
                end_tag(&mut self.html, open.name);
            }
        }
        self.run = 0;
        self.before += self.html.len();
        self.rebase(base);
        std::mem::take(&mut self.html)
    }

    /// The outermost `base` elements are not written in this part.
    pub(super) fn rebase(&mut self, base: usize) {
        self.base = base;
        self.waiting = true;
    }

    /// Writes the tags that wait.
    fn catch_up(&mut self) {
        if !std::mem::take(&mut self.waiting) {
            return;
        }
        for open in self.open.iter_mut().skip(self.base) {
            if let State::Waiting(tag) = &open.state {
                let start = self.html.len();
                self.html.push_str(tag);
                open.state = State::Written(start..self.html.len());
                self.run = 0;
            }
        }
    }

    /// Opens an element. Attribute values are escaped here; names are ours.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.push(name, attributes, false);
    }

    /// Opens an element of raw HTML.
    pub(super) fn open_raw(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.push(name, attributes, true);
    }

    /// Opens an element that is written once something stands in it.
    pub(super) fn open_waiting(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.push_waiting(name, attributes, false);
    }

    /// The same for an element of raw HTML.
    pub(super) fn open_raw_waiting(&mut self, name: &'static str) {
        self.push_waiting(name, &[], true);
    }

    fn push_waiting(&mut self, name: &'static str, attributes: &[(&str, &str)], raw: bool) {
        self.push(name, attributes, raw);
        if let Some(Open { state, .. }) = self.open.last_mut()
            && let State::Written(range) = state
        {
            *state = State::Waiting(self.html.split_off(range.start));
            self.waiting = true;
        }
    }

    /// Opens an element that is not written at all; it is closed like any other.
    pub(super) fn open_skipped(&mut self, name: &'static str) {
        let (raw, state) = (false, State::Skipped);
        self.open.push(Open { name, raw, state });
    }

    /// The same for an element of raw HTML.
    pub(super) fn open_raw_skipped(&mut self, name: &'static str) {
        let (raw, state) = (true, State::Skipped);
        self.open.push(Open { name, raw, state });
    }

    fn push(&mut self, name: &'static str, attributes: &[(&str, &str)], raw: bool) {
        let nested_link = name == "a" && self.inside(&["a"]);
        let written = self.depth < DEEPEST && !nested_link;
        let mut state = State::Skipped;
        if written {
            self.depth += 1;
            self.catch_up();
            let start = self.html.len();
            self.void(name, attributes);
            state = State::Written(start..self.html.len());
        } else if !nested_link {
            self.cut.nesting = true;
        }
        self.open.push(Open { name, raw, state });
    }

    /// Closes the element of ours that was opened last, and raw ones that were left open in it.
    pub(super) fn close(&mut self) {
        while let Some(open) = self.open.pop() {
            self.end(&open);
            if !open.raw {
                break;
            }
        }
    }

    /// Closes a raw element, if one of that name is open within the innermost element of ours.
    pub(super) fn close_raw(&mut self, name: &str) {
        let inner = self
            .open
            .iter()
            .rposition(|open| !open.raw)
            .map_or(0, |at| at + 1);
        let Some(at) = self
            .open
            .iter()
            .rposition(|open| open.raw && open.name == name)
            .filter(|at| *at >= inner)
        else {
            return;
        };
        for open in self.open.split_off(at).iter().rev() {
            self.end(open);
        }
    }

    fn end(&mut self, open: &Open) {
        match open.state {
            State::Written(_) => {
                self.depth -= 1;
                self.run = 0;
                end_tag(&mut self.html, open.name);
            }
            State::Waiting(_) => self.depth -= 1,
            State::Skipped => {}
        }
    }

    /// Whether one of `names` is open.
    pub(super) fn inside(&self, names: &[&str]) -> bool {
        // Only written elements matter, and there are at most a hundred; the rest of the stack may be long.
        self.open
            .iter()
            .take(4 * DEEPEST)
            .any(|open| !matches!(open.state, State::Skipped) && names.contains(&open.name))
    }

    /// An element without content, or the start of one that the caller ends with [`Self::close`].
    pub(super) fn void(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.catch_up();
        self.weight += weight(name, attributes);
        self.run = 0;
        self.html.push('<');
        self.html.push_str(name);
        for (attribute, value) in attributes {
            self.html.push(' ');
            self.html.push_str(attribute);
            self.html.push_str("=\"");
            escape(&mut self.html, shortened(value));
            self.html.push('"');
        }
        if PLACED.contains(&name)
            && let Some(line) = self.line.take()
        {
            // Writing to a string does not fail.
            let _ = write!(self.html, " data-line=\"{line}\"");
        }
        self.html.push('>');
    }

    /// An element with text only.
    pub(super) fn element(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close();
    }

    /// The sanitizer's serializer takes a time that grows with the square of a text node: long runs
    /// are divided by comments, which it takes out.
    pub(super) fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.catch_up();
        let mut rest = text;
        while self.run + rest.len() > LONGEST_RUN {
            let mut end = LONGEST_RUN.saturating_sub(self.run).min(rest.len());
            while !rest.is_char_boundary(end) {
                end -= 1;
            }
            let (head, tail) = rest.split_at(end);
            escape(&mut self.html, head);
            self.html.push_str("<!---->");
            self.run = 0;
            rest = tail;
        }
        self.run += rest.len();
        escape(&mut self.html, rest);
    }

    pub(super) fn line_break(&mut self) {
        self.html.push('\n');
    }

    /// Whether an id of the content (without its prefix) is new on the page.
    pub(super) fn claim(&mut self, id: &str) -> bool {
        !id.is_empty()
            && id.len() <= 512
            && !self.ids.contains(id)
            && self.ids.insert(id.to_owned())
    }

    /// A place that links can reach, where no element carries the id already.
    pub(super) fn anchor(&mut self, id: &str) {
        if self.claim(id) {
            self.void("span", &[("id", &prefixed(id))]);
            self.html.push_str("</span>");
        }
    }

    /// Closes what is open.
    pub(super) fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
    }

    /// Closes what is open and hands out the page.
    pub(super) fn finish(mut self) -> (String, Cut) {
        self.close_all();
        (self.html, self.cut)
    }
}

/// What the window has to do for an element: code gets a head or at least a button, a heading a link of its own.
fn weight(name: &str, attributes: &[(&str, &str)]) -> usize {
    match name {
        "figure" => 50,
        "code" if attributes.contains(&("class", "command")) => 15,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => 8,
        "a" | "span" => 3,
        _ => 1,
    }
}

fn end_tag(html: &mut String, name: &str) {
    html.push_str("</");
    html.push_str(name);
    html.push('>');
}

/// A tag to be written a second time: an id is one place only.
fn without_id(tag: &str) -> String {
    let Some((before, rest)) = tag.split_once(" id=\"") else {
        return tag.to_owned();
    };
    let (_, after) = rest.split_once('"').unwrap_or((rest, ">"));
    format!("{before}{after}")
}

fn shortened(value: &str) -> &str {
    let mut end = value.len().min(LONGEST_VALUE);
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    value.get(..end).unwrap_or_default()
}

/// Ids of content carry a prefix, so that they cannot shadow names of the app.
pub(super) fn prefixed(id: &str) -> String {
    format!("s-{id}")
}

/// The one escape of this crate, for text and for attribute values in double quotes.
pub(crate) fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\0', '\r']) {
        out.push_str(rest.get(..at).unwrap_or_default());
        let entity = match rest.as_bytes().get(at) {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'"') => "&quot;",
            Some(b'\'') => "&#39;",
            Some(b'\r') => "",
            _ => "\u{fffd}",
        };
        out.push_str(entity);
        rest = rest.get(at + 1..).unwrap_or_default();
    }
    out.push_str(rest);
}
