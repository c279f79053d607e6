//! Findings as SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/>), which code hosts and editors show at their
//! lines. Only what they use: rules, messages, places, levels.

use drillbook_api::percent;
use drillbook_api::wire::{FileProblems, Problem, ProblemSeverity};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The log of one check of `files`.
pub(crate) fn log(files: &[FileProblems]) -> Value {
    let codes: BTreeSet<&str> = files
        .iter()
        .flat_map(|file| &file.problems)
        .map(|problem| problem.code.as_str())
        .collect();
    let rules: Vec<Value> = codes.iter().map(|code| json!({ "id": code })).collect();
    let results: Vec<Value> = files
        .iter()
        .flat_map(|file| file.problems.iter().map(|problem| result(file, problem)))
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "Drillbook", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn result(file: &FileProblems, problem: &Problem) -> Value {
    let level = match problem.severity {
        ProblemSeverity::Info => "note",
        ProblemSeverity::Warning => "warning",
        ProblemSeverity::Error => "error",
    };
    let hint = problem.hint.as_deref().filter(|hint| !hint.is_empty());
    let text = match hint {
        Some(hint) => format!("{}. {hint}", problem.message),
        None => problem.message.clone(),
    };
    let mut place = json!({ "artifactLocation": { "uri": percent::encode_path(&file.path) } });
    if let (Some(line), Some(column)) = (problem.line, problem.column) {
        place["region"] = json!({ "startLine": line, "startColumn": column });
    }
    json!({
        "ruleId": problem.code,
        "level": level,
        "message": { "text": text },
        "locations": [{ "physicalLocation": place }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_has_its_rule_level_text_and_place() {
        let problem = Problem {
            code: "link-dead".to_owned(),
            severity: ProblemSeverity::Warning,
            message: "`b.md` leads to nothing".to_owned(),
            hint: Some("Check the path".to_owned()),
            line: Some(3),
            column: Some(7),
        };
        let file = FileProblems {
            path: "docs/disk full.md".to_owned(),
            title: "Disk full".to_owned(),
            openable: true,
            problems: vec![problem],
        };
        let run = &log(&[file])["runs"][0];
        assert_eq!(
            run["tool"]["driver"]["rules"],
            json!([{ "id": "link-dead" }])
        );
        assert_eq!(
            run["results"],
            json!([{
                "ruleId": "link-dead",
                "level": "warning",
                "message": { "text": "`b.md` leads to nothing. Check the path" },
                "locations": [{ "physicalLocation": {
                    "artifactLocation": { "uri": "docs/disk%20full.md" },
                    "region": { "startLine": 3, "startColumn": 7 },
                } }],
            }])
        );
    }
}
