//! What commands ask to be filled in: one parameter for each name, however it is written.
//!
//! A mark that somebody has to replace is told from what only looks like one: redirections, variables that the document
//! or the shell itself sets, templates that a tool fills.

mod assigned;
mod declared;
mod marks;

use super::{Parameter, Place, Style, runnable};
use crate::Document;
use drillbook_text::LineIndex;
use marks::Mark;
use std::collections::HashMap;

/// The parameters of a document, in the order of first use; those that only the front matter names stand last. `asks` says which
/// commands are there to be run.
pub(super) fn parameters(
    document: &Document,
    text: &str,
    lines: &LineIndex,
    asks: &[bool],
) -> Vec<Parameter> {
    let assigned = assigned::names(document);
    let mut all: Vec<Parameter> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (command, own) in document.commands.iter().enumerate() {
        if !asks[command] || !runnable::is_runnable(own) {
            continue;
        }
        let mut places = None;
        for mark in marks::marks(own) {
            if mark.style == Style::Shell && assigned.contains(&mark.name) {
                continue;
            }
            let places = places.get_or_insert_with(|| own.lines(text, lines));
            let before = own.copy.get(..mark.span.start).unwrap_or_default();
            let line = places.get(before.matches('\n').count());
            let place = Place {
                command,
                span: mark.span,
                line: line.copied().unwrap_or_else(|| lines.line(own.span.start)),
            };
            let at = *known.entry(key(&mark.name)).or_insert(all.len());
            add(&mut all, at, mark, place);
        }
    }
    for declared in declared::parameters(&document.front_matter) {
        match known
            .get(&key(&declared.name))
            .and_then(|at| all.get_mut(*at))
        {
            Some(used) => {
                used.name = declared.name;
                used.default = declared.default.or_else(|| used.default.take());
                used.description = declared.description;
            }
            None => all.push(declared),
        }
    }
    all
}

fn add(all: &mut Vec<Parameter>, at: usize, mark: Mark, place: Place) {
    if at == all.len() {
        all.push(Parameter {
            name: mark.name,
            style: mark.style,
            default: None,
            description: None,
            places: Vec::new(),
        });
    }
    if let Some(parameter) = all.get_mut(at) {
        parameter.default = parameter.default.take().or(mark.default);
        parameter.places.push(place);
    }
}

/// What is the same in `<pod-name>`, `$POD_NAME` and `{{ pod name }}`.
fn key(name: &str) -> String {
    name.to_lowercase().replace(['-', ' '], "_")
}

/// What stands inside the marks of a parameter as it is written: `pod` of `<pod>`, `${pod}` and `{{ pod }}`.
pub fn inner_name(written: &str) -> &str {
    let bare = written
        .trim_start_matches(['<', '$', '{', ' '])
        .trim_end_matches(['>', '}', ' ']);
    if written.starts_with("${") {
        let end = bare
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(bare.len());
        return bare.get(..end).unwrap_or(bare);
    }
    bare
}

#[cfg(test)]
mod tests {
    use crate::parse;
    use crate::steps::{Style, procedure};

    /// Each parameter as `name style default places`.
    fn check(text: &str, expected: &[&str]) {
        let document = parse("a.md", text);
        let found = procedure(&document, text).parameters;
        let shown: Vec<String> = found
            .iter()
            .map(|one| {
                let places: Vec<String> = one
                    .places
                    .iter()
                    .map(|place| {
                        format!(
                            "{}@{}",
                            place.span.of(&document.commands[place.command].copy),
                            place.line
                        )
                    })
                    .collect();
                let default = one.default.as_deref().unwrap_or("-");
                let style = match one.style {
                    Style::Angle => "angle",
                    Style::Shell => "shell",
                    Style::Mustache => "mustache",
                    Style::Word => "word",
                    Style::Declared => "declared",
                };
                format!("{} {style} {default} {}", one.name, places.join(" "))
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn one_parameter_for_each_name_however_written() {
        check(
            "Run `kubectl -n <namespace> get pod {{ pod }}`.\n\n```bash\n# <not this>\nkubectl -n ${NAMESPACE:-shop} delete pod $POD\n```\n",
            &[
                "namespace angle shop <namespace>@1 ${NAMESPACE:-shop}@5",
                "pod mustache - {{ pod }}@1 $POD@5",
            ],
        );
    }

    #[test]
    fn what_the_document_or_the_shell_sets_is_none() {
        check(
            "`export NS=shop`\n\n```bash\nkubectl -n $NS get pods\nfor pod in a b; do echo $pod $1 $? $HOME; done\nawk '{print $NF}' < in > out\n```\n",
            &[],
        );
        check("```yaml\nsummary: '{{ $labels.x }} {{ host }}'\n```\n", &[]);
        check("`docker inspect --format '{{ name }}' x`", &[]);
        check("```bash\ncat <<EOF >x\n$(date) \\$X\nEOF\n```\n", &[]);
        check("```\nNAME   AGE\n<none> <x>\n```\n", &[]);
        check("```html\n<div>\n```\n", &[]);
    }

    #[test]
    fn front_matter_declares_parameters() {
        check(
            "---\nparameters:\n  - name: host\n    default: db1\n  - spare\n---\n`ssh <host> ls`\n",
            &["host angle db1 <host>@7", "spare declared - "],
        );
        check(
            "---\nparameters: {host: db1, port: 1}\n---\nx\n",
            &["host declared db1 ", "port declared 1 "],
        );
    }
}
