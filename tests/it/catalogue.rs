//! The message catalogue: both languages say everything, with the same arguments, and every code from Rust has words.

use drillbook_api::wire::ErrorCode;
use drillbook_library::git::GitError;
use drillbook_tests::places;
use drillbook_text::Code;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

type Messages = BTreeMap<String, String>;

#[test]
fn both_languages_have_the_same_messages() {
    let (english, indonesian) = (read("en"), read("id"));
    let of_one: Vec<String> = difference(&english, &indonesian)
        .chain(difference(&indonesian, &english))
        .collect();
    assert_eq!(of_one, Vec::<String>::new());
}

#[test]
fn both_languages_take_the_same_arguments() {
    let (english, indonesian) = (read("en"), read("id"));
    let wrong: Vec<&String> = english
        .iter()
        .filter(|(key, text)| {
            indonesian
                .get(*key)
                .is_some_and(|other| arguments(other) != arguments(text))
        })
        .map(|(key, _)| key)
        .collect();
    assert_eq!(wrong, Vec::<&String>::new());
}

#[test]
fn every_code_has_its_sentence_and_its_hint() {
    let diagnostics =
        Code::ALL.map(|code| format!("diagnostic_{}", code.as_str().replace('-', "_")));
    let scenarios = drillbook_drill::Code::ALL
        .iter()
        .map(|code| format!("scenario_{}", code.as_str().replace('-', "_")));
    let diagnostics: Vec<String> = diagnostics.into_iter().chain(scenarios).collect();
    let git = GitError::CODES.map(|code| format!("git_problem_{code}"));
    let errors = ErrorCode::ALL.map(|code| format!("error_{}", code.as_str()));
    for language in ["en", "id"] {
        let messages = read(language);
        for key in diagnostics.iter().chain(&errors).chain(&git) {
            assert!(
                messages
                    .get(key)
                    .is_some_and(|text| !text.trim().is_empty()),
                "{language} says nothing for {key}"
            );
            // It may be empty: not every problem has a next step that is worth a sentence.
            assert!(
                messages.contains_key(&format!("{key}_hint")),
                "{language} has no {key}_hint"
            );
        }
    }
}

#[test]
fn arguments_are_found_in_a_message() {
    assert_eq!(
        arguments("{count} of {total}, {count}"),
        BTreeSet::from(["count", "total"])
    );
    assert_eq!(arguments("none"), BTreeSet::new());
}

fn difference<'a>(these: &'a Messages, others: &'a Messages) -> impl Iterator<Item = String> + 'a {
    these
        .keys()
        .filter(|key| !others.contains_key(*key))
        .cloned()
}

fn arguments(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name.trim())
        .collect()
}

fn read(language: &str) -> Messages {
    let path = places::root().join(format!("ui/messages/{language}.json"));
    let mut messages: Messages = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    messages.remove("$schema");
    messages
}
