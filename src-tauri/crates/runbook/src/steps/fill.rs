//! Commands with values in place of parameters. A value goes in as it is: quoting is the document's and the
//! reader's business.

use super::Parameter;
use std::collections::BTreeMap;

/// A piece of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it reads; for a parameter without a value, what the document has there.
    pub text: String,
    /// The parameter it stands for.
    pub parameter: Option<String>,
    /// Whether a value stands in place of the parameter.
    pub filled: bool,
}

/// Whether a value can be put into a command: control characters could act on a terminal, line breaks run
/// what stands before them, and characters that nobody sees hide what is pasted.
pub fn is_fillable(value: &str) -> bool {
    !value.is_empty() && !value.chars().any(char::is_control) && !crate::command::has_hidden(value)
}

/// The command number `command`, whose text is `copy`, with `values` by parameter name. Joined, the parts are
/// what is copied. A value that is not [fillable](is_fillable) counts as none.
pub fn fill(
    copy: &str,
    command: usize,
    parameters: &[Parameter],
    values: &BTreeMap<String, String>,
) -> Vec<Part> {
    let mut places: Vec<(usize, usize, &Parameter)> = parameters
        .iter()
        .flat_map(|parameter| parameter.places.iter().map(move |place| (parameter, place)))
        .filter(|(_, place)| place.command == command)
        .map(|(parameter, place)| (place.span.start, place.span.end, parameter))
        .collect();
    places.sort_by_key(|(start, ..)| *start);
    let mut parts = Vec::new();
    let mut at = 0;
    let plain = |from: usize, to: usize, parts: &mut Vec<Part>| {
        if let Some(text) = copy.get(from..to).filter(|text| !text.is_empty()) {
            parts.push(Part {
                text: text.to_owned(),
                parameter: None,
                filled: false,
            });
        }
    };
    for (start, end, parameter) in places {
        let Some(written) = copy.get(start..end).filter(|_| start >= at) else {
            continue;
        };
        plain(at, start, &mut parts);
        let value = values
            .get(&parameter.name)
            .filter(|value| is_fillable(value));
        parts.push(Part {
            text: value.map_or(written, String::as_str).to_owned(),
            parameter: Some(parameter.name.clone()),
            filled: value.is_some(),
        });
        at = end;
    }
    plain(at, copy.len(), &mut parts);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::steps::{Place, Style};
    use drillbook_text::Span;

    fn check(values: &[(&str, &str)], expected: &[(&str, bool)]) {
        let parameter = |name: &str, start, end| Parameter {
            name: name.to_owned(),
            style: Style::Angle,
            default: None,
            description: None,
            places: vec![Place {
                command: 3,
                span: Span::new(start, end),
                line: 1,
            }],
        };
        let parameters = [parameter("b", 9, 12), parameter("a", 3, 6)];
        let values = values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let parts = fill("rm <a> é<b>", 3, &parameters, &values);
        let shown: Vec<(&str, bool)> = parts
            .iter()
            .map(|part| (part.text.as_str(), part.filled))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn values_stand_in_place_of_parameters() {
        check(
            &[("a", "x y")],
            &[("rm ", false), ("x y", true), (" é", false), ("<b>", false)],
        );
        check(
            &[("a", "x\nreboot"), ("b", "\u{202e}")],
            &[
                ("rm ", false),
                ("<a>", false),
                (" é", false),
                ("<b>", false),
            ],
        );
    }
}
