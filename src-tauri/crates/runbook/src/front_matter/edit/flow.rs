//! Lists between brackets, which YAML and TOML write alike. An item that stays keeps its bytes.

use drillbook_text::Span;

/// An item of the list as it stands.
pub(super) struct Item<'a> {
    /// What it is called: its text, or its name where it is an object.
    pub(super) name: String,
    /// Where it stands in the list's text.
    pub(super) span: Span,
    /// Its bytes.
    pub(super) raw: &'a str,
}

/// The list `raw` (from bracket to bracket) with the items that are `wanted`; `None` where a comment stands between them.
pub(super) fn rewritten(
    raw: &str,
    items: &[Item<'_>],
    wanted: &[String],
    write: impl Fn(&str) -> String,
) -> Option<String> {
    let between = between(raw, items)?;
    if between.contains('#') {
        return None;
    }
    let mut left: Vec<&Item<'_>> = items.iter().collect();
    let texts: Vec<String> = wanted
        .iter()
        .map(|name| {
            let name = name.trim();
            match left.iter().position(|item| item.name == name) {
                Some(at) => left.remove(at).raw.to_owned(),
                None => write(name),
            }
        })
        .collect();
    if texts.is_empty() {
        return Some("[]".to_owned());
    }
    let lead = raw.get(1..items.first().map_or(1, |first| first.span.start))?;
    if !lead.contains('\n') {
        let pad = if lead.trim().is_empty() { lead } else { "" };
        return Some(format!("[{pad}{}{pad}]", texts.join(", ")));
    }
    let last = items.last().map_or(1, |last| last.span.end);
    let tail = raw.get(last..raw.len().checked_sub(1)?)?;
    let joined = texts.join(&format!(",{lead}"));
    Some(format!("[{lead}{joined}{tail}]"))
}

/// What stands between the items, brackets and commas included.
fn between(raw: &str, items: &[Item<'_>]) -> Option<String> {
    let mut out = String::new();
    let mut at = 0;
    for item in items {
        out.push_str(raw.get(at..item.span.start)?);
        at = item.span.end;
    }
    out.push_str(raw.get(at..)?);
    Some(out)
}

/// A list for where there was none.
pub(super) fn written(wanted: &[String], write: impl Fn(&str) -> String) -> String {
    let texts: Vec<String> = wanted.iter().map(|item| write(item.trim())).collect();
    format!("[{}]", texts.join(", "))
}
