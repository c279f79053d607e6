//! Guards of a scenario that was read already: from words, and as the words of its file, but for white space and
//! parentheses that do nothing.

use super::{Guard, Names, Values, parse};
use crate::code::Diagnostic;
use crate::model::{Scenario, Variable};
use std::collections::BTreeMap;

impl Guard {
    /// The guard that `text` says with the names of `scenario`; else what is wrong with it.
    pub fn read(text: &str, scenario: &Scenario) -> Result<Self, Vec<Diagnostic>> {
        let mut found = Vec::new();
        let guard = parse(text, 0, &names(scenario), &mut found);
        if found.is_empty() {
            Ok(guard)
        } else {
            Err(found)
        }
    }

    /// The guard as a file of `scenario` says it.
    pub fn words(&self, scenario: &Scenario) -> String {
        match self {
            Self::Always(holds) => holds.to_string(),
            Self::Is { variable, values } => is(&scenario.state[*variable], *values, "is"),
            Self::Variant { variant, values } => is(&scenario.variants[*variant], *values, "is"),
            Self::Firing(alert) => format!("firing {}", scenario.alerts[*alert].name),
            Self::Learned(evidence) => scenario.evidence[*evidence].clone(),
            Self::Defined(name) => scenario.define_names[*name].clone(),
            Self::TimeUp => "time_up".to_owned(),
            Self::Not(inner) => match inner.as_ref() {
                Self::Is { variable, values } => is(&scenario.state[*variable], *values, "is not"),
                Self::Variant { variant, values } => {
                    is(&scenario.variants[*variant], *values, "is not")
                }
                inner => format!("not {}", inner.inside(scenario, true)),
            },
            Self::All(all) => joined(scenario, all, " and ", true),
            Self::Any(any) => joined(scenario, any, " or ", false),
        }
    }

    /// In parentheses where it would be read otherwise behind `not` or, but for `and`, beside `and`.
    fn inside(&self, scenario: &Scenario, tight: bool) -> String {
        let words = self.words(scenario);
        match self {
            Self::Any(_) => format!("({words})"),
            Self::All(_) if tight => format!("({words})"),
            _ => words,
        }
    }
}

fn joined(scenario: &Scenario, parts: &[Guard], by: &str, tight: bool) -> String {
    let parts = parts.iter().map(|part| part.inside(scenario, tight));
    parts.collect::<Vec<_>>().join(by)
}

fn is(known: &Variable, values: Values, is: &str) -> String {
    let words = known.values.iter().enumerate();
    let words = words.filter(|(at, _)| values >> at & 1 == 1);
    let words: Vec<&str> = words.map(|(_, word)| word.as_str()).collect();
    format!("{} {is} {}", known.name, words.join("|"))
}

fn names(scenario: &Scenario) -> Names {
    let listed = |list: &[Variable]| {
        let each = list.iter().enumerate();
        let each = each.map(|(at, known)| (known.name.clone(), (at, known.values.clone())));
        each.collect()
    };
    Names {
        variables: listed(&scenario.state),
        variants: listed(&scenario.variants),
        alerts: numbered(scenario.alerts.iter().map(|alert| &alert.name)),
        evidence: numbered(&scenario.evidence),
        defines: numbered(&scenario.define_names),
    }
}

fn numbered<'a>(names: impl IntoIterator<Item = &'a String>) -> BTreeMap<String, usize> {
    names.into_iter().cloned().zip(0..).collect()
}

#[cfg(test)]
mod tests {
    use crate::guard::Guard;
    use crate::tests::example;

    #[test]
    fn guards_are_read_from_their_words() {
        let scenario = example();
        let mut guards = 0;
        scenario.each_guard(&mut |guard| {
            let words = guard.words(&scenario);
            assert_eq!(
                Guard::read(&words, &scenario).as_ref(),
                Ok(guard),
                "{words}"
            );
            guards += 1;
        });
        assert!(guards > 80, "{guards}");
        let check = |text: &str, expected: &str| {
            let guard = Guard::read(text, &scenario).unwrap();
            assert_eq!(guard.words(&scenario), expected);
        };
        check(
            "not ((slow or time_up) and e_plan)",
            "not ((slow or time_up) and e_plan)",
        );
        check(
            "(index is missing) or (slow and e_plan)",
            "index is missing or slow and e_plan",
        );
        check(
            "not index is missing|present",
            "index is not missing|present",
        );
        assert!(Guard::read("index is nowhere", &scenario).is_err());
    }
}
