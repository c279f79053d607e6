//! What people paste into the search: the order of trust, and what is said of it.

use drillbook_api::wire::{AlertSearchRequest, SearchRequest, SearchResponse};
use drillbook_api::{App, Paths, Silent};
use std::fs;
use std::sync::Arc;
use tempfile::TempDir;

const FILES: [(&str, &str); 7] = [
    (
        "drillbook.toml",
        "[[addresses]]\nprefix = \"https://r.example/\"\npath = \"runbooks\"\n",
    ),
    (
        "runbooks/disk-full.md",
        "---\nalerts: [NodeFilesystemFull]\n---\n# The disk is full\n\nClean up.\n\n## Diagnosis\n\nLook.\n",
    ),
    (
        "runbooks/KubePodCrashLooping.md",
        "# A pod restarts\n\nRead the log.\n",
    ),
    (
        "runbooks/database.md",
        "# Database\n\n## OrdersDbDown\n\nStart it.\n\n## OrdersDbSlow\n\nWait.\n",
    ),
    (
        "docs/patroni/README.md",
        "# Patroni\n\nThe disk is full of write-ahead logs. The disk is full.\n\n## Errors\n\nText.\n",
    ),
    ("docs/web/README.md", "# Web\n\nThe shop's front.\n"),
    (
        "mention.md",
        "# Mention\n\nKubePodCrashLooping and OrdersDbDown and NodeFilesystemFull stand here. OrdersDbDown KubePodCrashLooping\n",
    ),
];

struct Scene {
    _folder: TempDir,
    app: App,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in FILES {
            let path = folder.path().join("library").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let paths = Paths::below(&folder.path().join("home"));
        let app = App::new(paths, None, Arc::new(Silent));
        app.open_once(&folder.path().join("library")).unwrap();
        Self {
            _folder: folder,
            app,
        }
    }

    fn search(&self, text: &str) -> SearchResponse {
        let request = SearchRequest {
            query: text.into(),
            limit: 20,
        };
        self.app.search(&request).unwrap()
    }

    /// The first hit and why it was chosen, and what was said of the link.
    fn check(&self, text: &str, expected: &str) {
        let response = self.search(text);
        let first = response.groups.first().and_then(|group| group.hits.first());
        let first = first.map_or_else(String::new, |hit| {
            format!("{}#{} {:?}", hit.document, hit.slug, hit.reason)
        });
        let link = response.alert.and_then(|alert| alert.link);
        let link = match link {
            Some(link) if link.document.is_none() => " (no document)",
            Some(link) if !link.heading_found => " (no heading)",
            _ => "",
        };
        assert_eq!(format!("{first}{link}"), expected, "{text}");
    }
}

#[test]
fn a_link_comes_first() {
    let scene = Scene::new();
    let check = |text: &str, expected: &str| scene.check(text, expected);
    check(
        "https://r.example/disk-full",
        "runbooks/disk-full.md#the-disk-is-full Link",
    );
    check(
        "https://r.example/disk-full#Diagnosis",
        "runbooks/disk-full.md#diagnosis Link",
    );
    check(
        "https://r.example/disk-full#nothing",
        "runbooks/disk-full.md#the-disk-is-full Link (no heading)",
    );
    check(
        "https://gitlab.com/g/r/-/blob/feat/x/docs/patroni/README.md#errors",
        "docs/patroni/README.md#errors Link",
    );
    check("docs/web/README.md", "docs/web/README.md#web Link");
    check(
        "alertname: Some\ntype: patroni\nrunbook: docs/{{ $labels.type }}/README.md\nsummary: pod restarts",
        "docs/patroni/README.md#patroni Link",
    );
    // A link that leads nowhere is said, and the name is looked up.
    check(
        "[FIRING:1] KubePodCrashLooping\nrunbook_url: https://elsewhere.example/gone",
        "runbooks/KubePodCrashLooping.md#a-pod-restarts FileName (no document)",
    );
}

#[test]
fn the_name_comes_before_the_words() {
    let scene = Scene::new();
    let payload = |name: &str, summary: &str| {
        format!(
            r#"{{"alerts":[{{"labels":{{"alertname":"{name}","severity":"page"}},"annotations":{{"summary":"{summary}"}}}}]}}"#
        )
    };
    let first = |name: &str, summary: &str| {
        let response = scene.search(&payload(name, summary));
        let hit = &response.groups[0].hits[0];
        format!("{}#{}", hit.document, hit.slug)
    };
    assert_eq!(
        first("KubePodCrashLooping", "the disk is full"),
        "runbooks/KubePodCrashLooping.md#a-pod-restarts"
    );
    assert_eq!(
        first("OrdersDbDown", "the disk is full"),
        "runbooks/database.md#ordersdbdown"
    );
    assert_eq!(
        first("NodeFilesystemFull", "a pod restarts"),
        "runbooks/disk-full.md#the-disk-is-full"
    );
    assert_eq!(first("QqxyWvuz", "shop's front"), "docs/web/README.md#web");
}

#[test]
fn what_was_understood_is_told() {
    let scene = Scene::new();
    let text = r#"{"status":"firing","alerts":[
        {"status":"firing","labels":{"alertname":"OrdersDbDown","db":"a"},"annotations":{"summary":"s"},"startsAt":"t"},
        {"status":"resolved","labels":{"alertname":"OrdersDbDown","db":"b"}},
        {"labels":{"alertname":"KubePodCrashLooping"}}]}"#;
    let request = |chosen| AlertSearchRequest {
        text: text.to_owned(),
        chosen,
        limit: 20,
    };
    let alert = scene.app.search_alert(&request(0)).unwrap().alert.unwrap();
    let rows: Vec<_> = alert
        .alerts
        .iter()
        .map(|row| format!("{} {} {:?}", row.name, row.details, row.status))
        .collect();
    assert_eq!(
        rows,
        [
            "OrdersDbDown a Some(Firing)",
            "OrdersDbDown b Some(Resolved)",
            "KubePodCrashLooping  Some(Firing)"
        ]
    );
    assert_eq!(
        (alert.total, alert.name.as_str(), alert.started.as_deref()),
        (3, "OrdersDbDown", Some("t"))
    );
    assert_eq!(
        alert
            .labels
            .iter()
            .map(|label| label.value.as_str())
            .collect::<Vec<_>>(),
        ["a"]
    );
    let last = scene.app.search_alert(&request(2)).unwrap();
    assert_eq!(
        last.groups[0].document.id,
        "runbooks/KubePodCrashLooping.md"
    );
    assert!(
        last.alert
            .unwrap()
            .text
            .contains("alertname = KubePodCrashLooping")
    );
    let beyond = scene.app.search_alert(&request(99)).unwrap();
    assert_eq!(beyond.alert.unwrap().chosen, 2);
}

#[test]
fn other_texts_are_searched_by_their_words() {
    let scene = Scene::new();
    for text in [
        "disk full",
        "kind:runbook pod",
        "error: disk full",
        "KubePodCrashLooping",
        "",
        "{}",
        "[FIRING:1] disk full",
    ] {
        assert!(scene.search(text).alert.is_none(), "{text}");
    }
    let long = format!(
        "{{\"alerts\":[{{\"labels\":{{\"alertname\":\"KubePodCrashLooping\",\"x\":\"{}\"}}}}]}}",
        "y ".repeat(4000)
    );
    scene.check(
        &long,
        "runbooks/KubePodCrashLooping.md#a-pod-restarts FileName",
    );
    scene.check(&"\"tag: -".repeat(60_000), "");
}

#[test]
fn says_none_where_no_document_bears_the_name() {
    let scene = Scene::new();
    let check = |text: &str, none: bool| assert_eq!(scene.search(text).none, none, "{text}");
    check(
        "alertname: RedisReplicaGone\nseverity: page\nsummary: The disk is full",
        true,
    );
    check("alertname: KubePodCrashLooping\nseverity: page", false);
    // The front matter of a document names it, whatever its words are.
    check("alertname: NodeFilesystemFull\nseverity: page", false);
    check("alertname: node_filesystem_full\nseverity: page", false);
    // A link that has a document is an answer.
    check(
        "alertname: RedisReplicaGone\nrunbook_url: docs/web/README.md",
        false,
    );
}
