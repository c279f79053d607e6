//! What would mend a finding: changes of the text that are sure to help, for a button beside it.

use super::ask::Subject;
use super::units;
use crate::wire::{EditChange, EditFix};
use drillbook_runbook::{Link, address_span};
use drillbook_text::{Code, Diagnostic, Span};

/// What would mend the finding; nothing where a person has to think.
pub(super) fn fixes(asked: &Subject<'_>, found: &Diagnostic) -> Vec<EditFix> {
    let argument = |name: &str| {
        let found = found.args.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let fix = match found.code {
        Code::LinkCase => lead_to(asked, found, argument("found")),
        Code::LinkDead | Code::ImageDead => {
            moved(asked, found).and_then(|path| lead_to(asked, found, &path))
        }
        Code::AnchorDead => to_heading(asked, found, argument("nearest")),
        _ => None,
    };
    fix.into_iter().collect()
}

/// The link leads to `path`, and is written as it is.
fn lead_to(asked: &Subject<'_>, found: &Diagnostic, path: &str) -> Option<EditFix> {
    let (link, span) = link(asked, found)?;
    let links = asked.session.links();
    let address = links.address(asked.id, path, &link.target)?;
    Some(fix(asked, ("fix_link", "path", path), span, address))
}

/// The link leads to the heading that is most like the one it names.
fn to_heading(asked: &Subject<'_>, found: &Diagnostic, nearest: &str) -> Option<EditFix> {
    let (link, span) = link(asked, found)?;
    let (path, _) = link
        .target
        .split_once('#')
        .filter(|_| !nearest.is_empty())?;
    let address = format!("{path}#{nearest}");
    Some(fix(
        asked,
        ("fix_heading", "heading", nearest),
        span,
        address,
    ))
}

/// The one file whose path ends as the dead address does.
fn moved(asked: &Subject<'_>, found: &Diagnostic) -> Option<String> {
    let (link, _) = link(asked, found)?;
    let path = link.target.split(['#', '?']).next()?;
    let name = path.rsplit('/').next().filter(|name| !name.is_empty())?;
    let catalogue = asked.session.catalogue();
    let known = catalogue.records.keys().chain(&catalogue.files);
    let mut alike = known.filter(|known| {
        let last = known.rsplit('/').next().unwrap_or_default();
        last.eq_ignore_ascii_case(name)
    });
    match (alike.next(), alike.next()) {
        (Some(only), None) => Some(only.clone()),
        _ => None,
    }
}

/// The link that the finding is about, and where its address stands. A wiki link is left to its author.
fn link<'a>(asked: &'a Subject<'_>, found: &Diagnostic) -> Option<(&'a Link, Span)> {
    let links = &asked.document.links;
    let link = links.iter().find(|link| Some(link.span) == found.span)?;
    let span = address_span(asked.text, link)?;
    Some((link, span))
}

fn fix(
    asked: &Subject<'_>,
    (key, name, value): (&str, &str, &str),
    span: Span,
    insert: String,
) -> EditFix {
    let (from, to) = units(asked.index, span);
    EditFix {
        label: asked.session.messages().text(key, &[(name, value)]),
        changes: vec![EditChange { from, to, insert }],
    }
}
