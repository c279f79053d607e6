//! Coverage: which alerts have a document, which have none, and which documents are for alerts that are gone.
//!
//! Documents are known here by their ids and the names they bear; following a link is the caller's.

use crate::alert::Alert;
use crate::rules::AlertRule;
use drillbook_text::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

/// An alert rule and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedRule {
    /// The rule.
    pub rule: AlertRule,
    /// The file that it stands in.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
}

/// What is known of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its id.
    pub id: String,
    /// The alerts that it says it is for.
    pub claims: Vec<String>,
    /// Whatever else may be an alert's name in it: its title, its file's name, its headings.
    pub names: Vec<String>,
}

/// A document that a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// Its id.
    pub document: String,
    /// The heading that the link names is there; true where it names none.
    pub heading_found: bool,
}

/// How an alert's document was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Its link leads there.
    Link,
    /// The document bears its name.
    Name,
}

/// An alert with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// Which of the rules.
    pub rule: usize,
    /// The document.
    pub document: String,
    /// How it was found.
    pub by: By,
    /// The link names a heading that the document has, or none.
    pub heading_found: bool,
}

/// An alert without a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Which of the rules.
    pub rule: usize,
    /// Where its link should have led.
    pub link: Option<String>,
    /// The document of an alert that is gone and was called much like this one.
    pub renamed: Option<String>,
}

/// A document for an alert that no rule has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// The document.
    pub document: String,
    /// The alert that it is for.
    pub alert: String,
    /// The alert without a document that is called much like it.
    pub renamed: Option<String>,
}

/// What was found of a set of rules and documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Alerts with a document, in the order of the rules.
    pub covered: Vec<Covered>,
    /// Alerts without one, in the order of the rules; each name once.
    pub missing: Vec<Missing>,
    /// Documents for alerts that are gone, by id; none where there are no rules at all.
    pub orphans: Vec<Orphan>,
}

/// Names are taken for the same alert renamed from this share of common triples of letters on. `KubeJobCompletion` and
/// `KubeJobNotCompleted` have 0.63; names of different alerts of one service stay below.
const ALIKE: f64 = 0.6;

/// Compares rules with documents; `follow` tells where an alert's link leads.
pub fn cover(
    rules: &[PlacedRule],
    pages: &[Page],
    follow: impl Fn(&Alert) -> Option<Followed>,
) -> Coverage {
    let mut coverage = Coverage::default();
    let bearers = bearers(pages);
    let mut missed = BTreeSet::new();
    for (at, placed) in rules.iter().enumerate() {
        let alert = placed.rule.alert();
        let named = || {
            bearers
                .get(&letters(&alert.name))
                .map(|id| (*id).to_owned())
        };
        if let Some(followed) = follow(&alert) {
            coverage.covered.push(Covered {
                rule: at,
                document: followed.document,
                by: By::Link,
                heading_found: followed.heading_found,
            });
        } else if let Some(document) = named() {
            coverage.covered.push(Covered {
                rule: at,
                document,
                by: By::Name,
                heading_found: true,
            });
        } else if missed.insert(alert.name.clone()) {
            coverage.missing.push(Missing {
                rule: at,
                link: alert.runbook_url,
                renamed: None,
            });
        }
    }
    if !rules.is_empty() {
        coverage.orphans = orphans(rules, pages, &coverage);
        propose(rules, &mut coverage);
    }
    coverage
}

/// Documents by the names they bear; what a document claims counts before what it happens to be called.
fn bearers(pages: &[Page]) -> BTreeMap<String, &str> {
    let mut known = BTreeMap::new();
    let claims = pages.iter().map(|page| (page, &page.claims));
    let names = pages.iter().map(|page| (page, &page.names));
    for (page, names) in claims.chain(names) {
        for name in names {
            let letters = letters(name);
            if !letters.is_empty() {
                known.entry(letters).or_insert(page.id.as_str());
            }
        }
    }
    known
}

fn orphans(rules: &[PlacedRule], pages: &[Page], coverage: &Coverage) -> Vec<Orphan> {
    let alive: BTreeSet<String> = rules
        .iter()
        .map(|placed| letters(&placed.rule.name))
        .collect();
    let used: BTreeSet<&str> = coverage
        .covered
        .iter()
        .map(|covered| covered.document.as_str())
        .collect();
    let unused = pages.iter().filter(|page| !used.contains(page.id.as_str()));
    let mut orphans: Vec<Orphan> = unused
        .flat_map(|page| {
            let gone = page
                .claims
                .iter()
                .filter(|claim| !alive.contains(&letters(claim)));
            gone.map(|alert| Orphan {
                document: page.id.clone(),
                alert: alert.clone(),
                renamed: None,
            })
        })
        .collect();
    orphans.sort_by(|a, b| (&a.document, &a.alert).cmp(&(&b.document, &b.alert)));
    orphans
}

/// Pairs alerts without a document with documents without an alert, the likest first, each once.
fn propose(rules: &[PlacedRule], coverage: &mut Coverage) {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (m, missing) in coverage.missing.iter().enumerate() {
        let wanted = triples(&rules[missing.rule].rule.name);
        for (o, orphan) in coverage.orphans.iter().enumerate() {
            let likeness = likeness(&wanted, &triples(&orphan.alert));
            if likeness >= ALIKE {
                pairs.push((likeness, m, o));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, m, o) in pairs {
        let (missing, orphan) = (&mut coverage.missing[m], &mut coverage.orphans[o]);
        if missing.renamed.is_none() && orphan.renamed.is_none() {
            missing.renamed = Some(orphan.document.clone());
            orphan.renamed = Some(rules[missing.rule].rule.name.clone());
        }
    }
}

/// The letters and digits of a name: `kube-pod-crash-looping` is `KubePodCrashLooping`.
pub fn letters(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn triples(name: &str) -> BTreeSet<[char; 3]> {
    let letters: Vec<char> = letters(name).chars().collect();
    letters
        .windows(3)
        .map(|triple| [triple[0], triple[1], triple[2]])
        .collect()
}

/// The share of triples that two names have in common.
#[expect(clippy::cast_precision_loss, reason = "counts of triples are small")]
fn likeness(a: &BTreeSet<[char; 3]>, b: &BTreeSet<[char; 3]>) -> f64 {
    2.0 * a.intersection(b).count() as f64 / (a.len() + b.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `Name` or `Name->link`.
    fn rule(text: &&str) -> PlacedRule {
        let (name, link) = text.split_once("->").unwrap_or((text, ""));
        PlacedRule {
            rule: AlertRule {
                name: name.to_owned(),
                annotations: vec![("runbook_url".to_owned(), link.to_owned())],
                ..AlertRule::default()
            },
            file: String::new(),
            line: 1,
        }
    }

    /// `id: claims | names`.
    fn page(text: &&str) -> Page {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        let (id, rest) = text.split_once(": ").unwrap();
        let (claims, names) = rest.split_once('|').unwrap_or((rest, ""));
        Page {
            id: id.to_owned(),
            claims: words(claims),
            names: words(names),
        }
    }

    /// Links lead to the document of that id.
    fn check(rules: &[&str], pages: &[&str], expected: &str) {
        let rules: Vec<PlacedRule> = rules.iter().map(rule).collect();
        let pages: Vec<Page> = pages.iter().map(page).collect();
        let coverage = cover(&rules, &pages, |alert| {
            let document = alert.runbook_url.clone()?;
            let is_there = pages.iter().any(|page| page.id == document);
            is_there.then_some(Followed {
                document,
                heading_found: true,
            })
        });
        let name = |at: usize| rules[at].rule.name.as_str();
        let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        let covered = coverage
            .covered
            .iter()
            .map(|one| format!("{} {:?} {}", name(one.rule), one.by, one.document));
        let missing = coverage.missing.iter().map(|one| {
            let (link, renamed) = (or_none(&one.link), or_none(&one.renamed));
            format!("{} none {link} {renamed}", name(one.rule))
        });
        let orphans = coverage.orphans.iter().map(|one| {
            let renamed = or_none(&one.renamed);
            format!("{} orphan {} {renamed}", one.document, one.alert)
        });
        let all: Vec<String> = covered.chain(missing).chain(orphans).collect();
        assert_eq!(all.join("\n"), expected);
    }

    #[test]
    fn links_count_before_names_and_gone_alerts_are_told() {
        check(
            &[
                "DiskFull->a.md",
                "PodDown->gone.md",
                "PodDown->gone.md",
                "CpuHigh",
            ],
            &[
                "a.md: ",
                "b.md: PodDown",
                "c.md: | cpu-high",
                "d.md: OldAlert",
                "e.md: | Prose",
            ],
            "DiskFull Link a.md\nPodDown Name b.md\nPodDown Name b.md\nCpuHigh Name c.md\nd.md orphan OldAlert -",
        );
        check(&["X1->gone.md"], &[], "X1 none gone.md -");
        check(&[], &["a.md: DiskFull"], "");
    }

    #[test]
    fn a_renamed_alert_is_proposed() {
        check(
            &["KubeJobNotCompleted", "KubeJobFailed", "EtcdNoLeader"],
            &["job.md: KubeJobCompletion", "node.md: KubeNodeNotReady"],
            "KubeJobNotCompleted none - job.md\nKubeJobFailed none - -\nEtcdNoLeader none - -\n\
             job.md orphan KubeJobCompletion KubeJobNotCompleted\nnode.md orphan KubeNodeNotReady -",
        );
    }
}
