//! Text runs: template expressions become chips, bare and wiki addresses become links, emoji codes
//! emoji; attribute lists go; the rest is escaped.

use super::attributes;
use super::page::Page;
use crate::Target;
use crate::links;
use std::ops::Range;

/// What a run of text is cut into.
#[derive(Debug, PartialEq, Eq)]
enum Part<'a> {
    Text(&'a str),
    Chip(&'a str),
    Address(&'a str),
    Mail(&'a str),
    Emoji(&'static str),
    /// `[[page|text]]` as a whole, and whether it is a picture.
    Wiki(&'a str, bool),
    Attributes(&'a str),
}

impl Page<'_> {
    /// Writes a run of text that stands outside of code.
    pub(super) fn run(&mut self, text: &str) {
        if self.out.inside(&["code", "pre"]) {
            self.out.text(text);
            return;
        }
        let linked = self.is_linked();
        for part in parts(text) {
            match part {
                Part::Text(text) | Part::Emoji(text) => self.out.text(text),
                Part::Address(address) | Part::Mail(address) if linked => self.out.text(address),
                Part::Address(address) => self.bare(address),
                Part::Mail(address) => self.worded(&format!("mailto:{address}"), address),
                Part::Chip(raw) => self.chip(raw, linked),
                Part::Wiki(wiki, picture) => self.wiki(wiki, picture),
                Part::Attributes(list) => self.anchors(list),
            }
        }
    }

    /// The ids of an attribute list that is not shown.
    pub(super) fn anchors(&mut self, list: &str) {
        for id in attributes::ids(list) {
            self.out.anchor(id);
        }
    }

    fn bare(&mut self, address: &str) {
        let href = if address.starts_with("www.") {
            format!("https://{address}")
        } else {
            address.to_owned()
        };
        self.worded(&href, address);
    }

    pub(super) fn worded(&mut self, href: &str, text: &str) {
        self.link(href, "", false);
        self.out.text(text);
        self.out.close();
    }

    fn wiki(&mut self, wiki: &str, picture: bool) {
        let text = links::wiki_text(wiki);
        if picture {
            self.picture(wiki, text);
        } else {
            self.worded(wiki, text);
        }
    }

    /// What a site generator would put here is not known: its name, with the rest on hover. Hugo's
    /// `ref` is known.
    pub(super) fn chip(&mut self, raw: &str, linked: bool) {
        if !linked
            && links::is_reference(raw)
            && let Target::Document { path, .. } = self.source.links.resolve(self.base(), raw)
        {
            let name = path.rsplit('/').next().unwrap_or(&path);
            let name = name.split('.').next().unwrap_or(name);
            self.worded(raw, name);
            return;
        }
        let text = raw
            .split_once(" text=\"")
            .and_then(|(_, rest)| rest.split('"').next());
        let inner = raw.trim_matches(['{', '}', '%', '<', '>', '=', '-', ' ']);
        let inner = text.filter(|text| !text.is_empty()).unwrap_or(inner);
        let mut shown: String = inner.chars().take(60).collect();
        if shown.len() < inner.len() {
            shown.push('…');
        }
        let shown = if shown.is_empty() { raw } else { &shown };
        self.out
            .element("span", &[("class", "chip"), ("title", raw)], shown);
    }
}

fn parts(text: &str) -> Vec<Part<'_>> {
    const SIGNS: [char; 9] = ['{', '<', 'h', 'w', 'H', ':', '[', '!', '@'];
    let mut parts = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(SIGNS)) {
        at += found;
        let Some((part, range)) = part(text, plain, at) else {
            at += 1;
            continue;
        };
        if let Some(before) = text.get(plain..range.start).filter(|text| !text.is_empty()) {
            parts.push(Part::Text(before));
        }
        parts.push(part);
        at = range.end;
        plain = at;
    }
    if let Some(rest) = text.get(plain..).filter(|rest| !rest.is_empty()) {
        parts.push(Part::Text(rest));
    }
    parts
}

/// The part that a sign at `at` belongs to; text before `plain` is taken.
fn part(text: &str, plain: usize, at: usize) -> Option<(Part<'_>, Range<usize>)> {
    let rest = text.get(at..)?;
    let boundary = text
        .get(plain..at)
        .and_then(|before| before.chars().next_back())
        .is_none_or(|c| !c.is_alphanumeric());
    let from_here = |part, length| Some((part, at..at + length));
    match rest.as_bytes().first()? {
        b'{' if rest.starts_with("{:") => {
            let length = attributes::list(rest)?;
            from_here(Part::Attributes(rest.get(..length)?), length)
        }
        b'{' | b'<' => chip(rest).and_then(|raw| from_here(Part::Chip(raw), raw.len())),
        b':' if boundary => {
            let (emoji, length) = emoji(rest)?;
            from_here(Part::Emoji(emoji), length)
        }
        b'[' if boundary && !text.get(..at)?.ends_with(['[', '#']) => {
            let wiki = links::wiki(rest)?;
            from_here(Part::Wiki(wiki, false), wiki.len())
        }
        b'!' => {
            let wiki = links::wiki(rest.get(1..)?)?;
            from_here(Part::Wiki(wiki, true), wiki.len() + 1)
        }
        b'@' => {
            let range = mail(text, plain, at)?;
            Some((Part::Mail(text.get(range.clone())?), range))
        }
        _ if boundary => {
            address(rest).and_then(|address| from_here(Part::Address(address), address.len()))
        }
        _ => None,
    }
}

/// The emoji whose code `rest` opens with, and the code's length.
fn emoji(rest: &str) -> Option<(&'static str, usize)> {
    let end =
        rest.bytes().skip(1).take(40).position(|byte| {
            !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+'))
        })? + 1;
    let code = rest.get(1..end)?;
    let behind = rest.get(end..)?.strip_prefix(':')?;
    let alone = !behind.starts_with(|c: char| c.is_alphanumeric());
    let emoji = emojis::get_by_shortcode(code).filter(|_| alone)?;
    Some((emoji.as_str(), end + 1))
}

/// The mail address around the sign at `at`, as GitHub finds it.
fn mail(text: &str, plain: usize, at: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 64;
    let word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let before = text.as_bytes().get(plain..at)?;
    let name = before
        .iter()
        .rev()
        .take_while(|byte| word(byte) || matches!(byte, b'.' | b'+'))
        .count();
    let behind = text.as_bytes().get(at + 1..)?;
    let host = behind
        .iter()
        .take_while(|byte| word(byte) || **byte == b'.')
        .count();
    let host = text.get(at + 1..at + 1 + host)?.trim_end_matches('.');
    let end = at + 1 + host.len();
    let (_, last) = host.rsplit_once('.')?;
    let sound = (1..=LONGEST).contains(&name)
        && !host.starts_with('.')
        && last.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !last.is_empty()
        // `git@host.org:path` is an address for git.
        && !text.get(end..)?.starts_with([':', '/', '@'])
        && !text.get(..at - name)?.ends_with([':', '/']);
    sound.then_some(at - name..end)
}

/// The template expression that `rest` opens with: Hugo, Liquid, Mustache or ERB.
fn chip(rest: &str) -> Option<&str> {
    let (_, close) = [("{{", "}}"), ("{%", "%}"), ("<%", "%>")]
        .into_iter()
        .find(|(open, _)| rest.starts_with(open))?;
    let mut near = rest.len().min(2_000);
    while !rest.is_char_boundary(near) {
        near -= 1;
    }
    let end = rest.get(2..near)?.find(close)?;
    rest.get(..end + 4)
}

/// The bare address that `rest` opens with, cut as GitHub cuts it.
fn address(rest: &str) -> Option<&str> {
    let lower = rest.get(..8).or(Some(rest)).map(str::to_ascii_lowercase)?;
    let prefix = ["https://", "http://", "www."]
        .into_iter()
        .find(|prefix| lower.starts_with(prefix))?;
    let end = rest
        .find(|c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`' | '|')
        })
        .unwrap_or(rest.len());
    let mut address = rest.get(..end.min(4_096)).or_else(|| rest.get(..end))?;
    loop {
        let cut = address.trim_end_matches(['?', '!', '.', ',', ':', '*', '_', '~', '\'']);
        let cut = cut.strip_suffix(';').map_or(cut, without_entity);
        let cut = match cut.strip_suffix(')') {
            Some(inner) if cut.matches(')').count() > cut.matches('(').count() => inner,
            _ => match cut.strip_suffix([']', '}']) {
                Some(inner) if !cut.contains(['[', '{']) => inner,
                _ => cut,
            },
        };
        if cut.len() == address.len() {
            break;
        }
        address = cut;
    }
    let host = address.get(prefix.len()..)?;
    let host = host.split(['/', '?', '#']).next()?;
    let named =
        host.starts_with(|c: char| c.is_alphanumeric()) && (prefix != "www." || host.contains('.'));
    named.then_some(address)
}

/// An address without the entity that its end looks like.
fn without_entity(address: &str) -> &str {
    let word = address.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    let entity = word.len() < address.len();
    word.strip_suffix('&').filter(|_| entity).unwrap_or(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let shown = |part: &Part<'_>| match part {
            Part::Text(text) => (*text).to_owned(),
            Part::Chip(raw) => format!("«{raw}»"),
            Part::Address(address) | Part::Mail(address) => format!("‹{address}›"),
            other => format!("{other:?}"),
        };
        let shown: String = parts(text).iter().map(shown).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn cuts_addresses_and_chips_out_of_text() {
        check("see https://a.b/c, ok", "see ‹https://a.b/c›, ok");
        check("(https://a.b/c_(d))", "(‹https://a.b/c_(d)›)");
        check("HTTPS://A.B.", "‹HTTPS://A.B›.");
        check("www.a.b/x and www.", "‹www.a.b/x› and www.");
        check("xhttps://a.b", "xhttps://a.b");
        check("https:// http://", "https:// http://");
        check(
            "{{< ref \"x\" >}} {{ a }} {% b %} <%= c %> {{ open",
            "«{{< ref \"x\" >}}» «{{ a }}» «{% b %}» «<%= c %>» {{ open",
        );
        check("https://a.b/\u{e9}", "‹https://a.b/\u{e9}›");
        check("", "");
    }
}
