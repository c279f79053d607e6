//! Alert rules: Prometheus' rule files, `PrometheusRule` resources, and rules inside larger YAML.
//!
//! A rule is known by its `alert` and `expr`, wherever it stands: under `groups`, under `spec.groups`, in a chart's file
//! that is one rule, in a `ConfigMap`'s text. Helm's templates are taken out where the file is no YAML with them.

mod helm;

use crate::alert::Alert;
use crate::draft::{Draft, Part, scalar};
use drillbook_text::{Code, Diagnostic, LineIndex, Severity, Span, yaml};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::ops::Range;

/// An alert rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertRule {
    /// Its name.
    pub name: String,
    /// Its expression; empty where it has none.
    pub expr: String,
    /// Its labels in the order of the file.
    pub labels: Vec<(String, String)>,
    /// Its annotations in the order of the file.
    pub annotations: Vec<(String, String)>,
    /// The line that names it.
    pub span: Span,
}

impl AlertRule {
    /// The alert as it would fire, as far as the rule tells.
    pub fn alert(&self) -> Alert {
        let mut draft = Draft::default();
        draft.put(Part::Labels, "alertname", &self.name);
        for (part, pairs) in [
            (Part::Labels, &self.labels),
            (Part::Annotations, &self.annotations),
        ] {
            for (key, value) in pairs {
                draft.put(part, key, value);
            }
        }
        draft.finish().unwrap_or_default()
    }
}

/// The alert rules of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleFile {
    /// Its rules in the order of the file.
    pub rules: Vec<AlertRule>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// How many texts within texts are read.
const DEEPEST: usize = 3;

/// Reads the alert rules in the YAML `text`; `None` where it has none and was not meant to.
pub fn read_rules(text: &str) -> Option<RuleFile> {
    if !names(text).any(|_| true) {
        return None;
    }
    let mut file = RuleFile::default();
    for part in documents(text) {
        let Some(document) = text.get(part.clone()) else {
            continue;
        };
        match value(document) {
            Ok(value) => walk(&value, 0, &mut file),
            Err(problem) => {
                let at = part.start + problem.offset.min(document.len());
                let broken =
                    Diagnostic::new(Code::RulesBroken, Severity::Error, Some(Span::new(at, at)));
                file.diagnostics
                    .push(broken.with("problem", problem.message));
                // One bad rule hides no other.
                for value in items(document).filter_map(|item| value(item).ok()) {
                    walk(&value, 0, &mut file);
                }
            }
        }
    }
    place(text, &mut file);
    (!file.rules.is_empty() || !file.diagnostics.is_empty()).then_some(file)
}

/// The YAML documents of a file.
fn documents(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if line.trim_end() == "---" {
            found.push(start..at);
            start = at + line.len();
        }
        at += line.len();
    }
    found.push(start..at);
    found
}

/// The texts of the rules in a document that cannot be read whole: from each `- alert:` down to what stands no deeper.
fn items(text: &str) -> impl Iterator<Item = &str> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    names(text).filter_map(move |(span, _)| {
        let start = text.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
        let first = text.get(start..)?.lines().next()?;
        let rest = text.get(start + first.len()..)?;
        let mut length = first.len();
        for line in rest.split_inclusive('\n').skip(1) {
            if !line.trim().is_empty() && indent(line) <= indent(first) {
                break;
            }
            length += line.len();
        }
        text.get(start..=start + length.min(text.len() - start - 1))
            .filter(|_| first.trim_start().starts_with('-'))
    })
}

/// The document's value; with templates taken out where it is none with them.
fn value(text: &str) -> Result<Value, yaml::YamlProblem> {
    yaml::parse_value(text).or_else(|problem| {
        if !helm::has_templates(text) {
            return Err(problem);
        }
        yaml::parse_value(&helm::plain(text))
            .map(helm::restored)
            .map_err(|_| problem)
    })
}

fn walk(value: &Value, depth: usize, file: &mut RuleFile) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| walk(value, depth, file)),
        Value::Object(object) => match object.get("alert") {
            Some(Value::String(name)) if object.len() > 1 => rule(name, object, file),
            _ => object.values().for_each(|value| walk(value, depth, file)),
        },
        // A ConfigMap holds whole rule files as text.
        Value::String(text)
            if depth < DEEPEST && text.contains('\n') && text.contains("alert:") =>
        {
            if let Ok(value @ (Value::Object(_) | Value::Array(_))) = self::value(text) {
                walk(&value, depth + 1, file);
            }
        }
        _ => {}
    }
}

fn rule(name: &str, object: &Map<String, Value>, file: &mut RuleFile) {
    let pairs = |key: &str, wrong: &mut Vec<String>| match object.get(key) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Object(pairs)) => pairs
            .iter()
            .filter_map(|(key, value)| Some((key.clone(), scalar(value)?)))
            .collect(),
        Some(_) => {
            wrong.push(key.to_owned());
            Vec::new()
        }
    };
    let mut wrong = Vec::new();
    let expr = object.get("expr").and_then(scalar).unwrap_or_default();
    if expr.trim().is_empty() {
        wrong.push("expr".to_owned());
    }
    let (labels, annotations) = (
        pairs("labels", &mut wrong),
        pairs("annotations", &mut wrong),
    );
    for field in wrong {
        let found = Diagnostic::new(Code::RuleField, Severity::Warning, None);
        file.diagnostics
            .push(found.with("alert", name).with("field", field));
    }
    file.rules.push(AlertRule {
        name: name.to_owned(),
        expr,
        labels,
        annotations,
        span: Span::default(),
    });
}

/// Finds the lines that name the rules. The parser tells no places, but the names stand in the order of the rules.
fn place(text: &str, file: &mut RuleFile) {
    let lines: Vec<(Span, &str)> = names(text).collect();
    let mut next = 0;
    for rule in &mut file.rules {
        let found = (next..lines.len())
            .chain(0..next)
            .find(|at| lines[*at].1 == rule.name || helm::has_templates(lines[*at].1));
        if let Some(at) = found {
            rule.span = lines[at].0;
            next = at + 1;
        }
    }
    for diagnostic in &mut file.diagnostics {
        let alert = diagnostic.args.iter().find(|(name, _)| name == "alert");
        let rule = alert.and_then(|(_, name)| file.rules.iter().find(|rule| rule.name == *name));
        if let Some(rule) = rule {
            diagnostic.span = Some(rule.span);
        }
    }
}

/// The lines that name an alert, and the names as they stand there.
fn names(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let content = line.trim_start_matches([' ', '\t', '-', '{', '?', ',']);
        let content = content.strip_prefix(['"', '\'']).unwrap_or(content);
        let rest = content.strip_prefix("alert")?;
        let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
        let value = rest.strip_prefix(':')?.trim();
        let value = value.split(" #").next().unwrap_or(value).trim();
        let value = value.trim_end_matches(',').trim_matches(['"', '\'']);
        let indent = line.len() - line.trim_start().len();
        let span = Span::new(start + indent, start + line.trim_end().len());
        (!value.is_empty()).then_some((span, value))
    })
}

impl RuleFile {
    /// The lines of the rules in `text`, the text that this was read of; from 1.
    pub fn lines(&self, text: &str) -> Vec<u32> {
        let index = LineIndex::new(text);
        self.rules
            .iter()
            .map(|rule| index.line(rule.span.start))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let Some(file) = read_rules(text) else {
            assert_eq!("no rules", expected, "{text}");
            return;
        };
        let lines = file.lines(text);
        let rules = file.rules.iter().zip(lines).map(|(rule, line)| {
            let link = rule.alert().runbook_url.unwrap_or_default();
            format!(
                "{line}: {} [{}] {:?} {link}",
                rule.name,
                rule.expr.trim(),
                rule.labels.len()
            )
        });
        let index = LineIndex::new(text);
        let problems = file.diagnostics.iter().map(|found| {
            let line = found.span.map_or(0, |span| index.line(span.start));
            format!("! {line} {}", found.code.as_str())
        });
        let all: Vec<String> = rules.chain(problems).collect();
        assert_eq!(all.join("\n"), expected, "{text}");
    }

    #[test]
    fn reads_rule_files_and_resources() {
        check(
            "groups:\n- name: g\n  rules:\n  - record: r\n    expr: up\n  - alert: DiskFull # x\n    expr: up == 0\n    for: 5m\n    labels: {severity: page, tier: 1}\n    annotations:\n      runbook: docs/disk.md#full\n  - alert: DiskFull\n    expr: up == 1\n",
            "6: DiskFull [up == 0] 2 docs/disk.md#full\n12: DiskFull [up == 1] 0 ",
        );
        check(
            "kind: PrometheusRule\nspec:\n  groups:\n  - rules:\n    - annotations: {runbook_url: https://r/x}\n      alert: \"A\"\n      expr: |\n        a\n---\nkind: PrometheusRule\nspec:\n  groups:\n  - rules:\n    - alert: B\n      expr: b\n",
            "6: A [a] 0 https://r/x\n14: B [b] 0 ",
        );
        check(
            "kind: ConfigMap\ndata:\n  rules.yaml: |\n    groups:\n    - rules:\n      - alert: InText\n        expr: x\n",
            "6: InText [x] 0 ",
        );
        check(
            "\"groups\":\n- \"rules\":\n  - \"alert\": \"J\"\n    \"expr\": \"x\"\n",
            "3: J [x] 0 ",
        );
    }

    #[test]
    fn reads_charts() {
        check(
            "{{- $alert := \"ClusterDown\" -}}\n{{- if not (has $alert .excludeRules) -}}\nalert: {{ $alert }}\nexpr: up{namespace=\"{{ .namespace }}\"}\nlabels:\n  namespace: {{ .namespace }}\n{{- range $k, $v := .more }}\n  {{ $k }}: {{ $v | quote }}\n{{- end }}\nannotations:\n  runbook_url: https://r/{{ $alert }}.md\n{{- end -}}\n",
            "3: ClusterDown [up{namespace=\"{{ .namespace }}\"}] 1 https://r/ClusterDown.md",
        );
    }

    #[test]
    fn says_what_is_wrong() {
        check(
            "groups:\n- rules:\n  - alert: A\n    for: 5m\n",
            "3: A [] 0 \n! 3 rule-field",
        );
        check(
            "groups:\n- rules:\n  - alert: A\n    expr: x\n    labels: [a]\n",
            "3: A [x] 0 \n! 3 rule-field",
        );
        check("groups:\n  - alert: A\n expr: [\n", "! 3 rules-broken");
        check(
            "groups:\n- rules:\n  - alert: A\n    expr: 'x\ny'\n  - alert: B\n    expr: b\n  - alert: C\n    expr: c",
            "6: B [b] 0 \n8: C [c] 0 \n! 5 rules-broken",
        );
        check("a: 1\n", "no rules");
        check("alert: everyone\n", "no rules");
        check("", "no rules");
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in "([ \\-{}\n:\"|#\\[\\]é]|alert|expr|groups|\\$a|:=|end|x){0,50}") {
            let _ = read_rules(&text);
        }
    }
}
