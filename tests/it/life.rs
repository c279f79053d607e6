//! The life of documents: read and signed, asked again after a material change, approved by those who may, reviewed, and what
//! a library asks for on a day.

use drillbook_api::wire::{
    ChangeClass, DocumentLife, DocumentRequest, DocumentStatus, LifeAct, LifeActRequest, Person,
    Upkeep,
};
use drillbook_api::{App, Paths, Silent};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

const SETTINGS: &str = "[[people]]\nid = \"ayu\"\nname = \"Ayu Lestari\"\ngroups = [\"sre\"]\n\
    [[people]]\nid = \"budi\"\nname = \"Budi Hartono\"\ngroups = [\"sre\", \"ops\"]\n\
    [approval]\napprovers = [\"ops\"]\n";

const SOP: &str = "---\n# kept\ntitle: Change a disk\nstatus: in-review\nowner: sre\nreaders: [sre]\nlast_reviewed: 2026-01-01\nreview_interval: 6 months # twice a year\n---\n# Change a disk\n\n1. Stop the service.\n";

struct Scene {
    folder: TempDir,
}

impl Scene {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let own = [("drillbook.toml", SETTINGS)];
        for (path, text) in own.iter().chain(files) {
            let path = folder.path().join("library").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self { folder }
    }

    fn path(&self, id: &str) -> PathBuf {
        self.folder.path().join("library").join(id)
    }

    fn text(&self, id: &str) -> String {
        fs::read_to_string(self.path(id)).unwrap()
    }

    fn replace(&self, id: &str, from: &str, to: &str) {
        let text = self.text(id);
        assert!(text.contains(from), "{text}");
        fs::write(self.path(id), text.replace(from, to)).unwrap();
    }

    /// The library as this person has it open: everybody has a data folder of their own.
    fn of(&self, name: &str) -> App {
        self.at(&name.replace(' ', "-"), name)
    }

    /// The same in the data folder `home`: one that nobody has used yet reads the library as it is now.
    fn at(&self, home: &str, name: &str) -> App {
        let home = self.folder.path().join(home);
        let app = App::new(Paths::below(&home), None, Arc::new(Silent));
        app.open_once(&self.folder.path().join("library")).unwrap();
        let person = Person {
            name: name.to_owned(),
            chosen: true,
        };
        app.save_person(&person).unwrap();
        app
    }

    fn records(&self, kind: &str) -> usize {
        let folder = self.path(&format!("records/{kind}"));
        fs::read_dir(folder).map_or(0, Iterator::count)
    }
}

fn life(app: &App, id: &str) -> DocumentLife {
    app.life(&DocumentRequest { id: id.to_owned() }).unwrap()
}

/// The act, on what the document says now; the sentence where it is refused.
fn act(app: &App, id: &str, act: LifeAct) -> Result<DocumentLife, String> {
    let request = LifeActRequest {
        document: id.to_owned(),
        content: life(app, id).content,
        act,
    };
    app.act_in_life(&request).map_err(|error| error.message)
}

fn become_(status: DocumentStatus, change: Option<ChangeClass>) -> LifeAct {
    LifeAct::Status {
        status,
        change,
        note: String::new(),
    }
}

/// A review of the document, which says what sort of change it was.
fn review(app: &App, change: ChangeClass) {
    let change = Some(change);
    act(app, "disk.md", LifeAct::Review { change }).unwrap();
}

/// Status, whether I am asked, and each signature.
fn shown(life: &DocumentLife) -> String {
    let status = life
        .status
        .map_or_else(|| "-".to_owned(), |status| format!("{status:?}"));
    let asked = if life.to_sign {
        "asks me"
    } else {
        "asks me not"
    };
    let each = life
        .signatures
        .iter()
        .map(|row| match (row.holds, row.again) {
            (true, _) => format!("{} signed", row.person),
            (_, Some(class)) => format!("{} again ({class:?})", row.person),
            _ => format!("{} not yet", row.person),
        });
    let each: Vec<String> = each.collect();
    format!("{status}, {asked}; {}", each.join(", "))
}

/// The queue with its reasons, and my reading list.
fn asks(upkeep: &Upkeep) -> String {
    let codes = |row: &drillbook_api::wire::UpkeepRow| {
        let codes: Vec<&str> = row
            .reasons
            .iter()
            .map(|reason| reason.code.as_str())
            .collect();
        let mine = if row.mine { "mine " } else { "" };
        format!("{mine}{}: {}", row.document, codes.join(" "))
    };
    let mut lines: Vec<String> = upkeep.queue.iter().map(codes).collect();
    lines.extend(
        upkeep
            .reading
            .iter()
            .map(|row| format!("read {} {:?}", row.document, row.again)),
    );
    lines.extend(upkeep.problems.iter().map(|problem| problem.path.clone()));
    lines.join("\n")
}

#[test]
fn approved_signed_and_asked_again_after_a_material_change_only() {
    let scene = Scene::new(&[("disk.md", SOP)]);
    let (ayu, budi) = (scene.of("Ayu Lestari"), scene.of("Budi Hartono"));
    // Nobody is asked before it is in force, and only those who may approve it.
    assert_eq!(shown(&life(&ayu, "disk.md")), "InReview, asks me not; ");
    let approve = |change| become_(DocumentStatus::Approved, change);
    assert_eq!(
        act(&ayu, "disk.md", approve(None)).unwrap_err(),
        "Others are named to approve this document"
    );
    act(&budi, "disk.md", approve(None)).unwrap();
    assert!(
        scene
            .text("disk.md")
            .starts_with("---\n# kept\ntitle: Change a disk\nstatus: approved\nowner: sre\n")
    );

    let signed = act(&ayu, "disk.md", LifeAct::Sign).unwrap();
    assert_eq!(
        shown(&signed),
        "Approved, asks me not; Ayu Lestari signed, Budi Hartono not yet"
    );
    assert_eq!(
        shown(&life(&budi, "disk.md")),
        "Approved, asks me; Ayu Lestari signed, Budi Hartono not yet"
    );
    asks_again_for_what_matters_only(&scene, &ayu, &budi);
    assert_eq!((scene.records("acks"), scene.records("reviews")), (1, 3));
}

/// The second half of the test above: what happens to a signature when the file changes.
fn asks_again_for_what_matters_only(scene: &Scene, ayu: &App, budi: &App) {
    // Front matter, line endings and blank lines at the end ask nobody again.
    scene.replace("disk.md", "owner: sre", "owner: ops");
    fs::write(
        scene.path("disk.md"),
        scene.text("disk.md").replace('\n', "\r\n") + "\r\n\r\n",
    )
    .unwrap();
    assert!(life(ayu, "disk.md").signatures[0].holds);

    // Wording: said so at the review.
    scene.replace("disk.md", "Stop the service", "Stop this service");
    assert!(life(ayu, "disk.md").to_sign);
    review(budi, ChangeClass::Wording);
    assert_eq!(
        shown(&life(ayu, "disk.md")),
        "Approved, asks me not; Ayu Lestari signed, Budi Hartono not yet"
    );
    // Safety: asked again, and told so.
    scene.replace(
        "disk.md",
        "Stop this service",
        "Unplug it, then stop this service",
    );
    review(budi, ChangeClass::Safety);
    assert_eq!(
        shown(&life(ayu, "disk.md")),
        "Approved, asks me; Ayu Lestari again (Safety), Budi Hartono not yet"
    );
    let later = scene.at("later", "Ayu Lestari");
    let asked = asks(&later.upkeep_on("2026-02-01").unwrap());
    assert_eq!(asked.lines().last(), Some("read disk.md Some(Safety)"));
}

#[test]
fn a_status_goes_its_way_and_no_other() {
    let scene = Scene::new(&[("a.md", "# A\n"), ("b.md", "{\"title\": \"B\"}\n# B\n")]);
    let budi = scene.of("Budi Hartono");
    let refused = act(&budi, "a.md", become_(DocumentStatus::Approved, None)).unwrap_err();
    assert_eq!(
        refused,
        "The document cannot go from how it stands now to this"
    );
    for status in [
        DocumentStatus::Draft,
        DocumentStatus::InReview,
        DocumentStatus::Approved,
        DocumentStatus::Deprecated,
    ] {
        act(&budi, "a.md", become_(status, None)).unwrap();
    }
    assert_eq!(scene.text("a.md"), "---\nstatus: deprecated\n---\n# A\n");
    let refused = act(&budi, "b.md", become_(DocumentStatus::Draft, None)).unwrap_err();
    assert!(refused.contains("an object in braces"), "{refused}");
    assert_eq!(scene.records("reviews"), 4);
}

#[test]
fn nobody_signs_another_text_than_was_read() {
    let scene = Scene::new(&[("disk.md", SOP)]);
    let ayu = scene.of("Ayu Lestari");
    let request = LifeActRequest {
        document: "disk.md".to_owned(),
        content: life(&ayu, "disk.md").content,
        act: LifeAct::Sign,
    };
    scene.replace("disk.md", "Stop", "Never stop");
    let refused = ayu.act_in_life(&request).unwrap_err().message;
    assert_eq!(
        refused,
        "The document says something else by now; read it again first"
    );
    assert_eq!(scene.records("acks"), 0);
}

/// One document for each reason, and some that give none.
const QUEUED: [(&str, &str); 8] = [
    (
        "overdue.md",
        "---\nowner: sre\nlast_reviewed_on: 2026-01-01\nreview_in: 6 months\n---\n# Overdue\n",
    ),
    (
        "soon.md",
        "---\nowner: dba\nnext_review: 2026-11-30\n---\n# Soon\n",
    ),
    ("dead.md", "---\nowner: ops\n---\n# Dead\n[x](gone.md)\n"),
    ("gone.md.txt", "no document"),
    (
        "alert.md",
        "---\nowner: dba\nalerts: [GoneAlert]\n---\n# Alert\n",
    ),
    (
        "rules.yml",
        "groups:\n- name: g\n  rules:\n  - alert: Other\n    expr: up == 0\n",
    ),
    (
        "old.md",
        "---\nstatus: deprecated\nnext_review: 2020-01-01\n---\n# Old\n[x](gone.md)\n",
    ),
    (
        "fine.md",
        "---\nowner: sre\nnext_review: 2030-01-01\n---\n# Fine\n",
    ),
];

#[test]
fn who_is_not_listed_is_told_where_there_is_a_list() {
    let check = |settings: &str, known: bool| {
        let scene = Scene::new(&[("drillbook.toml", settings), ("disk.md", SOP)]);
        let upkeep = scene.of("Citra").upkeep_on("2026-11-21").unwrap();
        assert_eq!(upkeep.known, known, "{settings}");
    };
    check("", true);
    check(SETTINGS, false);
}

#[test]
fn the_queue_tells_what_asks_for_upkeep_and_why() {
    let scene = Scene::new(&QUEUED);
    let ayu = scene.of("Ayu Lestari");
    let no = LifeAct::Feedback {
        right: false,
        note: "the host is gone".to_owned(),
    };
    act(&ayu, "fine.md", no).unwrap();
    let upkeep = ayu.upkeep_on("2026-11-21").unwrap();
    assert_eq!(
        asks(&upkeep),
        "mine overdue.md: overdue\n\
         mine fine.md: said-wrong\n\
         alert.md: alerts-gone\n\
         dead.md: dead-links\n\
         soon.md: due-soon"
    );
    let counts = &upkeep.counts;
    assert_eq!(
        (
            counts.overdue,
            counts.soon,
            counts.dead_links,
            counts.alerts_gone,
            counts.said_wrong
        ),
        (1, 1, 1, 1, 1)
    );
    // Reviewed: the date stands under the key in use, and the answer is dealt with.
    act(&ayu, "fine.md", LifeAct::Review { change: None }).unwrap();
    act(&ayu, "overdue.md", LifeAct::Review { change: None }).unwrap();
    let text = scene.text("overdue.md");
    assert!(
        text.contains("last_reviewed_on: 20") && !text.contains("2026-01-01"),
        "{text}"
    );
    assert_eq!(life(&ayu, "fine.md").reasons, []);
}

#[test]
fn damaged_and_newer_records_are_told_and_the_rest_counts() {
    let scene = Scene::new(&[
        ("disk.md", &SOP.replace("in-review", "approved")),
        (
            "records/acks/1-cut.json",
            "{\"format\": \"drillbook.ack/1\", \"docu",
        ),
        (
            "records/acks/2-newer.json",
            "{\"format\": \"drillbook.ack/2\"}",
        ),
    ]);
    let ayu = scene.of("Ayu Lestari");
    let signed = act(&ayu, "disk.md", LifeAct::Sign).unwrap();
    assert_eq!(
        shown(&signed),
        "Approved, asks me not; Ayu Lestari signed, Budi Hartono not yet"
    );
    let problems: Vec<&str> = signed
        .problems
        .iter()
        .map(|problem| problem.path.as_str())
        .collect();
    assert_eq!(
        problems,
        ["records/acks/1-cut.json", "records/acks/2-newer.json"]
    );
    assert!(signed.problems[1].message.contains("drillbook.ack/2"));
}

#[test]
fn a_document_that_moved_keeps_its_signatures() {
    let scene = Scene::new(&[("disk.md", &SOP.replace("in-review", "approved"))]);
    let ayu = scene.of("Ayu Lestari");
    act(&ayu, "disk.md", LifeAct::Sign).unwrap();
    fs::create_dir(scene.path("sops")).unwrap();
    fs::rename(scene.path("disk.md"), scene.path("sops/disk.md")).unwrap();
    assert!(!life(&ayu, "sops/disk.md").to_sign);
}

#[test]
fn hostile_requests_are_refused_and_write_nothing() {
    let scene = Scene::new(&[("disk.md", SOP)]);
    let ayu = scene.of("Ayu Lestari");
    for id in crate::hostile::strings() {
        let request = LifeActRequest {
            document: id.clone(),
            content: id.clone(),
            act: LifeAct::Sign,
        };
        assert!(ayu.act_in_life(&request).is_err());
        assert!(ayu.life(&DocumentRequest { id: id.clone() }).is_err());
        assert!(ayu.upkeep_on(&id).is_err());
    }
    let long = LifeAct::Feedback {
        right: false,
        note: "x".repeat(1_000_000),
    };
    assert!(act(&ayu, "disk.md", long).is_err());
    assert!(!scene.path("records").exists());
}
