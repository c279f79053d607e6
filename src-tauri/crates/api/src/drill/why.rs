//! Why an item was judged as it was, in a sentence.

use super::view::Scene;
use super::{told, words};
use drillbook_drill::Why;

/// The sentence.
pub(super) fn why(scene: &Scene<'_>, why: &Why) -> String {
    let plain = match why {
        Why::Early => "early",
        Why::Never => "never",
        Why::NoTrigger => "no_trigger",
        Why::TimeLeft => "time_left",
        Why::Unset => "unset",
        Why::NoHarm => "no_harm",
        Why::Done => "done",
        Why::Answer { right: true } => "answer_right",
        Why::Answer { right: false } => "answer_wrong",
        Why::Rated => "rated",
        other => return with_arguments(scene, other),
    };
    say(scene, plain, &[])
}

fn say(scene: &Scene<'_>, key: &str, args: &[(&str, &str)]) -> String {
    scene.messages.text(&format!("verdict_why_{key}"), args)
}

fn with_arguments(scene: &Scene<'_>, why: &Why) -> String {
    let long = |seconds: u32| words::seconds(scene.messages, seconds);
    let label = |value: &str| words::chosen(scene.messages, scene.scenario, "choice", value).label;
    match why {
        Why::Time {
            seconds, target, ..
        } => {
            let (seconds, target) = (long(*seconds), long(*target));
            say(scene, "time", &[("seconds", &seconds), ("target", &target)])
        }
        Why::First { done, of } => {
            let (done, of) = (done.to_string(), of.to_string());
            say(scene, "first", &[("done", &done), ("of", &of)])
        }
        Why::Value { value, first, .. } if first.is_empty() => {
            say(scene, "value", &[("value", &label(value))])
        }
        Why::Value {
            value,
            first,
            seconds,
        } => {
            let (value, first, seconds) = (label(value), label(first), long(*seconds));
            let args = [("value", &*value), ("first", &first), ("seconds", &seconds)];
            say(scene, "value_corrected", &args)
        }
        Why::Harm { acts } => {
            let titles = acts.iter().map(|act| told::title(scene, act, None));
            let titles = titles.collect::<Vec<_>>().join(", ");
            say(scene, "harm", &[("acts", &titles)])
        }
        Why::Silence {
            longest,
            target,
            missing,
        } => {
            let (longest, target) = (long(*longest), long(*target));
            let args = [("longest", &*longest), ("target", &target)];
            let told = say(scene, "silence", &args);
            if missing.is_empty() {
                return told;
            }
            let lacked = say(scene, "silence_parts", &[("parts", &parts(scene, missing))]);
            format!("{told}; {lacked}")
        }
        Why::Lacking { missing } => say(scene, "lacking", &[("missing", &parts(scene, missing))]),
        _ => String::new(),
    }
}

fn parts(scene: &Scene<'_>, parts: &[String]) -> String {
    let labels = parts
        .iter()
        .map(|part| words::chosen(scene.messages, scene.scenario, "part", part).label);
    labels.collect::<Vec<_>>().join(", ")
}
