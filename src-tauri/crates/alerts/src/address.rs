//! Where a runbook's address may lead: paths in repositories and on sites, read from what alerts carry.
//!
//! An address is text of another machine; nothing is ever fetched. Which of the places exists, the library knows.

use crate::alert::Alert;
use crate::template::fill;
use serde::{Deserialize, Serialize};

/// A prefix of addresses and the folder of the library that stands for it, so that a link opens the local document
/// with the network down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressMap {
    /// What the address begins with: `https://runbooks.example.org/`.
    pub prefix: String,
    /// The folder of the library, without slashes at its ends; empty for the library itself.
    pub folder: String,
    /// What a file's name has that the address leaves out: `.md`. Empty where sites' usual spellings do.
    pub suffix: String,
}

/// A place that an address may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// A path, `/` between its parts, as it stood in the address (percent-encoded where that was).
    pub path: String,
    /// What stood after `#`.
    pub fragment: Option<String>,
    /// It is a path in the library because the settings say so. Otherwise it is one in some repository or site,
    /// whose end may be that of a path in the library.
    pub mapped: bool,
}

/// Longer addresses are not looked at.
const LONGEST: usize = 4096;

/// The places that `alert`'s runbook address may mean, likeliest first. None where it has no address, or one with
/// fields that its labels do not fill.
pub fn places(alert: &Alert, maps: &[AddressMap]) -> Vec<Place> {
    let Some(address) = &alert.runbook_url else {
        return Vec::new();
    };
    let filled = fill(address.trim(), alert);
    if !filled.missing.is_empty() || filled.text.len() > LONGEST {
        return Vec::new();
    }
    of_address(&filled.text, maps)
}

/// The places that an address or path may mean, likeliest first.
pub fn of_address(address: &str, maps: &[AddressMap]) -> Vec<Place> {
    let (address, fragment) = match address.split_once('#') {
        Some((before, fragment)) => (before, Some(fragment)),
        None => (address, None),
    };
    let fragment = fragment.filter(|fragment| is_anchor(fragment));
    let mut places = mapped(address, fragment, maps);
    let (path, fragment) = match fragment.and_then(|fragment| fragment.strip_prefix('/')) {
        // Sites that are one page (Docsify) put the path behind the `#`: `site/#/docs/x?id=anchor`.
        Some(route) => match route.split_once("?id=") {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (route, None),
        },
        None => (path_of(address), fragment),
    };
    let path = path
        .split('?')
        .next()
        .unwrap_or(path)
        .trim_start_matches(['.', '/']);
    if !path.trim_matches('/').is_empty() {
        places.push(Place {
            path: path.to_owned(),
            fragment: fragment.map(str::to_owned),
            mapped: false,
        });
    }
    places
}

/// What the settings say, the longest prefix first.
fn mapped(address: &str, fragment: Option<&str>, maps: &[AddressMap]) -> Vec<Place> {
    let bare = address.split('?').next().unwrap_or(address);
    let mut found: Vec<(usize, Place)> = maps
        .iter()
        .filter_map(|map| {
            let rest = after_prefix(bare, &map.prefix)?;
            let path = format!("{}/{}", map.folder, rest.trim_matches('/'));
            let named = map.suffix.is_empty() || path.ends_with(&map.suffix) || path.ends_with('/');
            let suffix = if named { "" } else { &map.suffix };
            let place = Place {
                path: format!("{}{suffix}", path.trim_matches('/')),
                fragment: fragment.map(str::to_owned),
                mapped: true,
            };
            Some((map.prefix.len(), place))
        })
        .collect();
    found.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    found.into_iter().map(|(_, place)| place).collect()
}

/// What follows the prefix. The scheme does not matter, nor the host's case; a prefix ends at a slash.
fn after_prefix<'a>(address: &'a str, prefix: &str) -> Option<&'a str> {
    let without_scheme = |text: &'a str| text.split_once("://").map_or(text, |(_, rest)| rest);
    let address = without_scheme(address);
    let prefix = prefix.split_once("://").map_or(prefix, |(_, rest)| rest);
    let prefix = prefix.trim_end_matches('/');
    let (head, rest) = address.split_at_checked(prefix.len())?;
    let host = prefix.find('/').unwrap_or(prefix.len());
    let same = head.get(..host)?.eq_ignore_ascii_case(prefix.get(..host)?)
        && head.get(host..) == prefix.get(host..);
    (same && (rest.is_empty() || rest.starts_with('/'))).then_some(rest)
}

/// The path in the repository or on the site, as far as the address tells where it begins.
fn path_of(address: &str) -> &str {
    let Some((_, rest)) = address.split_once("://") else {
        return address;
    };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    // Azure DevOps has the path in a query.
    if let Some((_, path)) = path
        .split_once("?path=")
        .or_else(|| path.split_once("&path="))
    {
        return path.split('&').next().unwrap_or(path);
    }
    // GitLab, GitHub, Gitea, Bitbucket; what follows begins with a branch, whose name may have slashes.
    let marks = [
        "/-/blob/",
        "/-/raw/",
        "/-/tree/",
        "/-/edit/",
        "/blob/",
        "/raw/",
        "/tree/",
        "/src/branch/",
        "/edit/",
        "/src/",
    ];
    for mark in marks {
        if let Some((_, after)) = path.split_once(mark) {
            return after.split_once('/').map_or("", |(_, path)| path);
        }
    }
    if let Some((_, page)) = path.split_once("/wiki/") {
        return page;
    }
    if host.eq_ignore_ascii_case("raw.githubusercontent.com") {
        // Owner, repository, branch.
        return path.splitn(4, '/').nth(3).unwrap_or_default();
    }
    path
}

/// `#L12-L20` are lines, `#:~:text=` is a place that only a browser knows.
fn is_anchor(fragment: &str) -> bool {
    let lines = fragment.strip_prefix('L').is_some_and(|rest| {
        rest.chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | 'L' | 'C'))
    });
    !fragment.is_empty() && !lines && !fragment.starts_with(":~:")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expected: &str) {
        let map = |prefix: &str, folder: &str, suffix: &str| AddressMap {
            prefix: prefix.to_owned(),
            folder: folder.to_owned(),
            suffix: suffix.to_owned(),
        };
        let maps = [
            map("https://r.example/", "runbooks", ".md"),
            map("https://r.example/deep/", "", ""),
        ];
        let places: Vec<String> = of_address(address, &maps)
            .iter()
            .map(|place| {
                let mark = if place.mapped { "=" } else { "~" };
                let fragment = place
                    .fragment
                    .as_deref()
                    .map(|fragment| format!("#{fragment}"));
                format!("{mark}{}{}", place.path, fragment.unwrap_or_default())
            })
            .collect();
        assert_eq!(places.join(" "), expected, "{address}");
    }

    #[test]
    fn takes_repository_addresses_apart() {
        check(
            "https://github.com/o/r/blob/main/docs/a.md#b",
            "~docs/a.md#b",
        );
        check(
            "https://github.com/o/r/blob/main/docs/a.md?plain=1#L12-L20",
            "~docs/a.md",
        );
        check(
            "https://github.com/o/r/tree/feat/x/docs/a.md",
            "~x/docs/a.md",
        );
        check(
            "https://raw.githubusercontent.com/o/r/main/docs/a.md",
            "~docs/a.md",
        );
        check(
            "https://gitlab.com/g/s/r/-/blob/master/docs/patroni/a.md#b-c",
            "~docs/patroni/a.md#b-c",
        );
        check("https://git.example/o/r/src/branch/main/a.md", "~a.md");
        check("https://bitbucket.org/o/r/src/main/docs/a.md", "~docs/a.md");
        check(
            "https://dev.azure.com/o/p/_git/r?path=/docs/a.md&version=GBmain",
            "~docs/a.md",
        );
        check("https://github.com/o/r/wiki/Disk-full", "~Disk-full");
    }

    #[test]
    fn takes_sites_and_paths_as_they_are() {
        check(
            "https://site.example/runbooks/node/nodeclock/",
            "~runbooks/node/nodeclock/",
        );
        check("https://site.example/a/b.html#c", "~a/b.html#c");
        check("https://site.example/#/docs/a?id=b", "~docs/a#b");
        check("docs/a.md#b", "~docs/a.md#b");
        check("../a.md", "~a.md");
        check("https://site.example/", "");
        check("", "");
    }

    #[test]
    fn maps_prefixes_the_longest_first() {
        check("https://r.example/a#b", "=runbooks/a.md#b ~a#b");
        check("http://R.example/a.md", "=runbooks/a.md ~a.md");
        check("https://r.example/deep/a", "=a =runbooks/deep/a.md ~deep/a");
        check("https://r.example.org/a", "~a");
        check("https://r.example", "=runbooks");
    }
}
