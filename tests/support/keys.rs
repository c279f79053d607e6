//! Names of keys as a person says them, `Ctrl+Shift+P`, turned into `WebDriver`'s key actions.

use serde_json::{Value, json};

/// The actions that press and release a chord: modifiers down in order, the key, modifiers up in reverse.
///
/// # Panics
/// When a key's name is not known.
#[track_caller]
pub fn chord(name: &str) -> Value {
    // `Ctrl++` and a lone `+` name the plus key itself.
    let (modifiers, key) = match name.strip_suffix('+') {
        Some(rest) => (rest.trim_end_matches('+'), "+"),
        None => name.rsplit_once('+').unwrap_or(("", name)),
    };
    let mut keys: Vec<String> = modifiers
        .split('+')
        .filter(|part| !part.is_empty())
        .map(code)
        .collect();
    keys.push(code(key));
    let down = keys
        .iter()
        .map(|key| json!({ "type": "keyDown", "value": key }));
    let up = keys
        .iter()
        .rev()
        .map(|key| json!({ "type": "keyUp", "value": key }));
    actions(&down.chain(up).collect::<Vec<_>>())
}

/// The actions that type a text, one key after the other.
pub fn text(text: &str) -> Value {
    let strokes = text.chars().flat_map(|letter| {
        let key = letter.to_string();
        [
            json!({ "type": "keyDown", "value": key }),
            json!({ "type": "keyUp", "value": key }),
        ]
    });
    actions(&strokes.collect::<Vec<_>>())
}

fn actions(strokes: &[Value]) -> Value {
    json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] })
}

fn code(name: &str) -> String {
    let special = match name {
        "Ctrl" => '\u{E009}',
        "Shift" => '\u{E008}',
        "Alt" => '\u{E00A}',
        "Meta" => '\u{E03D}',
        "Enter" => '\u{E007}',
        "Tab" => '\u{E004}',
        "Escape" => '\u{E00C}',
        "Backspace" => '\u{E003}',
        "Delete" => '\u{E017}',
        "Space" => ' ',
        "PageUp" => '\u{E00E}',
        "PageDown" => '\u{E00F}',
        "End" => '\u{E010}',
        "Home" => '\u{E011}',
        "ArrowLeft" => '\u{E012}',
        "ArrowUp" => '\u{E013}',
        "ArrowRight" => '\u{E014}',
        "ArrowDown" => '\u{E015}',
        "F2" => '\u{E032}',
        "F3" => '\u{E033}',
        "F4" => '\u{E034}',
        "F5" => '\u{E035}',
        "F6" => '\u{E036}',
        "F7" => '\u{E037}',
        "F8" => '\u{E038}',
        "F9" => '\u{E039}',
        single => {
            let mut letters = single.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) => letter,
                _ => panic!("there is no key named {single}"),
            }
        }
    };
    special.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &[&str]) {
        let actions = chord(name);
        let strokes: Vec<String> = actions["actions"][0]["actions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|stroke| {
                let sign = if stroke["type"] == "keyDown" {
                    '+'
                } else {
                    '-'
                };
                format!(
                    "{sign}{}",
                    stroke["value"].as_str().unwrap().escape_unicode()
                )
            })
            .collect();
        assert_eq!(strokes, expected);
    }

    #[test]
    fn modifiers_enclose_the_key() {
        check(
            "Ctrl+K",
            &["+\\u{e009}", "+\\u{4b}", "-\\u{4b}", "-\\u{e009}"],
        );
    }

    #[test]
    fn plus_and_a_single_letter_are_keys() {
        check("+", &["+\\u{2b}", "-\\u{2b}"]);
        check(
            "Ctrl++",
            &["+\\u{e009}", "+\\u{2b}", "-\\u{2b}", "-\\u{e009}"],
        );
        check("/", &["+\\u{2f}", "-\\u{2f}"]);
    }
}
