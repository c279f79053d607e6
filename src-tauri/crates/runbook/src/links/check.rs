//! What is wrong with a document's links.

use super::{LinkMap, Target, candidates};
use crate::{Link, LinkKind};
use drillbook_text::{Code, Diagnostic, Severity, suggest};

/// Checks `links`, the links and images of the document at `path`, against what `map` knows. `own` are the document's anchors
/// as it reads now, which the map need not know yet.
pub fn check_links(path: &str, links: &[Link], own: &[String], map: &LinkMap) -> Vec<Diagnostic> {
    links
        .iter()
        .filter_map(|link| check(path, link, own, map))
        .collect()
}

fn check(from: &str, link: &Link, own: &[String], links: &LinkMap) -> Option<Diagnostic> {
    let found = |code, severity| {
        let diagnostic = Diagnostic::new(code, severity, Some(link.span));
        Some(diagnostic.with("target", link.target.as_str()))
    };
    let image = link.kind == LinkKind::Image;
    match links.resolve(from, &link.target) {
        Target::Dead { .. } if image => found(Code::ImageDead, Severity::Warning),
        Target::Dead { .. } => found(Code::LinkDead, Severity::Warning),
        Target::Dropped => found(Code::LinkUnsafe, Severity::Warning),
        Target::Document {
            path,
            anchor: Some(anchor),
            anchor_found,
            ..
        } if path == from || !anchor_found => {
            let known = if path == from {
                own
            } else {
                links.anchors(&path)
            };
            if candidates::anchor(known, &anchor).is_some() {
                return None;
            }
            let known = known.iter().map(String::as_str);
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
