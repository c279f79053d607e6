//! What an alert says of itself as Markdown, for whoever begins to write its document: what it means, and whom it hurts.

use crate::alert::Alert;
use crate::template;

/// What an alert says of itself. Either may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What it means: its summary, its description, its expression, its labels.
    pub meaning: String,
    /// Whom it hurts, where its rule says that.
    pub impact: String,
}

/// Annotations that tell of an impact.
const IMPACTS: [&str; 3] = ["impact", "business_impact", "customer_impact"];

/// What `alert` says of itself; `expr` is its rule's expression, empty where nobody knows it. A field that a firing alert would
/// fill stands by its name: `{{ $labels.pod }}` is `<pod>`.
pub fn tell(alert: &Alert, expr: &str) -> Told {
    let impact = IMPACTS.iter().find_map(|name| alert.annotation(name));
    let mut said: Vec<&str> = alert
        .summary
        .iter()
        .chain(&alert.description)
        .map(String::as_str)
        .collect();
    said.dedup();
    let impact = impact.map(str::to_owned).or_else(|| {
        // The summary says what it is; the description, in many rules, what comes of it.
        (said.len() > 1).then(|| said.pop().unwrap_or_default().to_owned())
    });
    let mut blocks: Vec<String> = said.into_iter().map(paragraphs).collect();
    if !expr.trim().is_empty() {
        blocks.push(fence(expr.trim()));
    }
    let labels = labels(alert);
    if !labels.is_empty() {
        blocks.push(labels);
    }
    Told {
        meaning: blocks.join("\n\n"),
        impact: impact.as_deref().map(paragraphs).unwrap_or_default(),
    }
}

/// The text in paragraphs of one line each, its fields by their names.
fn paragraphs(text: &str) -> String {
    let text = template::named(text);
    let blocks = text.split("\n\n").map(one_line);
    blocks
        .filter(|block| !block.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Code in a fence that it cannot end.
fn fence(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}promql\n{code}\n{fence}")
}

/// The labels that tell alerts of this name from no other: all but the name itself.
fn labels(alert: &Alert) -> String {
    let others = alert.labels.iter().filter(|(name, value)| {
        name != "alertname" && !value.trim().is_empty() && !value.contains(['`', '\n'])
    });
    let each = others.map(|(name, value)| format!("- {name}: `{}`", value.trim()));
    each.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_rules;

    fn check(rule: &str, meaning: &str, impact: &str) {
        let rules = read_rules(rule).unwrap().rules;
        let told = tell(&rules[0].alert(), &rules[0].expr);
        assert_eq!(
            (told.meaning.as_str(), told.impact.as_str()),
            (meaning, impact)
        );
    }

    #[test]
    fn a_rule_tells_what_it_means_and_whom_it_hurts() {
        check(
            "- alert: DiskFull\n  expr: free < 10\n  labels: {severity: page}\n  annotations:\n    summary: Disk is filling up.\n    description: '{{ $labels.host }} has\n      {{ $value | humanize }} left.'\n",
            "Disk is filling up.\n\n```promql\nfree < 10\n```\n\n- severity: `page`",
            "`<host>` has `<value>` left.",
        );
        check(
            "- alert: A\n  expr: up == 0\n  annotations: {description: It is down., impact: Nobody can pay.}\n",
            "It is down.\n\n```promql\nup == 0\n```",
            "Nobody can pay.",
        );
        check("- alert: A\n  expr: up\n", "```promql\nup\n```", "");
    }
}
