//! Coverage of alerts: the rule files of the library, and of folders beside it, against its documents.

use crate::asked::follow;
use crate::catalogue::Record;
use crate::decode::decode;
use crate::problems::{self, sentences};
use crate::session::Session;
use crate::wire::FileProblems;
use drillbook_alerts::{self as alerts, AlertRule, By, Coverage, Followed, Page, PlacedRule};
use drillbook_library::Root;
use serde::Serialize;

/// Bytes of a rule file that are read.
const LARGEST: u64 = 4 * 1024 * 1024;

/// Which alerts have a document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CoverageReport {
    /// Files with alert rules.
    pub files: usize,
    /// Alert rules in them.
    pub rules: usize,
    /// Rules with a document.
    pub covered: Vec<CoveredAlert>,
    /// Alerts without one, each name once.
    pub missing: Vec<MissingAlert>,
    /// Documents for alerts that no rule has.
    pub orphans: Vec<OrphanDocument>,
    /// What is wrong with rule files.
    pub problems: Vec<FileProblems>,
}

/// An alert rule with a document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CoveredAlert {
    /// The alert.
    pub alert: String,
    /// The file of its rule.
    pub file: String,
    /// The rule's line, from 1.
    pub line: u32,
    /// The document.
    pub document: String,
    /// The rule's link leads there; otherwise the document bears the alert's name.
    pub linked: bool,
    /// The heading that the link names is there; true where it names none.
    pub heading_found: bool,
}

/// An alert without a document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MissingAlert {
    /// The alert.
    pub alert: String,
    /// The file of its rule.
    pub file: String,
    /// The rule's line, from 1.
    pub line: u32,
    /// Where its link should have led.
    pub link: Option<String>,
    /// A document for an alert that is gone and was called much like this one.
    pub renamed: Option<String>,
}

/// A document for an alert that no rule has.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OrphanDocument {
    /// The document.
    pub document: String,
    /// The alert it is for.
    pub alert: String,
    /// An alert without a document that is called much like it.
    pub renamed: Option<String>,
}

/// Compares the rules of the library and of `folders` with the library's documents.
pub(crate) fn report(session: &Session, folders: &[Root]) -> CoverageReport {
    let mut read = Read::default();
    let own = session.catalogue().files.clone();
    read.add(session, &session.root, own, "");
    for folder in folders {
        let name = format!("{}/", folder.name());
        read.add(session, folder, folder.walk().files, &name);
    }
    let found = alerts::cover(&read.rules, &pages(session), |alert| {
        let linked = follow(session, alert)?;
        Some(Followed {
            heading_found: linked.anchor_found,
            document: linked.document,
        })
    });
    told(read, found)
}

/// The alert rule of the library that is called `name`.
pub(crate) fn rule(session: &Session, name: &str) -> Option<AlertRule> {
    let mut read = Read::default();
    let own = session.catalogue().files.clone();
    read.add(session, &session.root, own, "");
    let mut rules = read.rules.into_iter().map(|placed| placed.rule);
    rules.find(|rule| rule.name == name)
}

fn told(read: Read, found: Coverage) -> CoverageReport {
    let placed = |at: usize| {
        let placed = &read.rules[at];
        (placed.rule.name.clone(), placed.file.clone(), placed.line)
    };
    let covered = found.covered.into_iter().map(|covered| {
        let (alert, file, line) = placed(covered.rule);
        CoveredAlert {
            alert,
            file,
            line,
            document: covered.document,
            linked: covered.by == By::Link,
            heading_found: covered.heading_found,
        }
    });
    let missing = found.missing.into_iter().map(|missing| {
        let (alert, file, line) = placed(missing.rule);
        MissingAlert {
            alert,
            file,
            line,
            link: missing.link,
            renamed: missing.renamed,
        }
    });
    let orphans = found.orphans.into_iter().map(|orphan| OrphanDocument {
        document: orphan.document,
        alert: orphan.alert,
        renamed: orphan.renamed,
    });
    CoverageReport {
        files: read.files,
        rules: read.rules.len(),
        covered: covered.collect(),
        missing: missing.collect(),
        orphans: orphans.collect(),
        problems: read.problems,
    }
}

#[derive(Default)]
struct Read {
    files: usize,
    rules: Vec<PlacedRule>,
    problems: Vec<FileProblems>,
}

impl Read {
    /// Reads the rule files among `files`; in the report their paths begin with `prefix`.
    fn add(&mut self, session: &Session, root: &Root, files: Vec<String>, prefix: &str) {
        let yaml = files.into_iter().filter(|path| is_yaml(path));
        for path in yaml {
            let (text, found) = match root.read(&path, LARGEST) {
                Ok(file) => {
                    let text = decode(file.bytes, file.cut).text;
                    let Some(read) = alerts::read_rules(&text) else {
                        continue;
                    };
                    self.files += 1;
                    let lines = read.lines(&text);
                    let placed = read.rules.into_iter().zip(lines);
                    self.rules.extend(placed.map(|(rule, line)| PlacedRule {
                        rule,
                        file: format!("{prefix}{path}"),
                        line,
                    }));
                    (text, read.diagnostics)
                }
                Err(error) => (
                    String::new(),
                    vec![problems::unreadable(&error.to_string())],
                ),
            };
            if !found.is_empty() {
                self.problems.push(FileProblems {
                    path: format!("{prefix}{path}"),
                    title: path.clone(),
                    openable: false,
                    problems: sentences(session.messages(), &text, &found),
                });
            }
        }
    }
}

fn is_yaml(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| {
        ending.eq_ignore_ascii_case("yml") || ending.eq_ignore_ascii_case("yaml")
    })
}

/// The library's documents with the names they bear. A runbook whose file is called as alerts are is for that alert;
/// with underscores alone a name is as well that of a topic.
fn pages(session: &Session) -> Vec<Page> {
    let catalogue = session.catalogue();
    let page = |(id, record): (&String, &Record)| {
        let mut names = vec![stem(id).to_owned(), record.title.clone()];
        names.extend(record.anchors.iter().cloned());
        Page {
            id: id.clone(),
            claims: claims(id, record),
            names,
        }
    };
    catalogue.records.iter().map(page).collect()
}

/// The alerts that a document says it is for: by its front matter, else by its file's name.
pub(crate) fn claims(id: &str, record: &Record) -> Vec<String> {
    let stem = stem(id);
    let named = record.alerts.is_empty()
        && record.kind == "runbook"
        && alerts::is_name(stem)
        && stem.contains(char::is_uppercase);
    if named {
        vec![stem.to_owned()]
    } else {
        record.alerts.clone()
    }
}

fn stem(id: &str) -> &str {
    let file = id.rsplit('/').next().unwrap_or(id);
    file.split('.').next().unwrap_or(file)
}
