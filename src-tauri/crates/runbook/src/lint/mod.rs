//! What a document lacks, beyond what is broken: what [`lint`] finds, a lead mends.
//!
//! Looks at one document alone, without clock and neighbours: links are [`crate::check_links`]'s, and whether a review
//! is due is for those who know the date. Which findings a team wants to hear of is a [`Profile`], chosen elsewhere.

mod placeholders;
mod text;
pub(crate) mod vocabulary;
mod whole;

use crate::Document;
use drillbook_text::{Code, Diagnostic};
use serde::{Deserialize, Serialize};

/// How much is asked of documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// What is wrong in any repository: dead links, secrets, empty sections, words still to be written.
    #[default]
    Default,
    /// What a team asks of its own documents on top: the sections of their kind, an owner, a review, expected results.
    Strict,
}

impl Profile {
    /// Every profile, from the mildest.
    pub const ALL: [Self; 2] = [Self::Default, Self::Strict];

    /// The name as it is written in settings.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Strict => "strict",
        }
    }

    /// Whether findings of this kind are reported.
    pub fn reports(self, code: Code) -> bool {
        self >= needed(code)
    }
}

/// The mildest profile that reports findings of this kind.
fn needed(code: Code) -> Profile {
    match code {
        Code::SectionMissing
        | Code::OwnerMissing
        | Code::ReviewMissing
        | Code::ExpectedMissing
        | Code::RollbackMissing => Profile::Strict,
        _ => Profile::Default,
    }
}

/// Every finding of every profile in the document at `path`, whose text is `text`, in the order of the text; those of
/// the whole document first.
pub fn lint(path: &str, text: &str, document: &Document) -> Vec<Diagnostic> {
    let mut found = text::lint(text, document);
    found.extend(whole::lint(path, text, document));
    found.sort_by_key(|diagnostic| diagnostic.span.map(|span| span.start));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;
    use proptest::prelude::*;
    use std::time::{Duration, Instant};

    /// Each finding as `code line arguments`.
    fn check(profile: Profile, path: &str, text: &str, expected: &str) {
        let document = parse(path, text);
        let lines = drillbook_text::LineIndex::new(text);
        let found: Vec<String> = lint(path, text, &document)
            .iter()
            .filter(|found| profile.reports(found.code))
            .map(|found| {
                let line = found.span.map_or(0, |span| lines.line(span.start));
                let args: Vec<&str> = found.args.iter().map(|(_, value)| value.as_str()).collect();
                format!("{} {line} {}", found.code.as_str(), args.join(" | "))
                    .trim_end()
                    .to_owned()
            })
            .collect();
        assert_eq!(found.join("\n"), expected, "{text}");
    }

    #[test]
    fn what_is_still_to_be_written() {
        let check = |text, expected| check(Profile::Default, "a.md", text, expected);
        check("# A\nTBC: say why\n", "placeholder-left 2 TBC");
        check("# A\nThe owner is TBD.\n", "placeholder-left 2 TBD");
        check(
            "# A\n[Describe the impact here]\n",
            "placeholder-left 2 [Describe the impact here]",
        );
        check(
            "# A\n<insert the command>\n",
            "placeholder-left 2 <insert the command>",
        );
        // In code, in a hidden comment, in a link or in another word it is no gap of the text.
        check(
            "# A\n`TBD` in code\n\n```sh\n# TBD\n```\n<!-- TBD -->\nMastodon\n[Add a node](b.md)\n",
            "",
        );
        check(
            "# A\n| ☐ Yes ☐ TBD | `<your own name here>` | `id: <your own name here>` |\n",
            "",
        );
        check("# A\nOur tbd list is long. Mark it as TBD-2.\n", "");
    }

    #[test]
    fn what_many_marks_hide() {
        let links = "[a](b.md) ".repeat(20);
        let text = format!("# A\n<!-- {links} TBD -->\n{links}TBD\n");
        check(Profile::Default, "a.md", &text, "placeholder-left 3 TBD");
    }

    #[test]
    fn hostile_lines_cost_no_more_than_long_ones() {
        /// Far longer than it takes; work that grows with the square of the text takes longer still.
        const WATCHDOG: Duration = Duration::from_mins(1);
        let pieces = [
            "[",
            "<",
            "<!-- ",
            "TBD ",
            "`TBD",
            "- [ ] TBD",
            "password=A1b2c3d4;",
        ];
        for piece in pieces {
            let text = format!("# A\n{}\n", piece.repeat(500_000 / piece.len()));
            let document = parse("a.md", &text);
            let began = Instant::now();
            assert!(lint("a.md", &text, &document).len() <= 80, "{piece}");
            assert!(began.elapsed() < WATCHDOG, "{piece}");
        }
    }

    #[test]
    fn sections_that_say_nothing() {
        let check = |text, expected| check(Profile::Default, "a.md", text, expected);
        check(
            "# A\n\n## B\n\n<!-- later -->\n\n## C\nText\n",
            "section-empty 3 B",
        );
        check("# A\n## B\n### C\ntext\n## D\n", "section-empty 5 D");
        check("Title\n=====\n\nSub\n---\n", "section-empty 4 Sub");
        check(
            "# A\n\n# B\ntext\n\n## [C](c.md)\n\n## {{% heading %}}\n",
            "",
        );
        // A picture, a shortcode, a rule of a table's head and a document that is only a title are something.
        check("# A\n![x](x.png)\n## B\n{{< include >}}\n", "");
        check("# A\n", "");
    }

    #[test]
    fn secrets_and_what_only_looks_like_one() {
        let check = |text, expected| check(Profile::Default, "a.md", text, expected);
        check(
            "# A\n```sh\nexport T=ghp_abcdefghijklmnopqrstuvwxyz0123456789\n```\n",
            "secret-written 3",
        );
        check(
            "# A\npsql postgres://app:Xk29dkqLw3@db/x\n",
            "secret-written 2",
        );
        check(
            "# A\npsql postgres://user:password@db/x and password: changeme\n",
            "",
        );
        check(
            "# A\n```sh\nmysql --password=$PASS -u root\ntoken: <token>\n```\n",
            "",
        );
    }

    #[test]
    fn names_that_links_stumble_over() {
        let check = |path, expected| check(Profile::Default, path, "# A\ntext\n", expected);
        check("runbooks/KubePodCrashLooping.md", "");
        check("runbooks/disk full.md", "file-name 0 \u{2423}");
        check("runbooks/a#b.md", "file-name 0 #");
        check("run books/a.md", "");
    }

    #[test]
    fn what_a_strict_team_asks_for() {
        let check = |path, text, expected| check(Profile::Strict, path, text, expected);
        check(
            "runbooks/a.md",
            "# A\n## Meaning\nm\n## Mitigation\n1. Restart it: `kubectl delete pod x`\n",
            "owner-missing 0\n\
             review-missing 0\n\
             section-missing 0 runbook | Impact\n\
             section-missing 0 runbook | Diagnosis\n\
             expected-missing 5\n\
             rollback-missing 5 kubectl delete",
        );
        check(
            "runbooks/a.id.md",
            "---\nowner: sre\nreview_in: 6 months\n---\n# A\n## Arti\na\n## Dampak\nd\n## Pemeriksaan\nLihat grafik.\n## Penanganan\nHubungi tim.\n",
            "",
        );
        check("notes/a.md", "# A\nOnly something to read.\n", "");
    }

    proptest! {
        #[test]
        fn any_text_is_linted(text in "(?s).{0,200}", asciidoc in any::<bool>()) {
            let path = if asciidoc { "a.adoc" } else { "a.md" };
            let document = parse(path, &text);
            for found in lint(path, &text, &document) {
                if let Some(span) = found.span {
                    prop_assert!(text.get(span.start..span.end).is_some());
                }
            }
        }
    }
}
