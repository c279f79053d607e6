//! Addresses become a closed set: what is a place in the library, what is on the web, what is dropped.
//!
//! Only what this module writes out again ever stands in a page's `href`; nothing of the original
//! address is passed through.

use super::{DeadReason, Target};
use drillbook_text::percent;
use std::borrow::Cow;

/// What an address is, before anything is looked up.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// A path in the library and what stood after `#`, both decoded.
    Local {
        path: Cow<'a, str>,
        fragment: Option<Cow<'a, str>>,
    },
    /// Hugo's `ref`: a path that may also be only a document's name.
    Reference(&'a str),
    /// The page of a wiki link, with its heading.
    Wiki(&'a str),
    /// It leads nowhere in the library.
    Elsewhere(Target),
}

/// Longer addresses are not looked at.
const LONGEST: usize = 8_192;

pub(super) fn classify(href: &str) -> Address<'_> {
    let trimmed = href.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    if trimmed.is_empty() {
        return Address::Elsewhere(Target::Dead {
            reason: DeadReason::Empty,
        });
    }
    if trimmed.len() > LONGEST {
        return Address::Elsewhere(Target::Dropped);
    }
    if let Some(reference) = hugo_reference(trimmed) {
        return Address::Reference(reference);
    }
    if super::wiki(trimmed) == Some(trimmed) {
        return Address::Wiki(super::wiki::page(trimmed));
    }
    // Antora's `component:module:page.adoc` only looks like a scheme.
    let antora = trimmed
        .split('#')
        .next()
        .is_some_and(crate::parse::is_asciidoc)
        && !trimmed.contains("//");
    if let Some(scheme) = scheme(trimmed).filter(|_| !antora) {
        return Address::Elsewhere(with_scheme(trimmed, &scheme));
    }
    if is_template(trimmed) {
        return Address::Elsewhere(Target::Template);
    }
    if trimmed.starts_with("//") {
        return Address::Elsewhere(web(&format!("https:{trimmed}")));
    }
    // Browsers take a backslash for a slash: `\\host` is another machine.
    if trimmed.starts_with('\\')
        || trimmed.starts_with("/\\")
        || trimmed.chars().any(char::is_control)
    {
        return Address::Elsewhere(Target::Dropped);
    }
    local(trimmed)
}

fn local(address: &str) -> Address<'_> {
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (address, None),
    };
    let path = path.split('?').next().unwrap_or(path);
    let path = percent::decode(path);
    if path.chars().any(char::is_control) {
        return Address::Elsewhere(Target::Dropped);
    }
    // A place in a text that only a browser knows, not an anchor.
    let fragment = fragment.filter(|fragment| !fragment.is_empty() && !fragment.starts_with(":~:"));
    Address::Local {
        path,
        fragment: fragment.map(percent::decode),
    }
}

/// The scheme in lower case, as a browser would see it: white space and control characters in it do not count.
fn scheme(address: &str) -> Option<String> {
    let (before, _) = address.split_once(':')?;
    let seen: String = before
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect();
    let mut bytes = seen.bytes();
    let named = bytes.next()?.is_ascii_alphabetic()
        && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    named.then(|| seen.to_ascii_lowercase())
}

fn with_scheme(address: &str, scheme: &str) -> Target {
    match scheme {
        "https" | "http" => web(address),
        "mailto" => mail(address),
        _ => Target::Dropped,
    }
}

/// An address on the web, written again. Credentials, missing hosts and backslashes in them are dropped: they
/// serve to show one host and lead to another.
fn web(address: &str) -> Target {
    let Some((scheme, rest)) = address.split_once("://") else {
        return Target::Dropped;
    };
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "https" | "http") {
        return Target::Dropped;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, tail) = rest.split_at(end);
    if is_template(host) || host.contains(['<', '>', '$', '{', '}', '*']) {
        return Target::Template;
    }
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | ':' | '[' | ']');
    let named = host.chars().any(char::is_alphanumeric);
    if !named || !host.chars().all(plain) || address.chars().any(char::is_control) {
        return Target::Dropped;
    }
    Target::Web(format!(
        "{scheme}://{}{}",
        host.to_lowercase(),
        percent_encoded(tail)
    ))
}

fn mail(address: &str) -> Target {
    let to = address
        .split_once(':')
        .map_or("", |(_, to)| to)
        .split('?')
        .next()
        .unwrap_or_default();
    let to = percent::decode(to);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '@' | '\'');
    let (name, host) = to.split_once('@').unwrap_or_default();
    let sound =
        !name.is_empty() && !host.is_empty() && !host.contains('@') && to.chars().all(plain);
    if sound {
        Target::Mail(to.into_owned())
    } else {
        Target::Dropped
    }
}

/// Whether a template expression is a link that is known here.
pub(crate) fn is_reference(expression: &str) -> bool {
    hugo_reference(expression).is_some()
}

/// The path in `{{< ref "a.md#b" >}}`, `{{% relref "a" %}}` or Jekyll's `{% link a.md %}`.
pub(super) fn hugo_reference(address: &str) -> Option<&str> {
    let inside = address
        .strip_prefix("{{")
        .and_then(|rest| rest.strip_suffix("}}"));
    let inside = inside.or_else(|| {
        address
            .strip_prefix("{%")
            .and_then(|rest| rest.strip_suffix("%}"))
    })?;
    let inside = inside.trim_matches(['<', '>', '%', ' ']);
    let (word, argument) = inside.split_once(' ')?;
    let argument = argument.trim().trim_matches(['"', '\'', '`']).trim();
    (matches!(word, "ref" | "relref" | "link") && !argument.contains(['"', ' ']))
        .then_some(argument)
}

/// Whether a template engine makes (a part of) the address.
fn is_template(address: &str) -> bool {
    ["{{", "{%", "<%", "%=", "${", "#{"]
        .iter()
        .any(|opener| address.contains(opener))
}

/// Encodes what must not stand in an address; what is encoded already stays.
fn percent_encoded(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace()
            || matches!(
                c,
                '"' | '\'' | '<' | '>' | '`' | '{' | '}' | '|' | '^' | '\\'
            )
            || crate::command::is_hidden(c)
        {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(href: &str, expected: &Target) {
        assert_eq!(
            classify(href),
            Address::Elsewhere(expected.clone()),
            "{href:?}"
        );
    }

    /// Schemes that open programs, read files or run code, plain and in disguise.
    #[test]
    fn hostile_schemes_are_dropped() {
        let schemes = "javascript vbscript livescript mocha data file smb ftp sftp ssh telnet ldap gopher nfs dav davs blob filesystem \
            about view-source chrome chrome-extension moz-extension resource jar wyciwyg res mhtml ms-its mk its shell hcp \
            ms-msdt search-ms search ms-officecmd ms-word ms-excel ms-powerpoint ms-settings ms-appinstaller ms-cxh ms-screenclip ms-windows-store \
            x-apple.systempreferences applescript itms-services tel sms skype zoommtg slack msteams steam vscode jnlp tauri asset ipc \
            app.drillbook drillbook intent content androidapp irc magnet ws wss";
        for scheme in schemes.split_ascii_whitespace() {
            let mixed: String = scheme
                .chars()
                .enumerate()
                .map(|(n, c)| {
                    if n % 2 == 0 {
                        c.to_ascii_uppercase()
                    } else {
                        c
                    }
                })
                .collect();
            let (head, tail) = scheme.split_at(1);
            for shape in [
                format!("{scheme}:alert(1)"),
                format!("{scheme}://host/x"),
                format!("{mixed}:x"),
                format!(" \u{1}\t{scheme}:x"),
                format!("{head}\t{tail}:x"),
                format!("{head}\n{tail}\r:x"),
                format!("\u{0}{scheme}\u{b}:x"),
            ] {
                check(&shape, &Target::Dropped);
            }
        }
    }

    #[test]
    fn web_addresses_are_written_again() {
        let web = |url: &str| Target::Web(url.to_owned());
        check(
            "HTTPS://Example.com/A?b=c#d",
            &web("https://example.com/A?b=c#d"),
        );
        check("http://a.b:8080", &web("http://a.b:8080"));
        check("//cdn.example.com/x", &web("https://cdn.example.com/x"));
        check(
            "https://a.b/\"><script>",
            &web("https://a.b/%22%3E%3Cscript%3E"),
        );
        check("https://a.b/x\u{202e}y", &web("https://a.b/x%E2%80%AEy"));
        for dropped in [
            "https:a.b",
            "https:/a.b",
            "https://",
            "https:///x",
            "https://good.com@evil.com/",
            "https://good.com\\@evil.com",
            "https:\\\\evil.com",
            "ht\ntps://a.b",
            "\\\\host\\share",
            "/\\host",
            "https://a.b/\u{0}x",
        ] {
            check(dropped, &Target::Dropped);
        }
        check("https://<host>/x", &Target::Template);
        check("https://{{ host }}/x", &Target::Template);
        check("%= url %", &Target::Template);
    }

    #[test]
    fn mail_keeps_only_the_address() {
        check(
            "mailto:a.b@c.d?subject=x&attach=/etc/passwd",
            &Target::Mail("a.b@c.d".to_owned()),
        );
        check("mailto:", &Target::Dropped);
        check("mailto:a@b,c@d", &Target::Dropped);
        check("MAILTO:a%40b", &Target::Mail("a@b".to_owned()));
    }

    #[test]
    fn paths_are_decoded() {
        let check = |href: &str, path: &str, fragment: Option<&str>| match classify(href) {
            Address::Local {
                path: found,
                fragment: part,
            } => assert_eq!((&*found, part.as_deref()), (path, fragment)),
            other => panic!("{href}: {other:?}"),
        };
        check("a%20b.md#c%C3%A9", "a b.md", Some("cé"));
        check("a.md?x=1#", "a.md", None);
        check("100%.md", "100%.md", None);
        check("#a", "", Some("a"));
        check("&#74;avascript/x", "&", Some("74;avascript/x"));
        assert_eq!(
            classify("{{< ref \"a/b.md#c\" >}}"),
            Address::Reference("a/b.md#c")
        );
        assert_eq!(classify("{{% relref 'a' %}}"), Address::Reference("a"));
        assert_eq!(classify("a%00b.md"), Address::Elsewhere(Target::Dropped));
    }
}
