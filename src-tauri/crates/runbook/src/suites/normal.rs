//! HTML made comparable: what the page adds is taken away, what it writes in another way is written as the
//! suites do.
//!
//! - Taken away: the frames of code and tables, ids, `data-*`, classes, anchors.
//! - Links and pictures lead where they say: addresses are compared percent-decoded, since ours are resolved
//!   and written anew; titles of those that lead nowhere are our words and left out on both sides.
//! - A block of code names its language by our alias on both sides and ends with its last line of text.

use crate::command;
use crate::html::{Piece, Tag, decode, pieces};

/// The page's HTML.
pub(super) fn ours(html: &str) -> String {
    let mut out = Out::default();
    let mut closing: Vec<(String, String)> = Vec::new();
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) => out.text(text),
            Piece::Open(tag) => {
                let (open, close) = our_tag(&tag);
                out.tag(&open);
                if !is_void(&tag.name) {
                    closing.push((tag.name.clone(), close));
                }
            }
            Piece::Close { name, .. } => {
                let (_, close) = closing
                    .pop()
                    .filter(|(open, _)| open == name)
                    .unwrap_or_default();
                out.tag(&close);
            }
            Piece::Hidden => {}
        }
    }
    out.finish()
}

/// What an element of ours is in a suite: its tag and its end. A picture in words is one tag.
fn our_tag(tag: &Tag<'_>) -> (String, String) {
    let class = tag.attribute("class").unwrap_or_default();
    let data = |name: &str| tag.attribute(name).unwrap_or_default();
    let end = format!("</{}>", tag.name);
    let nothing = (String::new(), String::new());
    match (tag.name.as_str(), class) {
        ("div", "table") | ("figure", _) => nothing,
        ("span", "") if tag.attribute("id").is_some() => nothing,
        ("span", _) if class.contains("image-dead") => (
            format!("<img {}>", decoded(data("data-target"))),
            String::from("</img>"),
        ),
        ("span", "image-remote") => (
            format!("<img {}>", decoded(data("data-external"))),
            String::from("</img>"),
        ),
        ("span", _) if class.contains("link-dead") => (
            format!("<a {}>", decoded(data("data-target"))),
            String::from("</a>"),
        ),
        ("a", _) if tag.attribute("data-external").is_some() => {
            (link(data("data-external"), tag.attribute("title")), end)
        }
        ("a", _) => (format!("<a #{}>", decoded(data("data-anchor"))), end),
        ("code", class) if class.starts_with("language-") => (format!("<code {class}>"), end),
        ("td" | "th", class) => (format!("<{} {class}>", tag.name), end),
        ("ol", _) => (format!("<ol {}>", data("start")), end),
        ("input", _) => (checkbox(tag), String::new()),
        (name, _) => (format!("<{name}>"), end),
    }
}

/// A suite's HTML; `ours` where it is compared with a page.
pub(super) fn theirs(html: &str, ours: bool) -> String {
    let mut out = Out::default();
    let mut pre = false;
    for piece in pieces(html) {
        match piece {
            Piece::Text(text) => out.text(text),
            Piece::Open(tag) => {
                out.tag(&their_tag(&tag, ours, pre));
                if tag.name == "img" && ours {
                    let (source, alt) = (tag.attribute("src"), tag.attribute("alt"));
                    let alt = alt.filter(|alt| !alt.trim().is_empty()).or(source);
                    out.text(alt.unwrap_or_default());
                    out.tag("</img>");
                }
                pre = tag.name == "pre";
            }
            Piece::Close { name, .. } => out.tag(&format!("</{name}>")),
            Piece::Hidden => out.tag("<!>"),
        }
    }
    out.finish()
}

fn their_tag(tag: &Tag<'_>, ours: bool, pre: bool) -> String {
    let data = |name: &str| tag.attribute(name).unwrap_or_default();
    match tag.name.as_str() {
        "td" | "th" => {
            let side = [
                data("align"),
                data("style").trim_start_matches("text-align: "),
            ]
            .concat();
            let class = match side.as_str() {
                "" | "left" if ours => "",
                "right" => "align-right",
                "center" => "align-center",
                other => other,
            };
            format!("<{} {class}>", tag.name)
        }
        "ol" => format!("<ol {}>", data("start")),
        "input" => checkbox(tag),
        "a" if ours => link(data("href"), tag.attribute("title")),
        "img" if ours => format!("<img {}>", decoded(data("src"))),
        "code" if ours && pre => {
            let written = data("class").trim_start_matches("language-");
            let name = command::language_of(written).unwrap_or_else(|| "text".to_owned());
            format!("<code language-{name}>")
        }
        name => {
            let pair = |(name, value): &(String, String)| format!(" {name}={value:?}");
            let attributes: Vec<String> = tag.attributes.iter().map(pair).collect();
            format!("<{name}{}>", attributes.concat())
        }
    }
}

fn checkbox(tag: &Tag<'_>) -> String {
    let ticked = tag.attribute("checked").is_some();
    format!("<input {}>", if ticked { "x" } else { " " })
}

fn link(href: &str, title: Option<&str>) -> String {
    let web = ["http:", "https:", "mailto:"]
        .iter()
        .any(|scheme| href.starts_with(scheme));
    let title = title.filter(|_| web).unwrap_or_default();
    format!("<a {}{title}>", decoded(href))
}

/// An address with its escapes undone, the host in lower case.
fn decoded(address: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = address.as_bytes();
    while let Some((first, rest)) = bytes.split_first() {
        let hex = rest.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex
            .filter(|_| *first == b'%')
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(byte.unwrap_or(*first));
        bytes = if byte.is_some() { &rest[2..] } else { rest };
    }
    let text = String::from_utf8_lossy(&out).into_owned();
    match text.split_once("://") {
        Some((scheme, rest)) => {
            let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (host, tail) = rest.split_at(host);
            format!("{scheme}://{}{tail}", host.to_lowercase())
        }
        None => text,
    }
}

fn is_void(name: &str) -> bool {
    matches!(name, "img" | "br" | "hr" | "input" | "col" | "wbr")
}

/// Tags and text in one line; white space counts in blocks of code only.
#[derive(Default)]
struct Out {
    html: String,
    pre: bool,
    after_box: bool,
}

impl Out {
    fn tag(&mut self, tag: &str) {
        if tag.is_empty() {
            return;
        }
        let name = tag
            .trim_matches(['<', '>', '/'])
            .split(' ')
            .next()
            .unwrap_or_default();
        let inline = matches!(
            name,
            "a" | "em" | "strong" | "code" | "del" | "img" | "sup" | "span" | "input" | "b" | "i"
        );
        let ends_code = tag == "</code>" && self.pre;
        if ends_code || (!inline && !self.pre) {
            self.html.truncate(self.html.trim_end().len());
        }
        if name == "pre" {
            self.pre = !tag.starts_with("</");
        }
        self.html.push_str(tag);
        // A box to tick is followed by a space in the suites, by a margin here.
        self.after_box = name == "input";
        if !inline && !self.pre {
            self.html.push('\n');
        }
    }

    fn text(&mut self, text: &str) {
        let text = decode(text);
        if self.pre {
            self.html.push_str(&text);
            return;
        }
        let text = if std::mem::take(&mut self.after_box) {
            text.trim_start()
        } else {
            &text
        };
        for c in text.chars() {
            let space = matches!(c, ' ' | '\n' | '\t');
            if !space {
                self.html.push(c);
            } else if !self.html.ends_with([' ', '\n']) {
                self.html.push(' ');
            }
        }
    }

    fn finish(self) -> String {
        self.html.trim().to_owned()
    }
}
