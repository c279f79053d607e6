//! Where a new document would stand, and whom and what the library knows to name in it.

use crate::session::Session;
use crate::wire::NewRequest;
use drillbook_runbook::Kind;
use drillbook_runbook::template::{file_name, folder};
use std::collections::{BTreeMap, BTreeSet};

/// Folders, owners and services that are offered.
const MOST: usize = 500;

/// Where a document would stand.
pub(super) struct Placed {
    pub(super) folder: String,
    pub(super) file: String,
    pub(super) path: String,
}

/// Where the person wants the document; what they did not say is proposed.
pub(super) fn of(session: &Session, request: &NewRequest, kind: Kind) -> Placed {
    let chosen = request.folder.as_deref();
    let folder = chosen.map_or_else(
        || usual_folder(session, kind),
        |folder| folder.trim().trim_matches('/').to_owned(),
    );
    let chosen = request.file.as_deref().map(str::trim);
    let file = chosen.map_or_else(|| file_name(&request.fields.title), named);
    let path = if folder.is_empty() {
        file.clone()
    } else {
        format!("{folder}/{file}")
    };
    Placed { folder, file, path }
}

/// The file's name as it was typed; one without an ending is a Markdown document.
fn named(typed: &str) -> String {
    if typed.is_empty() || typed.contains('.') {
        typed.to_owned()
    } else {
        format!("{typed}.md")
    }
}

/// The folder in which most documents of the kind lie, templates apart; where there are none, the one that they usually have.
fn usual_folder(session: &Session, kind: Kind) -> String {
    let settings = session.settings();
    let catalogue = session.catalogue();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (id, record) in &catalogue.records {
        if record.kind == kind.as_str() && !settings.settings.is_template(id) {
            *counts.entry(folder_of(id)).or_default() += 1;
        }
    }
    let most = counts
        .into_iter()
        .max_by_key(|(folder, count)| (*count, std::cmp::Reverse(*folder)));
    most.map_or_else(|| folder(kind), |(folder, _)| folder)
        .to_owned()
}

/// Every folder in which, or below which, a document lies.
pub(super) fn folders(session: &Session) -> Vec<String> {
    let catalogue = session.catalogue();
    let mut found: BTreeSet<&str> = BTreeSet::new();
    for id in catalogue.records.keys() {
        let mut folder = folder_of(id);
        while !folder.is_empty() && found.insert(folder) {
            folder = folder_of(folder);
        }
    }
    found.into_iter().take(MOST).map(str::to_owned).collect()
}

/// The groups and people of the team, and who keeps documents already.
pub(super) fn owners(session: &Session) -> Vec<String> {
    let settings = session.settings();
    let people = &settings.settings.people;
    let groups: BTreeSet<&String> = people.iter().flat_map(|person| &person.groups).collect();
    let ids: BTreeSet<&String> = people.iter().map(|person| &person.id).collect();
    let catalogue = session.catalogue();
    let written = catalogue.records.values().flat_map(|record| &record.owner);
    let written: BTreeSet<&str> = written.flat_map(|owner| owner.split(", ")).collect();
    let known = |owner: &&str| !groups.iter().chain(&ids).any(|known| *known == owner);
    let others = written.iter().copied().filter(known);
    let named = groups.iter().chain(&ids).map(|name| name.as_str());
    named.chain(others).take(MOST).map(str::to_owned).collect()
}

/// The services that documents concern.
pub(super) fn services(session: &Session) -> Vec<String> {
    let catalogue = session.catalogue();
    let services = catalogue
        .records
        .values()
        .flat_map(|record| &record.service);
    let found: BTreeSet<&str> = services.flat_map(|service| service.split(", ")).collect();
    found.into_iter().take(MOST).map(str::to_owned).collect()
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
