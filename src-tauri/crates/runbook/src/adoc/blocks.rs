//! The lines of an `AsciiDoc` text as a list of blocks; what is nested stands between an opening and a closing.
//! Which lists are open, and what ends them, is in [`super::lists`].

use super::line::{
    admonition, begins_another, delimiter, heading, is_directive, is_entry, is_rule, level_offset,
    term, title,
};
use super::tables::{self, Table};
use crate::include::{self, Named};

/// One block and its place in the body.
#[derive(Debug)]
pub(crate) struct Block<'a> {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Where the shape's own text begins.
    pub(crate) text_start: usize,
    pub(crate) shape: Shape<'a>,
}

/// What a block is.
#[derive(Debug)]
pub(crate) enum Shape<'a> {
    Heading {
        level: u8,
        text: &'a str,
        ids: Vec<String>,
    },
    Paragraph {
        text: &'a str,
        admonition: Option<&'static str>,
    },
    /// A list begins.
    List {
        ordered: bool,
    },
    /// An item of the innermost list begins, with its text.
    Item {
        number: Option<u32>,
        text: &'a str,
    },
    /// A list of terms and what they mean begins.
    Terms,
    /// A term of the innermost list begins; what it means follows, up to the item's end.
    Term {
        text: &'a str,
    },
    /// The innermost item ends.
    EndItem,
    /// The innermost list ends.
    EndList,
    Listing {
        language: &'a str,
        code: &'a str,
        title: &'a str,
    },
    Table(Table<'a>),
    /// An anchor before something other than a heading.
    Anchor(&'a str),
    /// A line across the page.
    Rule,
    /// Another file goes here.
    Include(Named<'a>),
    /// An admonition block begins.
    Open {
        kind: &'static str,
        title: &'a str,
    },
    /// The block that was opened last ends.
    Close,
}

/// What the attribute lines above a block say about it.
#[derive(Default)]
struct Pending<'a> {
    language: &'a str,
    admonition: Option<&'static str>,
    ids: Vec<&'a str>,
    title: Option<(usize, &'a str)>,
    /// The attributes of a table.
    table: &'a str,
}

pub(super) struct Reader<'a> {
    pub(super) body: &'a str,
    pub(super) at: usize,
    blocks: Vec<Block<'a>>,
    pending: Pending<'a>,
    open: Vec<Container<'a>>,
    /// The lists that are open, each with an open item: marker and number.
    pub(super) lists: Vec<(&'a str, u32)>,
    /// The next block belongs to the item: a `+` stands above it.
    pub(super) attached: bool,
    /// Blank lines just passed.
    blank: usize,
    /// How much deeper headings stand than their marks say.
    level: i8,
}

/// A delimited block that holds others.
struct Container<'a> {
    delimiter: &'a str,
    admonition: bool,
    /// How many lists were open when it began.
    lists: usize,
}

/// Nesting beyond this is read as text.
pub(super) const DEEPEST: usize = 32;

/// Cuts a body into blocks. An unclosed listing goes to the end.
pub(crate) fn blocks(body: &str) -> Vec<Block<'_>> {
    let mut reader = Reader {
        body,
        at: 0,
        blocks: Vec::new(),
        pending: Pending::default(),
        open: Vec::new(),
        lists: Vec::new(),
        attached: false,
        blank: 0,
        level: 0,
    };
    while reader.at < body.len() {
        reader.step();
    }
    while let Some(container) = reader.open.pop() {
        reader.leave(&container, body.len());
    }
    reader.end_lists(0, body.len());
    reader.blocks
}

impl<'a> Reader<'a> {
    /// The line at `at` without its end, and where the next one begins.
    pub(super) fn line(&self, at: usize) -> (&'a str, usize) {
        let rest = self.body.get(at..).unwrap_or_default();
        let end = rest.find('\n').map_or(rest.len(), |end| end + 1);
        (rest.get(..end).unwrap_or_default().trim_end(), at + end)
    }

    pub(super) fn push(&mut self, start: usize, text_start: usize, shape: Shape<'a>) {
        let end = self.at.max(start);
        self.blocks.push(Block {
            start,
            end,
            text_start,
            shape,
        });
    }

    fn step(&mut self) {
        let start = self.at;
        let (line, next) = self.line(start);
        self.at = next;
        let blank = std::mem::take(&mut self.blank);
        if self.delimited(start, next, line) {
            return;
        }
        if line.is_empty() {
            // An anchor above a blank line still waits for its heading.
            self.blank = blank + 1;
        } else if line == "+" {
            self.attach(start, blank);
        } else if let Some(inside) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            self.attributes(inside);
        } else if let Some(level) = level_offset(line, self.level) {
            self.level = level;
        } else if line.starts_with("//") || is_entry(line) || is_directive(line) {
            // Comments, attribute entries and conditions say nothing to a reader.
        } else if is_rule(line) {
            self.begin(start);
            self.push(start, start, Shape::Rule);
        } else if let Some(mut named) = include::in_asciidoc(line) {
            self.begin(start);
            named.level = named.level.saturating_add(self.level);
            self.push(start, start, Shape::Include(named));
        } else if let Some(title) = title(line) {
            self.pending.title = Some((start, title));
        } else if let Some((level, text)) = heading(line) {
            self.heading(start, start + line.len() - text.len(), level, text);
        } else if let Some(term) = self.opens_term(line) {
            let above = std::mem::take(&mut self.pending);
            self.caption(above.title);
            self.term(start, &term);
            self.anchors(start, &above.ids);
            self.meaning(start + term.meaning);
        } else {
            self.paragraph(start, line);
        }
    }

    /// A block that a line of delimiters begins or ends; `false` where the line is none.
    fn delimited(&mut self, start: usize, next: usize, line: &'a str) -> bool {
        let Some(sign) = delimiter(line) else {
            if line == "|===" {
                self.table(start, next, line);
            }
            return line == "|===";
        };
        match sign {
            b'-' | b'.' | b'`' if line != "--" => self.listing(start, next, line),
            b'/' => self.skip_to(line),
            _ => self.container(start, line),
        }
        true
    }

    fn heading(&mut self, start: usize, text_start: usize, level: u8, text: &'a str) {
        self.end_lists(0, start);
        self.attached = false;
        let ids = std::mem::take(&mut self.pending).ids;
        let ids = ids.into_iter().map(str::to_owned).collect();
        let level = level.saturating_add_signed(self.level).clamp(1, 6);
        self.push(start, text_start, Shape::Heading { level, text, ids });
    }

    /// Lists that were open before the innermost container began are not ended in it.
    pub(super) fn base(&self) -> usize {
        self.open.last().map_or(0, |container| container.lists)
    }

    fn listing(&mut self, start: usize, code_start: usize, fence: &'a str) {
        self.begin(start);
        let (code_end, end) = self.find(fence);
        let code = self.body.get(code_start..code_end).unwrap_or_default();
        let pending = std::mem::take(&mut self.pending);
        self.anchors(start, &pending.ids);
        let language = if fence.starts_with('`') {
            fence.trim_start_matches('`')
        } else {
            pending.language
        };
        let title = pending.title.map_or("", |(_, title)| title);
        self.at = end;
        self.push(
            start,
            code_start,
            Shape::Listing {
                language,
                code,
                title,
            },
        );
    }

    fn table(&mut self, start: usize, cells_start: usize, fence: &'a str) {
        self.begin(start);
        let (cells_end, end) = self.find(fence);
        let cells = self.body.get(cells_start..cells_end).unwrap_or_default();
        let pending = std::mem::take(&mut self.pending);
        self.anchors(start, &pending.ids);
        self.caption(pending.title);
        self.at = end;
        let table = tables::read(cells, pending.table);
        self.push(start, cells_start, Shape::Table(table));
    }

    /// The title of a block, where it has no place in the block itself.
    fn caption(&mut self, title: Option<(usize, &'a str)>) {
        if let Some((start, text)) = title {
            let admonition = None;
            self.push(start, start + 1, Shape::Paragraph { text, admonition });
        }
    }

    /// Where the next line like `fence` begins and ends.
    fn find(&self, fence: &str) -> (usize, usize) {
        let closing = if fence.starts_with("```") {
            "```"
        } else {
            fence
        };
        let mut at = self.at;
        while at < self.body.len() {
            let (line, next) = self.line(at);
            if line == closing {
                return (at, next);
            }
            at = next;
        }
        (at, at)
    }

    fn skip_to(&mut self, fence: &str) {
        self.at = self.find(fence).1;
    }

    fn container(&mut self, start: usize, line: &'a str) {
        let known = self
            .open
            .iter()
            .rposition(|container| container.delimiter == line);
        if let Some(at) = known {
            while self.open.len() > at {
                if let Some(container) = self.open.pop() {
                    self.leave(&container, start);
                }
            }
            return;
        }
        self.begin(start);
        let pending = std::mem::take(&mut self.pending);
        self.anchors(start, &pending.ids);
        if self.open.len() >= DEEPEST {
            return;
        }
        if let Some(kind) = pending.admonition {
            let title = pending.title.map_or("", |(_, title)| title);
            self.push(start, start, Shape::Open { kind, title });
        } else {
            self.caption(pending.title);
        }
        self.open.push(Container {
            delimiter: line,
            admonition: pending.admonition.is_some(),
            lists: self.lists.len(),
        });
    }

    fn leave(&mut self, container: &Container<'a>, at: usize) {
        self.end_lists(container.lists, at);
        if container.admonition {
            self.push(at, at, Shape::Close);
        }
    }

    fn attributes(&mut self, inside: &'a str) {
        if let Some(id) = inside
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            self.pending.ids.push(id.split(',').next().unwrap_or(id));
            return;
        }
        let mut parts = inside.split(',').map(str::trim);
        let first = parts.next().unwrap_or_default();
        if let Some(id) = first.split_once('#').map(|(_, rest)| rest) {
            self.pending
                .ids
                .push(id.split(['.', '%']).next().unwrap_or(id));
        }
        if let Some(kind) = admonition(first) {
            self.pending.admonition = Some(kind);
        }
        if inside.contains("cols=") || inside.contains("header") {
            self.pending.table = inside;
        }
        if first.starts_with("source") {
            self.pending.language = parts
                .next()
                .filter(|word| !word.contains('='))
                .unwrap_or("text");
        }
    }

    fn paragraph(&mut self, start: usize, line: &'a str) {
        let item = self.opens_item(line);
        let mut number = None;
        if let Some((length, ordered)) = item {
            let marker = line.get(..length).unwrap_or_default().trim();
            number = self.item(start, marker, ordered);
        } else {
            self.begin(start);
        }
        let pending = std::mem::take(&mut self.pending);
        self.anchors(start, &pending.ids);
        self.caption(pending.title);
        self.skip_paragraph();
        let whole = self.body.get(start..self.at).unwrap_or_default().trim_end();
        let labelled = whole
            .split_once(": ")
            .and_then(|(word, rest)| Some((admonition(word)?, rest)));
        let (text, shape) = match (item, labelled) {
            (Some((marker, _)), _) => {
                let text = whole.get(marker..).unwrap_or_default();
                // How an item is written that begins with a block.
                let nothing = ["{empty}", "{blank}"].contains(&text.trim());
                let text = if nothing { "" } else { text };
                (text, Shape::Item { number, text })
            }
            (None, Some((kind, text))) => {
                let admonition = Some(kind);
                (text, Shape::Paragraph { text, admonition })
            }
            (None, None) => {
                let (text, admonition) = (whole, pending.admonition);
                (text, Shape::Paragraph { text, admonition })
            }
        };
        let text_start = start + whole.len() - text.len();
        self.push(start, text_start, shape);
    }

    /// Goes on to the line that begins something else.
    pub(super) fn skip_paragraph(&mut self) {
        while self.at < self.body.len() {
            let (line, next) = self.line(self.at);
            let is_term = !self.lists.is_empty() && term(line).is_some();
            if is_term || begins_another(line) {
                break;
            }
            self.at = next;
        }
    }

    fn anchors(&mut self, start: usize, ids: &[&'a str]) {
        for id in ids {
            self.push(start, start, Shape::Anchor(id));
        }
    }
}
