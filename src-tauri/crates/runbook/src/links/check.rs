//! What is wrong with a document's links.

use super::{LinkMap, Target};
use crate::{Document, Link, LinkKind};
use drillbook_text::{Code, Diagnostic, Severity, suggest};

/// Checks every link and image of `document`, which [`crate::parse`] made of `text` at `path`.
pub fn check_links(
    path: &str,
    document: &Document,
    text: &str,
    links: &LinkMap,
) -> Vec<Diagnostic> {
    debug_assert!(
        document
            .links
            .iter()
            .all(|link| link.span.end <= text.len()),
        "the model of another text"
    );
    document
        .links
        .iter()
        .filter_map(|link| check(path, link, links))
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
