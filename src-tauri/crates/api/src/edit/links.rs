//! What a link or a picture could lead to, while its address is typed.

use super::Answer;
use crate::App;
use crate::document::{media_type, parsed};
use crate::session::Session;
use crate::wire::{EditLink, EditLinkKind, EditLinksRequest};
use drillbook_runbook::{Target, encoded, relative};
use drillbook_text::fold::fold;

/// How many are offered.
const MOST: usize = 50;

/// Characters of a query that are looked at.
const LONGEST: usize = 200;

impl App {
    /// Documents by title and path, headings behind `#`, pictures by name; the likeliest first.
    pub fn edit_links(&self, request: &EditLinksRequest) -> Answer<Vec<EditLink>> {
        let session = self.editable(&request.document)?;
        let query: String = request.query.chars().take(LONGEST).collect();
        Ok(match (request.kind, query.split_once('#')) {
            (EditLinkKind::Image, _) => images(&session, &request.document, &query),
            (EditLinkKind::Link, None) => documents(&session, &request.document, &query),
            (EditLinkKind::Link, Some((path, heading))) => {
                headings(&session, &request.document, path, heading)
            }
        })
    }
}

fn documents(session: &Session, from: &str, query: &str) -> Vec<EditLink> {
    let catalogue = session.catalogue();
    let all = catalogue.records.iter().filter(|(id, _)| *id != from);
    let all = all.map(|(id, record)| (record.title.as_str(), id.as_str()));
    let found = best(all, query);
    found
        .into_iter()
        .map(|(title, id)| EditLink {
            insert: encoded(&relative(from, id), false),
            label: title.to_owned(),
            detail: id.to_owned(),
        })
        .collect()
}

fn images(session: &Session, from: &str, query: &str) -> Vec<EditLink> {
    let catalogue = session.catalogue();
    let pictures = catalogue.files.iter();
    let pictures = pictures.filter(|path| media_type(path).is_some());
    let all = pictures.map(|path| (path.rsplit('/').next().unwrap_or(path), path.as_str()));
    best(all, query)
        .into_iter()
        .map(|(name, path)| EditLink {
            insert: encoded(&relative(from, path), false),
            label: name.to_owned(),
            detail: path.to_owned(),
        })
        .collect()
}

/// The headings of the document that `path` leads to or names, or of this one; those that are saved.
fn headings(session: &Session, from: &str, path: &str, heading: &str) -> Vec<EditLink> {
    let (id, address) = match path {
        "" => (from.to_owned(), String::new()),
        path => match session.links().resolve(from, path) {
            Target::Document { path: id, .. } => (id, path.to_owned()),
            _ => match documents(session, from, path).into_iter().next() {
                Some(first) => (first.detail, first.insert),
                None => return Vec::new(),
            },
        },
    };
    let Ok(document) = parsed(session, &id) else {
        return Vec::new();
    };
    let sections = document
        .sections
        .iter()
        .filter(|section| !section.slug.is_empty());
    let all = sections.map(|section| (section.heading.as_str(), section.slug.as_str()));
    let found = best_in_order(all, heading);
    found
        .into_iter()
        .map(|(text, slug)| EditLink {
            insert: format!("{address}#{slug}"),
            label: text.to_owned(),
            detail: id.clone(),
        })
        .collect()
}

/// Those that have every word of the query in their label or detail: by where in the label it stands, then by label.
fn best<'a>(all: impl Iterator<Item = (&'a str, &'a str)>, query: &str) -> Vec<(&'a str, &'a str)> {
    let mut ranked: Vec<_> = ranked(all, query).collect();
    ranked.sort_by_cached_key(|(rank, (label, detail))| (*rank, fold(label), *detail));
    ranked
        .into_iter()
        .take(MOST)
        .map(|(_, each)| each)
        .collect()
}

/// The same, in the order in which they stand.
fn best_in_order<'a>(
    all: impl Iterator<Item = (&'a str, &'a str)>,
    query: &str,
) -> Vec<(&'a str, &'a str)> {
    ranked(all, query)
        .take(MOST)
        .map(|(_, each)| each)
        .collect()
}

fn ranked<'a>(
    all: impl Iterator<Item = (&'a str, &'a str)>,
    query: &str,
) -> impl Iterator<Item = (u8, (&'a str, &'a str))> {
    let query = fold(query.trim());
    all.filter_map(move |(label, detail)| {
        let (folded, path) = (fold(label), fold(detail));
        let has = |word: &str| folded.contains(word) || path.contains(word);
        if !query.split_whitespace().all(has) {
            return None;
        }
        let rank = if folded.starts_with(&query) {
            0
        } else if folded.contains(&query) {
            1
        } else if path.contains(&query) {
            2
        } else {
            3
        };
        Some((rank, (label, detail)))
    })
}
