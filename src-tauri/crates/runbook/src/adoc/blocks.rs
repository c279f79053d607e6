//! The lines of an `AsciiDoc` text as a flat list of blocks.

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
    Item {
        ordered: bool,
        text: &'a str,
    },
    Listing {
        language: &'a str,
        code: &'a str,
    },
    /// An anchor before something other than a heading.
    Anchor(&'a str),
    /// An admonition block begins.
    Open(&'static str),
    /// The block that was opened last ends.
    Close,
}

/// What the attribute lines above a block say about it.
#[derive(Default)]
struct Pending<'a> {
    language: &'a str,
    admonition: Option<&'static str>,
    ids: Vec<&'a str>,
}

struct Reader<'a> {
    body: &'a str,
    at: usize,
    blocks: Vec<Block<'a>>,
    pending: Pending<'a>,
    /// Delimiters of the containers that are open; true for admonitions.
    open: Vec<(&'a str, bool)>,
}

/// Cuts a body into blocks. An unclosed listing goes to the end.
pub(crate) fn blocks(body: &str) -> Vec<Block<'_>> {
    let mut reader = Reader {
        body,
        at: 0,
        blocks: Vec::new(),
        pending: Pending::default(),
        open: Vec::new(),
    };
    while reader.at < body.len() {
        reader.step();
    }
    for (_, admonition) in std::mem::take(&mut reader.open) {
        if admonition {
            reader.push(body.len(), body.len(), Shape::Close);
        }
    }
    reader.blocks
}

impl<'a> Reader<'a> {
    /// The line at `at` without its end, and where the next one begins.
    fn line(&self, at: usize) -> (&'a str, usize) {
        let rest = self.body.get(at..).unwrap_or_default();
        let end = rest.find('\n').map_or(rest.len(), |end| end + 1);
        (rest.get(..end).unwrap_or_default().trim_end(), at + end)
    }

    fn push(&mut self, start: usize, text_start: usize, shape: Shape<'a>) {
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
        let fence = matches!(delimiter(line), Some(b'-' | b'.' | b'`')) && line != "--";
        if fence {
            self.listing(start, next, line);
        } else if delimiter(line) == Some(b'/') {
            self.skip_to(line);
        } else if delimiter(line).is_some() {
            self.container(start, line);
        } else if let Some(inside) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            self.attributes(inside);
        } else if line.is_empty() || line == "+" || line.starts_with("//") || is_entry(line) {
            // Blank lines (an anchor above one still waits for its heading), continuations, comments and attribute entries say nothing to a reader.
        } else if let Some((level, text)) = heading(line) {
            let ids = std::mem::take(&mut self.pending)
                .ids
                .into_iter()
                .map(str::to_owned)
                .collect();
            let text_start = start + line.len() - text.len();
            self.push(start, text_start, Shape::Heading { level, text, ids });
        } else {
            self.paragraph(start, line);
        }
    }

    fn listing(&mut self, start: usize, code_start: usize, fence: &'a str) {
        let (code_end, end) = self.find(fence);
        let code = self.body.get(code_start..code_end).unwrap_or_default();
        let pending = std::mem::take(&mut self.pending);
        self.anchors(start, &pending.ids);
        let language = if fence.starts_with('`') {
            fence.trim_start_matches('`')
        } else {
            pending.language
        };
        self.at = end;
        self.push(start, code_start, Shape::Listing { language, code });
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
        if let Some(at) = self.open.iter().rposition(|(open, _)| *open == line) {
            for (_, admonition) in self.open.split_off(at) {
                if admonition {
                    self.push(start, start, Shape::Close);
                }
            }
            return;
        }
        let pending = std::mem::take(&mut self.pending);
        self.anchors(start, &pending.ids);
        if self.open.len() < 32 {
            self.open.push((line, pending.admonition.is_some()));
            if let Some(kind) = pending.admonition {
                self.push(start, start, Shape::Open(kind));
            }
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
        if first.starts_with("source") {
            self.pending.language = parts
                .next()
                .filter(|word| !word.contains('='))
                .unwrap_or("text");
        }
    }

    fn paragraph(&mut self, start: usize, line: &'a str) {
        let pending = std::mem::take(&mut self.pending);
        self.anchors(start, &pending.ids);
        let item = item(line);
        while self.at < self.body.len() {
            let (line, next) = self.line(self.at);
            let other = line.is_empty()
                || delimiter(line).is_some()
                || heading(line).is_some()
                || self::item(line).is_some();
            if other || line == "+" || (line.starts_with('[') && line.ends_with(']')) {
                break;
            }
            self.at = next;
        }
        let whole = self.body.get(start..self.at).unwrap_or_default().trim_end();
        let labelled = whole
            .split_once(": ")
            .and_then(|(word, rest)| Some((admonition(word)?, rest)));
        let (text, shape_of): (&str, Box<dyn Fn(&'a str) -> Shape<'a>>) = match (item, labelled) {
            (Some((marker, ordered)), _) => (
                whole.get(marker..).unwrap_or_default(),
                Box::new(move |text| Shape::Item { ordered, text }),
            ),
            (None, Some((kind, rest))) => (
                rest,
                Box::new(move |text| Shape::Paragraph {
                    text,
                    admonition: Some(kind),
                }),
            ),
            (None, None) => (
                whole,
                Box::new(move |text| Shape::Paragraph {
                    text,
                    admonition: pending.admonition,
                }),
            ),
        };
        let text_start = start + whole.len() - text.len();
        self.push(start, text_start, shape_of(text));
    }

    fn anchors(&mut self, start: usize, ids: &[&'a str]) {
        for id in ids {
            self.push(start, start, Shape::Anchor(id));
        }
    }
}

/// The character of a delimiter line: four or more of one kind, `--`, a fence or a table's edge.
fn delimiter(line: &str) -> Option<u8> {
    let first = *line.as_bytes().first()?;
    if line.starts_with("```") {
        return Some(b'`');
    }
    let same = line.bytes().all(|byte| byte == first);
    let block = same && line.len() >= 4 && b"-.=*_/+".contains(&first);
    (block || line == "--" || line == "|===").then_some(first)
}

/// `:name: value`.
fn is_entry(line: &str) -> bool {
    let name = line
        .strip_prefix(':')
        .and_then(|rest| rest.split_once(':'))
        .map(|(name, _)| name);
    name.is_some_and(|name| {
        !name.is_empty()
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'!'))
    })
}

fn heading(line: &str) -> Option<(u8, &str)> {
    let marks = line.bytes().take_while(|byte| *byte == b'=').count();
    let text = line.get(marks..)?;
    let text = text
        .strip_prefix([' ', '\t'])
        .filter(|_| (1..=6).contains(&marks))?
        .trim();
    (!text.is_empty()).then_some((u8::try_from(marks).unwrap_or(6), text))
}

/// The length of a list item's marker with the space behind it, and whether it is numbered.
fn item(line: &str) -> Option<(usize, bool)> {
    let bare = line.trim_start();
    let indent = line.len() - bare.len();
    let marker = bare
        .split([' ', '\t'])
        .next()
        .filter(|marker| marker.len() < bare.len())?;
    let all = |byte: u8| marker.bytes().all(|other| other == byte);
    let ordered = all(b'.')
        || marker
            .strip_suffix('.')
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    (ordered || all(b'*') || marker == "-").then_some((indent + marker.len() + 1, ordered))
}

fn admonition(word: &str) -> Option<&'static str> {
    match word {
        "NOTE" | "INFO" => Some("note"),
        "TIP" => Some("tip"),
        "IMPORTANT" => Some("important"),
        "WARNING" => Some("warning"),
        "CAUTION" => Some("caution"),
        _ => None,
    }
}
