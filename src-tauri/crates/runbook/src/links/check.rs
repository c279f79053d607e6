//! What is wrong with a document's links.

use super::{LinkMap, Target};
use crate::{Link, LinkKind};
use drillbook_text::{Code, Diagnostic, Severity, suggest};

/// Checks `links`, the links and images of the document at `path`, against what `map` knows.
pub fn check_links(path: &str, links: &[Link], map: &LinkMap) -> Vec<Diagnostic> {
    links
        .iter()
        .filter_map(|link| check(path, link, map))
        .collect()
}

fn check(path: &str, link: &Link, links: &LinkMap) -> Option<Diagnostic> {
    let found = |code, severity| {
        let diagnostic = Diagnostic::new(code, severity, Some(link.span));
        Some(diagnostic.with("target", link.target.as_str()))
    };
    let image = link.kind == LinkKind::Image;
    match links.resolve(path, &link.target) {
        Target::Dead { .. } if image => found(Code::ImageDead, Severity::Warning),
        Target::Dead { .. } => found(Code::LinkDead, Severity::Warning),
        Target::Dropped => found(Code::LinkUnsafe, Severity::Warning),
        Target::Document {
            path,
            anchor: Some(anchor),
            anchor_found: false,
            ..
        } => {
            let known = links.anchors(&path).iter().map(String::as_str);
            let nearest = suggest::nearest(&anchor, known).unwrap_or_default();
            let diagnostic = found(Code::AnchorDead, Severity::Warning)?;
            Some(diagnostic.with("anchor", anchor).with("nearest", nearest))
        }
        Target::Document {
            path,
            case_differs: true,
            ..
        }
        | Target::File {
            path,
            case_differs: true,
        } => found(Code::LinkCase, Severity::Info).map(|diagnostic| diagnostic.with("found", path)),
        _ => None,
    }
}
