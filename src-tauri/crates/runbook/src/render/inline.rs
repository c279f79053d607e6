//! Text runs: template expressions become chips, bare addresses become links, the rest is escaped.

use super::page::Page;

/// What a run of text is cut into.
#[derive(Debug, PartialEq, Eq)]
enum Part<'a> {
    Text(&'a str),
    Chip(&'a str),
    Address(&'a str),
}

impl Page<'_> {
    /// Writes a run of text that stands outside of code.
    pub(super) fn run(&mut self, text: &str) {
        if self.out.inside(&["code", "pre"]) {
            self.out.text(text);
            return;
        }
        let linked = self.out.inside(&["a"]);
        for part in parts(text) {
            match part {
                Part::Text(text) => self.out.text(text),
                Part::Address(address) if linked => self.out.text(address),
                Part::Address(address) => self.bare(address),
                Part::Chip(raw) => self.chip(raw),
            }
        }
    }

    fn bare(&mut self, address: &str) {
        let href = if address.starts_with("www.") {
            format!("https://{address}")
        } else {
            address.to_owned()
        };
        self.link(&href, "", false);
        self.out.text(address);
        self.out.close();
    }

    fn chip(&mut self, raw: &str) {
        let inner = raw.trim_matches(['{', '}', '%', '<', '>', '=', '-', ' ', '/']);
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
    let mut parts = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    while let Some(found) = text
        .get(at..)
        .and_then(|rest| rest.find(['{', '<', 'h', 'w', 'H']))
    {
        at += found;
        let rest = text.get(at..).unwrap_or_default();
        let boundary = text
            .get(..at)
            .and_then(|before| before.chars().next_back())
            .is_none_or(|c| !c.is_alphanumeric());
        let part = chip(rest)
            .map(Part::Chip)
            .or_else(|| address(rest).filter(|_| boundary).map(Part::Address));
        let Some(part) = part else {
            at += 1;
            continue;
        };
        let (Part::Chip(piece) | Part::Address(piece) | Part::Text(piece)) = &part;
        let length = piece.len();
        if let Some(before) = text.get(plain..at).filter(|before| !before.is_empty()) {
            parts.push(Part::Text(before));
        }
        parts.push(part);
        at += length;
        plain = at;
    }
    if let Some(rest) = text.get(plain..).filter(|rest| !rest.is_empty()) {
        parts.push(Part::Text(rest));
    }
    parts
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
        let cut = address.trim_end_matches(['?', '!', '.', ',', ':', '*', '_', '~', '\'', ';']);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let shown = |part: &Part<'_>| match part {
            Part::Text(text) => (*text).to_owned(),
            Part::Chip(raw) => format!("«{raw}»"),
            Part::Address(address) => format!("‹{address}›"),
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
