//! A made-up library, the same in every run.

use crate::must;
use std::fmt::Write as _;
use std::fs;
use tempfile::TempDir;

const WORDS: [&str; 48] = [
    "node",
    "disk",
    "queue",
    "alert",
    "pod",
    "restart",
    "latency",
    "replica",
    "failover",
    "certificate",
    "expired",
    "ingress",
    "backlog",
    "consumer",
    "database",
    "primary",
    "lag",
    "snapshot",
    "restore",
    "rollback",
    "deploy",
    "canary",
    "memory",
    "pressure",
    "eviction",
    "volume",
    "mount",
    "timeout",
    "upstream",
    "gateway",
    "token",
    "rotate",
    "secret",
    "quota",
    "threshold",
    "dashboard",
    "escalate",
    "owner",
    "check",
    "verify",
    "drain",
    "cordon",
    "scale",
    "throttle",
    "partition",
    "leader",
    "election",
    "heartbeat",
];
const SECTIONS: usize = 10;

/// Writes `count` documents of ten sections, a hundred to a folder.
///
/// # Panics
/// When they cannot be written.
pub fn library(count: usize) -> TempDir {
    let folder = must(tempfile::tempdir(), "making a library");
    let mut random = Random(1);
    for number in 0..count {
        let path = folder.path().join(path(number));
        let group = path.parent().unwrap_or(folder.path());
        must(fs::create_dir_all(group), "making a library");
        let text = document(number, &mut random);
        must(fs::write(path, text), "writing a document");
    }
    folder
}

/// Where in the library the document of this number stands.
pub fn path(number: usize) -> String {
    format!("service-{:03}/document-{number:05}.md", number / 100)
}

fn document(number: usize, random: &mut Random) -> String {
    let mut text = format!(
        "---\ntags: [{}]\n---\n\n# {} {number}\n\n",
        random.word(),
        random.words(3)
    );
    for _ in 0..SECTIONS - 1 {
        let _ = write!(text, "## {}\n\n{}.\n\n", random.words(4), random.words(60));
        let _ = write!(
            text,
            "1. {}\n\n   ```sh\n   kubectl get {} -n {}\n   ```\n\n",
            random.words(8),
            random.word(),
            random.word()
        );
    }
    text
}

/// A linear congruential generator: no randomness of quality is needed, only the same each time.
struct Random(u64);

impl Random {
    fn word(&mut self) -> &'static str {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let index = usize::try_from(self.0 >> 33).unwrap_or(0) % WORDS.len();
        WORDS.get(index).copied().unwrap_or("node")
    }

    fn words(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| self.word())
            .collect::<Vec<_>>()
            .join(" ")
    }
}
