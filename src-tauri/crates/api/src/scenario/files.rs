//! Where scenarios stand: `scenarios/<id>/scenario.yaml`, beside it `scenario.<language>.yaml`, and one folder up the shared
//! `<name>.system.yaml`. Finds and reads them; knows nothing of what they say.

use crate::decode::decode;
use crate::problems;
use crate::session::Session;
use drillbook_library::{Error, FileBytes, Root, SCENARIOS, ScenarioFile, is_document};
use drillbook_text::{Diagnostic as OfFile, yaml};
use std::path::{MAIN_SEPARATOR, Path};

/// The file of a scenario.
const MAIN: &str = "scenario.yaml";

/// A YAML file of a scenario: the folder that it is read through, its id there, and how people call it.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) root: Root,
    pub(crate) id: String,
    pub(crate) shown: String,
}

/// A file's text with what is wrong with the file itself.
pub(crate) struct Content {
    pub(crate) bytes: Vec<u8>,
    pub(crate) text: String,
    /// Not all of the file, or not its own characters.
    pub(crate) damaged: bool,
    pub(crate) found: Vec<OfFile>,
}

/// The scenarios that `path` names: itself, or every one below it. A translation stands for its scenario.
pub(crate) fn scenarios(path: &Path) -> Result<Vec<Place>, Error> {
    if path.is_dir() {
        return below(path, is_scenario);
    }
    let place = Place::named(path)?;
    if is_translation(&place.id) {
        return Ok(vec![place.beside(MAIN)]);
    }
    Ok(vec![place])
}

/// The files that `path` names: itself, or every scenario, translation and shared file below it.
pub(crate) fn all(path: &Path) -> Result<Vec<Place>, Error> {
    if path.is_dir() {
        return below(path, is_any);
    }
    Ok(vec![Place::named(path)?])
}

/// Whether a document stands beside a scenario and tells what really happened: nobody is to find it before they have played.
pub(crate) fn tells_a_story(root: &Root, document: &str) -> bool {
    let beside = document.rsplit_once('/');
    let beside = beside.map(|(folder, _)| format!("{folder}/{MAIN}"));
    document.starts_with(SCENARIOS) && beside.is_some_and(|main| root.read(&main, 1).is_ok())
}

/// The files of a library among `files` that `wanted` takes.
fn of(
    root: &Root,
    files: impl IntoIterator<Item = String>,
    wanted: fn(&str) -> bool,
    prefix: &str,
) -> Vec<Place> {
    let places = files.into_iter().filter(|id| wanted(id)).map(|id| Place {
        root: root.clone(),
        shown: format!("{prefix}{id}"),
        id,
    });
    places.collect()
}

/// The scenarios of a library whose files are `files`.
pub(crate) fn scenarios_of(root: &Root, files: &[String]) -> Vec<Place> {
    of(root, library_files(files), is_scenario, "")
}

/// The files of scenarios of a library whose files are `files`.
pub(crate) fn all_of(root: &Root, files: &[String]) -> Vec<Place> {
    of(root, library_files(files), is_any, "")
}

fn library_files(files: &[String]) -> impl Iterator<Item = String> {
    let inside = files.iter().filter(|id| id.starts_with(SCENARIOS));
    inside.cloned().collect::<Vec<_>>().into_iter()
}

fn below(folder: &Path, wanted: fn(&str) -> bool) -> Result<Vec<Place>, Error> {
    let root = Root::open(folder)?;
    let shown = folder.display().to_string();
    let prefix = match shown.strip_suffix(['/', MAIN_SEPARATOR]).unwrap_or(&shown) {
        "." => String::new(),
        shown => format!("{shown}/"),
    };
    let mut places = of(&root, root.walk().files, wanted, &prefix);
    // What a scenario shares with others stands above its own folder.
    for place in places.iter_mut().filter(|place| !place.id.contains('/')) {
        let (root, id) = Root::around(&folder.join(&place.id))?;
        (place.root, place.id) = (root, id);
    }
    Ok(places)
}

fn name(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

fn is_scenario(id: &str) -> bool {
    ScenarioFile::of(id) == Some(ScenarioFile::Main)
}

fn is_translation(id: &str) -> bool {
    ScenarioFile::of(id) == Some(ScenarioFile::Translation)
}

fn is_any(id: &str) -> bool {
    ScenarioFile::of(id).is_some()
}

impl Place {
    fn named(path: &Path) -> Result<Self, Error> {
        let (root, id) = Root::around(path)?;
        Ok(Self {
            root,
            id,
            shown: path.display().to_string(),
        })
    }

    /// The file `id` of a library.
    pub(crate) fn of_library(root: &Root, id: &str) -> Self {
        Self {
            root: root.clone(),
            shown: id.to_owned(),
            id: id.to_owned(),
        }
    }

    /// The scenario that a translation beside it is of.
    pub(crate) fn main(&self) -> Self {
        self.beside(MAIN)
    }

    /// The first scenario of the library that shares this file with others.
    pub(crate) fn user(&self, session: &Session) -> Option<Self> {
        let files = session.catalogue().files.clone();
        let mut scenarios = scenarios_of(&session.root, &files).into_iter();
        scenarios.find(|scenario| {
            let named = scenario.read().ok();
            let named = named.and_then(|read| drillbook_drill::system_of(&read.text));
            named.is_some_and(|(name, _)| scenario.system(&name).id == self.id)
        })
    }

    /// The file called `name` in the same folder.
    pub(crate) fn beside(&self, name: &str) -> Self {
        Self {
            root: self.root.clone(),
            id: sibling(&self.id, name),
            shown: sibling(&self.shown, name),
        }
    }

    /// The shared file called `system`, one folder up.
    pub(crate) fn system(&self, system: &str) -> Self {
        let name = format!("{system}.system.yaml");
        let above = |path: &str| match path.rsplit_once('/') {
            Some((folder, _)) => sibling(folder, &name),
            None => format!("../{name}"),
        };
        Self {
            root: self.root.clone(),
            id: above(&self.id),
            shown: above(&self.shown),
        }
    }

    /// There is such a file.
    pub(crate) fn is_there(&self) -> bool {
        let files = self.root.files_in(&sibling(&self.id, ""));
        files.iter().any(|file| file == name(&self.id))
    }

    /// The scenario's translations.
    pub(crate) fn translations(&self) -> Vec<Self> {
        let folder = sibling(&self.id, "");
        let files = self.root.files_in(&folder);
        let translations = files.into_iter().filter(|name| is_translation(name));
        translations.map(|name| self.beside(&name)).collect()
    }

    /// What stands beside a scenario and belongs to it: its translations, and the documents that tell its story.
    pub(crate) fn companions(&self) -> Vec<Self> {
        let files = self.root.files_in(&sibling(&self.id, ""));
        let mine = files
            .into_iter()
            .filter(|name| is_translation(name) || is_document(name));
        mine.map(|name| self.beside(&name)).collect()
    }

    /// Every file that people write of the scenario which this one belongs to, this one included; none where it belongs to
    /// none.
    pub(crate) fn family(&self, session: &Session) -> Vec<String> {
        let main = match ScenarioFile::in_library(&self.id) {
            Some(ScenarioFile::System) => self.user(session),
            _ => Some(self.main()).filter(Self::is_there),
        };
        let Some(main) = main.filter(|main| main.id.starts_with(SCENARIOS)) else {
            return Vec::new();
        };
        let read = main.read().ok();
        let system = read.and_then(|read| drillbook_drill::system_of(&read.text));
        let system = system.map(|(name, _)| main.system(&name));
        let system = system.filter(Self::is_there);
        let all = [main.clone()].into_iter().chain(main.companions());
        all.chain(system).map(|place| place.id).collect()
    }

    /// The file's text, as far as scenarios are read.
    pub(crate) fn read(&self) -> Result<Content, OfFile> {
        let limit = u64::try_from(yaml::MAX_BYTES + 1).unwrap_or(u64::MAX);
        let file = self.root.read(&self.id, limit);
        let FileBytes { bytes, cut, .. } =
            file.map_err(|error| problems::unreadable(&error.to_string()))?;
        let decoded = decode(bytes.clone(), cut);
        Ok(Content {
            bytes,
            damaged: cut || !decoded.diagnostics.is_empty(),
            text: decoded.text,
            found: decoded.diagnostics,
        })
    }
}

fn sibling(path: &str, name: &str) -> String {
    match path.rfind(['/', MAIN_SEPARATOR]) {
        Some(at) => format!("{}{name}", &path[..=at]),
        None => name.to_owned(),
    }
}
