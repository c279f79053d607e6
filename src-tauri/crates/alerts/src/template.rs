//! Templates in annotations, filled from an alert's labels: `docs/{{ $labels.type }}/README.md`.
//!
//! Prometheus', Alertmanager's and Helm's fields are known by their last name; of their functions only upper and lower
//! case matter in an address. What no label fills is told, never guessed.

use crate::alert::Alert;

/// A text with its fields filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The text; fields that no label fills stand as they were.
    pub text: String,
    /// The names of the fields that no label fills.
    pub missing: Vec<String>,
}

/// Fills the `{{ … }}` and `${…}` of `text` from the labels and the name of `alert`.
pub fn fill(text: &str, alert: &Alert) -> Filled {
    let mut filled = Filled {
        text: String::with_capacity(text.len()),
        missing: Vec::new(),
    };
    let mut rest = text;
    while let Some((before, inside, after)) = next(rest) {
        filled.text.push_str(before);
        match value(inside, alert) {
            Ok(value) => filled.text.push_str(&value),
            Err(name) => {
                let end = rest.len() - after.len();
                filled
                    .text
                    .push_str(rest.get(before.len()..end).unwrap_or_default());
                filled.missing.push(name);
            }
        }
        rest = after;
    }
    filled.text.push_str(rest);
    filled
}

/// The text with each field by its name, as placeholders are written: `{{ $labels.pod }}` is `<pod>` in back-ticks. What only
/// steers (`{{ if … }}`, `{{ end }}`) is left out.
pub(crate) fn named(text: &str) -> String {
    const STEERS: [&str; 6] = ["if", "else", "end", "range", "with", "define"];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside, after)) = next(rest) {
        out.push_str(before);
        let field = first(inside);
        let word = field.split_whitespace().next().unwrap_or_default();
        if !STEERS.contains(&word) {
            let name = name(field.split_whitespace().next_back().unwrap_or_default());
            out.extend(["`<", name, ">`"]);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The next field: what stands before it, in it and after it.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let open = |opener: &'static str, closer: &'static str| {
        let at = text.find(opener)?;
        let inside = text.get(at + opener.len()..)?;
        let end = inside.find(closer)?;
        Some((
            at,
            text.get(..at)?,
            inside.get(..end)?,
            inside.get(end + closer.len()..)?,
        ))
    };
    let found = [open("{{", "}}"), open("${", "}")];
    let (_, before, inside, after) = found.into_iter().flatten().min_by_key(|found| found.0)?;
    Some((before, inside, after))
}

/// What a field stands for, or the name that no label has.
fn value(field: &str, alert: &Alert) -> Result<String, String> {
    let pipes = field.trim_matches(['-', ' ', '\t']).split('|').skip(1);
    let mut words = first(field).split_whitespace().rev();
    let name = name(words.next().unwrap_or_default());
    let functions: Vec<&str> = words.chain(pipes.map(str::trim)).collect();
    let found = alert.label(name).map(str::to_owned).or_else(|| {
        let of_alert = matches!(name, "alert" | "alertname" | "alertName" | "alert_name");
        (of_alert && !alert.name.is_empty()).then(|| alert.name.clone())
    });
    let mut value = found.ok_or_else(|| name.to_owned())?;
    for function in functions {
        match function {
            "toLower" | "lower" => value = value.to_lowercase(),
            "toUpper" | "upper" => value = value.to_uppercase(),
            _ => {}
        }
    }
    Ok(value)
}

/// What a field begins with, before its functions.
fn first(field: &str) -> &str {
    let field = field.trim_matches(['-', ' ', '\t']);
    field.split('|').next().unwrap_or_default().trim()
}

/// The last name in `$labels.type`, `.Labels.type`, `index .Labels "type"` or `labels['type']`.
fn name(field: &str) -> &str {
    field
        .trim_end_matches(['"', '\'', ']', ')'])
        .rsplit(['.', '"', '\'', '[', '$', '('])
        .next()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str, missing: &[&str]) {
        let alert = Alert {
            name: "DiskFull".to_owned(),
            labels: vec![("type".to_owned(), "Patroni".to_owned())],
            ..Alert::default()
        };
        let filled = fill(text, &alert);
        assert_eq!(
            (filled.text.as_str(), filled.missing),
            (
                expected,
                missing.iter().map(|&name| name.to_owned()).collect()
            )
        );
    }

    #[test]
    fn fills_from_labels_and_the_name() {
        check(
            "docs/{{ $labels.type }}/README.md",
            "docs/Patroni/README.md",
            &[],
        );
        check("docs/{{.Labels.type | toLower}}/x", "docs/patroni/x", &[]);
        check(
            "{{ toLower .Labels.type }}/{{ index .Labels \"type\" }}",
            "patroni/Patroni",
            &[],
        );
        check("r/{{ $alert }}.md", "r/DiskFull.md", &[]);
        check("r/${alertname}", "r/DiskFull", &[]);
        check(
            "r/{{ $labels.shard }}/{{ $labels.type }}",
            "r/{{ $labels.shard }}/Patroni",
            &["shard"],
        );
        check("{{ a } {{", "{{ a } {{", &[]);
        check("", "", &[]);
    }

    #[test]
    fn fields_stand_by_their_names() {
        let check = |text: &str, expected: &str| assert_eq!(named(text), expected);
        check("{{ $labels.pod }} is down", "`<pod>` is down");
        check("{{ printf \"%.2f\" $value }}%", "`<value>`%");
        check("{{ if $value }}a{{ else }}b{{ end }}", "ab");
        check("{{ $labels.a | title }} of {{.Labels.b}}", "`<a>` of `<b>`");
        check("no field {{", "no field {{");
    }
}
