//! Paths of elsewhere: the document whose path ends as an address does.
//!
//! A runbook's address names a path in a repository or on a site, and the library may be that repository, a folder of it,
//! or a folder above it. So the ends of the two paths are compared, and whole ones count more than similar ones.

use super::candidates::{self, EXTENSIONS};
use super::{Found, LinkMap, Target};
use drillbook_text::percent;
use std::cmp::Reverse;

impl LinkMap {
    /// The document that `path`, a path of some repository or site, means here, with the anchor that `fragment` names.
    ///
    /// One of the two paths must be the end of the other, or at least their last two parts be the same; upper and lower
    /// case, extensions and the names of overviews do not count. Where several documents fit equally well, none is meant,
    /// nor where no more than a file's name is the same and the heading is not there.
    pub fn resolve_alike(&self, path: &str, fragment: Option<&str>) -> Option<Target> {
        let path = percent::decode(path);
        let wanted = parts(&path);
        let last = wanted.last()?;
        let mut fitting: Vec<(Reverse<usize>, usize, &String)> = self
            .names
            .get(last)?
            .iter()
            .filter_map(|known| {
                let parts = parts(known);
                let same = common_end(&parts, &wanted);
                let whole = same == parts.len() || same == wanted.len();
                let fits = same > 0 && (whole || same > 1);
                fits.then_some((Reverse(same), parts.len() - same, known))
            })
            .collect();
        fitting.sort_unstable();
        let (best, rest) = fitting.split_first()?;
        let alone = rest
            .first()
            .is_none_or(|next| (next.0, next.1) != (best.0, best.1));
        if !alone {
            return None;
        }
        let found = Found {
            path: best.2.clone(),
            case_differs: false,
        };
        let fragment = fragment.map(percent::decode);
        let target = self.document(found, fragment.as_deref());
        let by_name_alone = best.0.0 == 1 && best.1 > 0;
        let Target::Document {
            anchor_found: false,
            ..
        } = &target
        else {
            return Some(target);
        };
        (!by_name_alone).then_some(target)
    }
}

/// The parts of a path in lower case, without the extension and the name of an overview.
fn parts(path: &str) -> Vec<String> {
    let lower = path.to_lowercase();
    let mut parts: Vec<&str> = lower.split('/').filter(|part| !part.is_empty()).collect();
    if let Some(last) = parts.pop() {
        let served = [".html", ".htm"]
            .iter()
            .find_map(|ending| last.strip_suffix(ending));
        let stem = EXTENSIONS
            .iter()
            .rev()
            .find_map(|extension| last.strip_suffix(extension));
        let stem = stem.or(served).unwrap_or(last);
        if !candidates::is_overview(stem) {
            parts.push(stem);
        }
    }
    parts.into_iter().map(str::to_owned).collect()
}

/// How many parts are the same, counted from the end.
fn common_end(a: &[String], b: &[String]) -> usize {
    a.iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The document and anchor that `path` means among `documents`, each with the anchor `a-b`.
    fn check(documents: &[&str], path: &str, fragment: Option<&str>, expected: &str) {
        let documents = documents
            .iter()
            .map(|path| ((*path).to_owned(), vec!["a-b".to_owned()]));
        let found = LinkMap::new(documents, []).resolve_alike(path, fragment);
        let found = match found {
            Some(Target::Document { path, anchor, .. }) => {
                format!(
                    "{path}{}",
                    anchor
                        .map(|anchor| format!("#{anchor}"))
                        .unwrap_or_default()
                )
            }
            _ => String::new(),
        };
        assert_eq!(found, expected, "{path}");
    }

    #[test]
    fn compares_the_ends_of_paths() {
        let library = [
            "docs/patroni/postgres.md",
            "docs/patroni/README.md",
            "docs/ci/README.md",
            "README.md",
        ];
        check(
            &library,
            "docs/patroni/postgres.md",
            Some("A-B"),
            "docs/patroni/postgres.md#a-b",
        );
        check(
            &library,
            "branch/docs/patroni/postgres.md",
            None,
            "docs/patroni/postgres.md",
        );
        check(&library, "patroni/", None, "docs/patroni/README.md");
        check(&library, "site/patroni/", None, "");
        check(&library, "ci/index.html", None, "docs/ci/README.md");
        check(&library, "elsewhere/README.md", None, "");
        check(&library, "README.md", None, "");
        check(&library, "other/postgres.md", None, "");
        check(
            &["runbooks/node/NodeClock.md"],
            "site/node/nodeclock",
            None,
            "runbooks/node/NodeClock.md",
        );
        check(&["a.md"], "long/way/to/a", None, "a.md");
        check(&["x/a.md"], "a.md", Some("a-b"), "x/a.md#a-b");
        check(&["x/a.md"], "a.md", Some("other"), "");
        check(&["x/a.md", "y/a.md"], "a.md", None, "");
        check(&["x/a.md", "y/a.md"], "repo/y/a.md", None, "y/a.md");
        check(
            &["pages/b/x%20y.md", "b/x y.md"],
            "b/x%20y",
            None,
            "b/x y.md",
        );
    }
}
