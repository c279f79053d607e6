//! Markdown as `AsciiDoc`, for Markdown that an `AsciiDoc` document includes: what is followed is one text, and of one markup.
//!
//! Its steps, commands and links stay what they are. How it looks does not: the reader's page shows the file as it is written.

use super::assemble::fenced;
use crate::{command, markdown};
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Parser, Tag, TagEnd};

/// What stands where an item begins with something that is no text: `AsciiDoc` has no empty items.
const NOTHING: &str = "{empty}";

/// The text as `AsciiDoc`.
pub(super) fn asciidoc(text: &str) -> String {
    let mut writer = Writer::default();
    let events = Parser::new_ext(text, markdown::options());
    for event in events.take(markdown::most_events(text)) {
        writer.event(event);
    }
    writer.out.truncate(writer.out.trim_end().len());
    writer.out
}

/// What is open.
enum Frame {
    /// A list, with the number of its next item where it is numbered.
    List(Option<u64>),
    /// An item, and whether anything stands in it.
    Item(bool),
    /// A quotation or an admonition, with the line that ends it.
    Quote(String),
}

#[derive(Default)]
struct Writer {
    out: String,
    open: Vec<Frame>,
    /// How many lists were open where the last block ended: a block of an item further out is attached over them.
    reached: usize,
    /// The block of code that is open: its language and its text.
    code: Option<(String, String)>,
    in_table: bool,
    /// Links and pictures that are open: their names end at the first bracket.
    named: usize,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(code) => {
                self.begin_text();
                let mark = if code.contains('`') { "``" } else { "`" };
                self.out.extend([mark, &*code, mark]);
            }
            Event::SoftBreak | Event::HardBreak => self.out.push(' '),
            Event::Rule => {
                self.begin_other();
                self.out.push_str("'''\n");
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
            return;
        }
        self.begin_text();
        for c in text.chars() {
            match c {
                '|' if self.in_table => self.out.push_str("\\|"),
                '[' | ']' if self.named > 0 => {}
                c => self.out.push(c),
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.begin(),
            Tag::Heading { level, .. } => {
                self.begin();
                if self.open.is_empty() {
                    self.out.push_str(&"=".repeat(level as usize));
                    self.out.push(' ');
                }
            }
            Tag::BlockQuote(kind) => self.quote(kind),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info,
                    CodeBlockKind::Indented => "".into(),
                };
                let language = command::language_of(&info).unwrap_or_default();
                self.code = Some((language, String::new()));
            }
            Tag::List(first) => {
                self.fill_item();
                self.open.push(Frame::List(first));
            }
            Tag::Item => self.item(),
            Tag::Table(_) => {
                self.begin_other();
                self.in_table = true;
                self.out.push_str("|===\n");
            }
            Tag::TableCell => self.out.push('|'),
            Tag::Strong => self.mark("**"),
            Tag::Emphasis => self.mark("__"),
            Tag::Link { dest_url, .. } => self.macro_("link:", &dest_url),
            Tag::Image { dest_url, .. } => self.macro_("image:", &dest_url),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableRow => self.end_line(),
            TagEnd::CodeBlock => {
                if let Some((language, code)) = self.code.take() {
                    self.begin_other();
                    let code = fenced(&language, code.trim_end_matches('\n'), true);
                    self.out.extend([&*code, "\n"]);
                }
            }
            TagEnd::Item => {
                self.open.pop();
                self.end_line();
            }
            TagEnd::List(_) => {
                self.reached = self.reached.max(self.lists());
                self.open.pop();
            }
            TagEnd::BlockQuote(_) => {
                if let Some(Frame::Quote(line)) = self.open.pop() {
                    self.end_line();
                    self.out.extend([&*line, "\n"]);
                    self.reached = self.lists();
                }
            }
            TagEnd::TableHead => self.out.push_str("\n\n"),
            TagEnd::TableCell => self.out.push(' '),
            TagEnd::Table => {
                self.in_table = false;
                self.out.push_str("|===\n");
            }
            TagEnd::Strong => self.out.push_str("**"),
            TagEnd::Emphasis => self.out.push_str("__"),
            TagEnd::Link | TagEnd::Image => {
                self.named = self.named.saturating_sub(1);
                self.out.push(']');
            }
            _ => {}
        }
    }

    fn lists(&self) -> usize {
        let is_list = |frame: &&Frame| matches!(frame, Frame::List(_));
        self.open.iter().filter(is_list).count()
    }

    /// Numbers stand in the outermost list, where they may begin anywhere; markers of nested ones say how deep they are.
    fn item(&mut self) {
        let depth = self.lists();
        self.end_line();
        if depth == 1 && !self.out.is_empty() && self.reached == 0 {
            self.out.push('\n');
        }
        let marker = match self.open.last_mut() {
            Some(Frame::List(Some(number))) => {
                let own = if depth == 1 {
                    format!("{number}.")
                } else {
                    ".".repeat(depth)
                };
                *number += 1;
                own
            }
            _ => "*".repeat(depth),
        };
        self.out.extend([&*marker, " "]);
        self.open.push(Frame::Item(false));
        self.reached = depth;
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.begin_other();
        let name = kind.map(|kind| match kind {
            BlockQuoteKind::Note => "NOTE",
            BlockQuoteKind::Tip => "TIP",
            BlockQuoteKind::Important => "IMPORTANT",
            BlockQuoteKind::Warning => "WARNING",
            BlockQuoteKind::Caution => "CAUTION",
        });
        let sign = if name.is_some() { "=" } else { "_" };
        let is_quote = |frame: &&Frame| matches!(frame, Frame::Quote(_));
        let line = sign.repeat(4 + self.open.iter().filter(is_quote).count());
        if let Some(name) = name {
            self.out.extend(["[", name, "]\n"]);
        }
        self.out.extend([&*line, "\n"]);
        self.open.push(Frame::Quote(line));
    }

    /// A block begins: behind its item's marker, attached to what stands there already, or by itself.
    fn begin(&mut self) {
        let lists = self.lists();
        match self.open.last_mut() {
            Some(Frame::Item(begun)) if !*begun => {
                *begun = true;
                self.reached = lists;
                return;
            }
            Some(Frame::Item(_)) => {
                self.end_line();
                let over = self.reached.saturating_sub(lists);
                self.out.push_str(&"\n".repeat(over));
                self.out.push_str("+\n");
            }
            _ => {
                self.end_line();
                if !self.out.is_empty() {
                    self.out.push('\n');
                }
            }
        }
        self.reached = lists;
    }

    /// A block begins that is no text: behind the marker of its item stands something then.
    fn begin_other(&mut self) {
        self.fill_item();
        self.begin();
    }

    fn fill_item(&mut self) {
        if let Some(Frame::Item(begun @ false)) = self.open.last_mut() {
            *begun = true;
            self.out.push_str(NOTHING);
        }
    }

    /// Text begins that may stand in an item without a paragraph of its own.
    fn begin_text(&mut self) {
        if let Some(Frame::Item(false)) = self.open.last() {
            self.begin();
        }
    }

    fn mark(&mut self, mark: &str) {
        self.begin_text();
        self.out.push_str(mark);
    }

    fn macro_(&mut self, name: &str, target: &str) {
        self.begin_text();
        self.named += 1;
        let target = target.replace(' ', "%20");
        let target = target.replace('[', "%5B").replace(']', "%5D");
        self.out.extend([name, &*target, "["]);
    }

    fn end_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;
    use crate::steps::procedure;

    #[test]
    fn blocks_and_what_stands_in_them() {
        let check = |text: &str, expected: &str| assert_eq!(asciidoc(text), expected);
        check(
            "# A *b* `c`\n\nSee [d](<e f.md#g>) and\n![h](i.png).\n\n---\n\n> q\n",
            "= A __b__ `c`\n\nSee link:e%20f.md#g[d] and image:i.png[h].\n\n'''\n\n____\n\nq\n____",
        );
        check(
            "3. One\n\n   ```sh\n   ls\n   ```\n\n   - a\n   - b\n\n   After.\n4. Two\n",
            "3. One\n+\n[source,bash]\n----\nls\n----\n** a\n** b\n\n+\nAfter.\n4. Two",
        );
        check(
            "> [!WARNING]\n> Mind\n\n|a|b|\n|-|-|\n|c|`d`|\n",
            "[WARNING]\n====\n\nMind\n====\n\n|===\n|a |b \n\n|c |`d` \n|===",
        );
    }

    /// Steps with their commands, one a line.
    fn told(path: &str, text: &str) -> String {
        let document = parse(path, text);
        let procedure = procedure(&document, text);
        let each = procedure.steps.iter().map(|step| {
            let commands = step.commands.iter().map(|at| &*document.commands[*at].copy);
            let commands: Vec<&str> = commands.collect();
            format!("{} {} {} {commands:?}", step.depth, step.number, step.text)
        });
        each.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn steps_and_commands_stay_what_they_are() {
        let text = "## Procedure\n\n1. Look at `kubectl get pods`\n\n   ```sh\n   kubectl top pod <pod>\n   ```\n\n   1. Deeper\n   2. Still\n\n   Then wait.\n2. ```sh\n   ls\n   ```\n3. Last\n";
        assert_eq!(told("a.adoc", &asciidoc(text)), told("a.md", text));
    }
}
