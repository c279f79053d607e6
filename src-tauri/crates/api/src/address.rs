//! Links into a library that work at a colleague's: `drillbook://<library>/<path>#<slug>`.
//!
//! The library is named by the first commit of its repository, and the path is the one in the
//! repository: both are the same for everybody who cloned it, whatever folder of it they opened. A
//! folder that is in no repository is named by its name. Such a link only navigates: it opens no
//! other library, and what it leads to is resolved and checked as every id is.

use crate::session::Session;
use crate::wire::{ErrorCode, SectionLink, SectionRequest, WireError};
use drillbook_library::{DocumentName, is_document};
use drillbook_text::percent;

/// The scheme, with what stands between it and the library.
const SCHEME: &str = "drillbook://";
/// Longer links are not looked at.
const LONGEST: usize = 4096;

/// A link as it was written, decoded.
#[derive(Debug, PartialEq, Eq)]
struct Address {
    library: String,
    path: String,
    slug: String,
}

/// The place as others can be told of it.
pub(crate) fn link(session: &Session, place: &SectionRequest) -> Result<SectionLink, WireError> {
    let SectionRequest { id, slug } = place;
    if !is_document(id) || DocumentName::new(id).is_none() || slug.len() > LONGEST {
        return Err(WireError::new(
            session.messages(),
            ErrorCode::BadId,
            &[("id", id)],
        ));
    }
    let name = session.root.name();
    let (library, prefix) = match session.origin() {
        Some(origin) => (origin.root_commit.as_str(), origin.prefix.as_str()),
        None => (name.as_str(), ""),
    };
    let hash = if slug.is_empty() { "" } else { "#" };
    Ok(SectionLink {
        address: format!(
            "{SCHEME}{}/{}{hash}{}",
            percent::encode_path(library).replace('/', "%2F"),
            percent::encode_path(&format!("{prefix}{id}")),
            percent::encode_path(slug),
        ),
        plain: format!("{id}{hash}{slug}"),
    })
}

/// The place in the open library that the link leads to.
pub(crate) fn resolve(session: &Session, link: &str) -> Result<SectionRequest, WireError> {
    let messages = session.messages();
    let refused = || WireError::new(messages, ErrorCode::BadAddress, &[]);
    let Address {
        library,
        path,
        slug,
    } = parse(link).ok_or_else(refused)?;
    let elsewhere = || WireError::new(messages, ErrorCode::LinkElsewhere, &[("library", &library)]);
    let origin = session.origin();
    let id = match origin {
        Some(origin) if origin.root_commit == library => path
            .strip_prefix(&origin.prefix)
            .map(str::to_owned)
            .ok_or_else(elsewhere)?,
        _ if session.root.name().to_lowercase() == library.to_lowercase() => path,
        _ => return Err(elsewhere()),
    };
    if !is_document(&id) || DocumentName::new(&id).is_none() {
        return Err(refused());
    }
    Ok(SectionRequest { id, slug })
}

/// Takes a link apart; `None` where it is none of ours.
fn parse(link: &str) -> Option<Address> {
    let link = link.trim();
    if link.len() > LONGEST || link.chars().any(char::is_control) {
        return None;
    }
    let scheme = link.get(..SCHEME.len())?;
    if !scheme.eq_ignore_ascii_case(SCHEME) {
        return None;
    }
    let (place, slug) = link[SCHEME.len()..]
        .split_once('#')
        .unwrap_or((&link[SCHEME.len()..], ""));
    let (library, path) = place.split_once('/')?;
    let library = percent::decode(library).into_owned();
    let path = percent::decode(path).into_owned();
    (!library.is_empty() && !path.is_empty()).then(|| Address {
        library,
        path,
        slug: percent::decode(slug).into_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(link: &str, expected: Option<(&str, &str, &str)>) {
        let found = parse(link);
        let found = found.as_ref().map(|address| {
            (
                address.library.as_str(),
                address.path.as_str(),
                address.slug.as_str(),
            )
        });
        assert_eq!(found, expected, "{link}");
    }

    #[test]
    fn a_link_is_taken_apart() {
        check(
            "drillbook://ab12/docs/a.md#steps",
            Some(("ab12", "docs/a.md", "steps")),
        );
        check(
            "DRILLBOOK://my%20team/a%23b.md",
            Some(("my team", "a#b.md", "")),
        );
        check(
            " drillbook://x/a.md#caf%C3%A9\n",
            Some(("x", "a.md", "café")),
        );
    }

    #[test]
    fn what_is_no_link_of_ours_is_refused() {
        for link in [
            "",
            "drillbook:",
            "drillbook://",
            "drillbook://x",
            "drillbook://x/",
            "drillbook:///a.md",
            "https://x/a.md",
            "file:///etc/passwd",
            "drillbook:x/a.md",
            "drillbook://x/a\n.md",
        ] {
            check(link, None);
        }
        check(&format!("drillbook://x/{}", "a".repeat(5000)), None);
    }
}
