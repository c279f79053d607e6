//! Front matter: the fields above a document's text, in YAML (`---`), TOML (`+++`) or JSON (`{`).
//!
//! Other tools' names are read into one set of fields. The model is never printed: a field is changed by its bytes
//! ([`set`]), so unknown keys, order and comments survive.

mod block;
pub(crate) mod dates;
mod edit;
mod fields;
mod names;

pub use edit::{Refusal, Wanted, set, set_all};

use crate::readings::Declared;
use drillbook_text::{Diagnostic, Span};
use serde::{Deserialize, Serialize};

/// The fields, under our names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FrontMatter {
    /// How it was written; `None` when the document has none.
    pub format: Option<Format>,
    /// The whole block with its delimiter lines; empty when there is none.
    pub span: Span,
    /// The title.
    pub title: Option<String>,
    /// The kind as written; [`crate::Document::kind`] is what it was understood as.
    pub kind: Option<String>,
    /// `draft`, `in-review`, `approved`, `deprecated`, or another word in lower case.
    pub status: Option<String>,
    /// The owner or the owners, joined by commas.
    pub owner: Option<String>,
    /// The service it concerns, or several joined by commas.
    pub service: Option<String>,
    /// Severity as written.
    pub severity: Option<String>,
    /// Names of alerts that it answers.
    pub alerts: Vec<String>,
    /// Tags and categories.
    pub tags: Vec<String>,
    /// Other names, and older addresses.
    pub aliases: Vec<String>,
    /// When somebody last looked at it: `YYYY-MM-DD`.
    pub last_reviewed: Option<String>,
    /// How often somebody should.
    pub review_interval: Option<Interval>,
    /// When somebody should next, where that is written down: `YYYY-MM-DD`.
    pub next_review: Option<String>,
    /// Links to related documents, as written.
    pub related: Vec<String>,
    /// Who may approve it: ids or groups of people.
    pub approvers: Vec<String>,
    /// Who is to read and sign it: ids or groups of people.
    pub readers: Vec<String>,
    /// One sentence about it.
    pub summary: Option<String>,
    /// The language's code as written.
    pub language: Option<String>,
    /// `search.exclude`: not to be found.
    pub search_exclude: bool,
    /// `search.boost`: how much more it weighs in search.
    pub search_boost: Option<f64>,
    /// The words that say when it is to be done again and again, as written; [`crate::schedule`] reads them.
    pub schedule: Option<String>,
    /// What is to be read each time, where that is declared; [`crate::readings`] finds the rest.
    pub readings: Vec<Declared>,
    /// Keys that none of the fields above took, in their order, values as text for display.
    pub unknown: Vec<(String, String)>,
}

/// How front matter was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
    /// An object in braces.
    Json,
}

/// A length of time by the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// Whole months.
    pub months: u32,
    /// Days on top of them.
    pub days: u32,
}

/// Reads the front matter of `text`: its fields, and what is wrong with them. The text begins where
/// [`FrontMatter::span`] ends.
pub(crate) fn read(text: &str) -> (FrontMatter, Vec<Diagnostic>) {
    fields::read(text, block::read(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let (matter, _) = read(text);
        let json = serde_json::to_value(&matter).unwrap();
        for (field, value) in expected {
            let actual = match &json[*field] {
                serde_json::Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(actual, *value, "{field} of {text}");
        }
    }

    fn check_body(text: &str, body: &str, problems: &[&str]) {
        let (matter, diagnostics) = read(text);
        assert_eq!(&text[matter.span.end..], body);
        let codes: Vec<&str> = diagnostics
            .iter()
            .map(|found| found.code.as_str())
            .collect();
        assert_eq!(codes, problems, "{text} {diagnostics:?}");
    }

    #[test]
    fn three_forms() {
        let fields = [
            ("title", "T"),
            ("tags", r#"["a","b"]"#),
            ("last_reviewed", "2024-02-03"),
        ];
        check(
            "---\ntitle: T\ntags: [a, b]\nlast_reviewed: 2024-02-03\n---\nx",
            &fields,
        );
        check(
            "+++\ntitle = \"T\"\ntags = [\"a\", \"b\"]\nlast_reviewed = 2024-02-03\n+++\nx",
            &fields,
        );
        check(
            "{\"title\": \"T\", \"tags\": [\"a\", \"b\"], \"last_reviewed\": \"2024-02-03\"}\nx",
            &fields,
        );
    }

    #[test]
    fn aliases_of_other_tools() {
        check(
            "---\ntype: playbook\ndraft: true\nowners: [a, b]\nalert: X\ncategories: t\n---\n",
            &[
                ("kind", "playbook"),
                ("status", "draft"),
                ("owner", "a, b"),
                ("alerts", r#"["X"]"#),
                ("tags", r#"["t"]"#),
            ],
        );
        check(
            "---\nlast_reviewed_on: 2021-04-05\nreview_in: 6 months\nowner_slack: '#x'\ndescription: d\n---\n",
            &[
                ("last_reviewed", "2021-04-05"),
                ("review_interval", r#"{"months":6,"days":0}"#),
                ("owner", "#x"),
                ("summary", "d"),
            ],
        );
        check(
            "---\nlastReviewed: 2021-04-05\nreview_cycle: Quarterly\nreview_by: 2022-01-01\n---\n",
            &[
                ("last_reviewed", "2021-04-05"),
                ("review_interval", r#"{"months":3,"days":0}"#),
                ("next_review", "2022-01-01"),
            ],
        );
        check(
            "---\nreview_interval_days: 90\nExpires: 1 May 2024\nrelated_docs: [a.md, {path: b.md}]\nStatus: Approved\n---\n",
            &[
                ("review_interval", r#"{"months":0,"days":90}"#),
                ("next_review", "2024-05-01"),
                ("related", r#"["a.md","b.md"]"#),
                ("status", "approved"),
            ],
        );
        check(
            "---\nsearch: {exclude: true, boost: 2}\nlang: id\n---\n",
            &[
                ("search_exclude", "true"),
                ("search_boost", "2.0"),
                ("language", "id"),
            ],
        );
    }

    #[test]
    fn unknown_keys_keep_their_order_and_text() {
        check(
            "---\nz: 1\nlayout: default\na: {b: [c]}\ntitle: T\n---\n",
            &[
                (
                    "unknown",
                    r#"[["z","1"],["layout","default"],["a","{\"b\":[\"c\"]}"]]"#,
                ),
                ("kind", "null"),
            ],
        );
    }

    #[test]
    fn broken_front_matter_leaves_the_text_readable() {
        check_body(
            "---\ntitle: a: b\nowner: o\n---\nbody",
            "body",
            &["front-matter-broken"],
        );
        check(
            "---\ntitle: a: b\nowner: o\n---\nbody",
            &[("owner", "o"), ("title", "null")],
        );
        check_body(
            "---\na: 1\na: 2\n---\nbody",
            "body",
            &["front-matter-broken"],
        );
        check_body("+++\na = \n+++\nbody", "body", &["front-matter-broken"]);
        check_body("{\"a\": oops\n}\nbody", "body", &["front-matter-broken"]);
        check_body(
            "---\ntitle: [a]\nlast_reviewed: soon\n---\nbody",
            "body",
            &["front-matter-field", "front-matter-field"],
        );
    }

    #[test]
    fn what_is_no_front_matter() {
        check_body(
            "---\nJust text\n---\nmore",
            "---\nJust text\n---\nmore",
            &[],
        );
        check_body("---\ntitle: open", "---\ntitle: open", &[]);
        check_body("{{< figure >}}\nx", "{{< figure >}}\nx", &[]);
        check_body("{% include a %}", "{% include a %}", &[]);
        check_body("# h", "# h", &[]);
        check_body("", "", &[]);
        check_body("\u{feff}---\r\ntitle: T\r\n---\r\nbody", "body", &[]);
        check_body("\u{feff}body", "body", &[]);
        check_body("---\n---\nbody", "body", &[]);
    }
}
