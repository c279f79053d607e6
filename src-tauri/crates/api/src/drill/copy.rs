//! A scenario that came with the app, copied into the open library: there it can be changed. What was shipped stays as it is.

use super::Answer;
use super::catalogue::Found;
use crate::App;
use crate::scenario::files::Place;
use crate::session::Session;
use crate::wire::{DocumentCreated, ErrorCode, ScenarioRequest, WireError};
use drillbook_drill as drill;
use drillbook_library::{Error, SCENARIOS};
use std::io;

/// Names that are tried for the folder of a copy.
const TRIES: u32 = 1_000;

impl App {
    /// Copies a shipped scenario with its translations, its story and the commands that it shares; answers with the file of
    /// the copy. Nothing takes the place of anything: the copy has a folder and an id of its own.
    pub fn copy_scenario(&self, request: &ScenarioRequest) -> Answer<DocumentCreated> {
        let session = self.opened()?;
        let mut found = self.scenarios_found().into_iter();
        let found = found.find(|found| found.key == request.scenario);
        let found = found.ok_or_else(|| self.error(ErrorCode::ScenarioNotFound, &[]))?;
        let copied = copy(&session, &found);
        let (files, confirmed) =
            copied.map_err(|error| WireError::of_library(self.messages(), &error))?;
        let document = files.first().cloned().unwrap_or_default();
        session.look_again(files);
        Ok(DocumentCreated {
            document,
            confirmed,
        })
    }
}

/// The ids of the new files, the scenario's own first, and whether the disk confirmed all of them.
fn copy(session: &Session, found: &Found) -> Result<(Vec<String>, bool), Error> {
    let place = &found.place;
    let folders: Vec<&str> = place.id.rsplit('/').collect();
    let name = free(session, folders.get(1).copied().unwrap_or("scenario"));
    let main = text(place)?;
    let mut copies = vec![(
        format!("{SCENARIOS}{name}/scenario.yaml"),
        drill::with_id(&main, &name),
    )];
    for beside in place.companions() {
        let file = beside.id.rsplit('/').next().unwrap_or_default();
        copies.push((format!("{SCENARIOS}{name}/{file}"), text(&beside)?));
    }
    let mut confirmed = true;
    if let Some((system, _)) = drill::system_of(&main) {
        let shared = text(&place.system(&system))?;
        let id = format!("{SCENARIOS}{system}.system.yaml");
        match session.root.create(&id, shared.as_bytes()) {
            Ok(written) => confirmed &= written.sure().is_ok(),
            // The library has one that is called so: the copy uses it, as its other scenarios do.
            Err(Error::Taken { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    for (id, text) in &copies {
        let written = session.root.create(id, text.as_bytes())?;
        confirmed &= written.sure().is_ok();
    }
    Ok((copies.into_iter().map(|(id, _)| id).collect(), confirmed))
}

/// `<name>-copy`, or the first of `<name>-copy-2` and so on that no folder of the library has.
fn free(session: &Session, name: &str) -> String {
    let taken = |name: &str| {
        let folder = session.root.path().join(SCENARIOS).join(name);
        folder.symlink_metadata().is_ok()
    };
    let names = (1..TRIES).map(|nth| match nth {
        1 => format!("{name}-copy"),
        nth => format!("{name}-copy-{nth}"),
    });
    let mut free = names.filter(|name| !taken(name));
    free.next().unwrap_or_else(|| format!("{name}-copy"))
}

fn text(place: &Place) -> Result<String, Error> {
    let limit = u64::try_from(drillbook_text::yaml::MAX_BYTES).unwrap_or(u64::MAX);
    let file = place.root.read(&place.id, limit)?;
    String::from_utf8(file.bytes).map_err(|problem| Error::Unreadable {
        id: place.id.clone(),
        source: io::Error::new(io::ErrorKind::InvalidData, problem),
    })
}
