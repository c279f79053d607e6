//! Who committed a signature: what git says of it, in a repository that the person trusts and in no other.

use crate::git::{bare, git, settle};
use drillbook_api::wire::{
    DocumentRequest, GitTrustRequest, LifeAct, LifeActRequest, Person, SignatureProof,
};
use drillbook_api::{App, Paths, Silent};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

const SETTINGS: &str = "[[people]]\nid = \"ayu\"\nname = \"Ayu\"\nemail = \"Ayu@team.example\"\ngroups = [\"sre\"]\n\
    [[people]]\nid = \"budi\"\nname = \"Budi\"\nemail = \"budi@team.example\"\ngroups = [\"sre\"]\n\
    [[people]]\nid = \"citra\"\nname = \"Citra\"\ngroups = [\"sre\"]\n";

const SOP: &str =
    "---\nstatus: approved\nreaders: [sre]\n---\n# Change a disk\n\n1. Stop the service.\n";

/// A clone of a team's repository with one document to sign in it.
struct Scene {
    folder: TempDir,
    /// What is pushed to; it stays for as long as the clone.
    _bare: TempDir,
}

impl Scene {
    fn new() -> Option<Self> {
        let bare = bare()?;
        let folder = tempfile::tempdir().unwrap();
        let from = bare.path().join("team.git").to_string_lossy().into_owned();
        assert!(git(folder.path(), &["clone", "-q", &from, "library"]));
        let scene = Self {
            folder,
            _bare: bare,
        };
        settle(&scene.library(), "Ayu");
        fs::write(scene.library().join("drillbook.toml"), SETTINGS).unwrap();
        fs::write(scene.library().join("disk.md"), SOP).unwrap();
        scene.commit("ayu@team.example");
        Some(scene)
    }

    fn library(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    /// Commits everything, as somebody with this address.
    fn commit(&self, address: &str) {
        let library = self.library();
        assert!(git(&library, &["config", "user.email", address]));
        assert!(git(&library, &["add", "."]));
        assert!(git(&library, &["commit", "-qm", "Work"]));
    }

    /// The library as this person has it open, in a data folder of their own.
    fn of(&self, name: &str) -> App {
        let home = self.folder.path().join(name);
        let app = App::new(Paths::below(&home), None, Arc::new(Silent));
        app.open_once(&self.library()).unwrap();
        let person = Person {
            name: name.to_owned(),
            chosen: true,
        };
        app.save_person(&person).unwrap();
        app
    }

    fn records(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.library().join("records/acks")).unwrap();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    }
}

fn trust(app: &App) {
    let key = app.git_view().unwrap().trust.key;
    app.git_trust(&GitTrustRequest { key }).unwrap();
}

fn sign(app: &App) {
    let id = "disk.md".to_owned();
    let life = app.life(&DocumentRequest { id }).unwrap();
    app.act_in_life(&LifeActRequest {
        document: life.document,
        content: life.content,
        act: LifeAct::Sign,
    })
    .unwrap();
}

/// What git says of each signature that there is.
fn check(app: &App, expected: &[(&str, Option<SignatureProof>, Option<&str>)]) {
    let id = "disk.md".to_owned();
    let life = app.life(&DocumentRequest { id }).unwrap();
    let signed = life.signatures.iter().filter(|row| row.signed.is_some());
    let told: Vec<_> = signed
        .map(|row| (row.person.as_str(), row.proof, row.committed_by.as_deref()))
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn a_signature_is_verified_by_whoever_committed_its_record() {
    let Some(scene) = Scene::new() else { return };
    let ayu = scene.of("Ayu");
    sign(&ayu);
    // Nobody said yes to this repository: git is not asked.
    check(&ayu, &[("Ayu", None, None)]);
    trust(&ayu);
    let uncommitted = Some(SignatureProof::NotCommitted);
    check(&ayu, &[("Ayu", uncommitted, None)]);
    // Addresses are the same whatever their case.
    scene.commit("ayu@Team.example");
    let by_ayu = Some("Ayu <ayu@Team.example>");
    check(&ayu, &[("Ayu", Some(SignatureProof::Same), by_ayu)]);

    // Somebody signs in the name of another, and somebody of whom the list has no address.
    sign(&scene.of("Budi"));
    sign(&scene.of("Citra"));
    scene.commit("ayu@Team.example");
    check(
        &ayu,
        &[
            ("Ayu", Some(SignatureProof::Same), by_ayu),
            ("Budi", Some(SignatureProof::Other), by_ayu),
            ("Citra", Some(SignatureProof::NoAddress), by_ayu),
        ],
    );
}

#[test]
fn a_record_that_was_changed_proves_nothing() {
    let Some(scene) = Scene::new() else { return };
    let ayu = scene.of("Ayu");
    trust(&ayu);
    sign(&ayu);
    scene.commit("ayu@team.example");
    let path = scene.records().remove(0);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("\"Change a disk\"", "\"Other\"")).unwrap();
    let altered = Some(SignatureProof::Altered);
    check(&ayu, &[("Ayu", altered, None)]);
    // Committing the change does not make it right.
    scene.commit("ayu@team.example");
    check(&ayu, &[("Ayu", altered, None)]);
}
