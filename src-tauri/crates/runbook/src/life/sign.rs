//! Read and sign: who has signed what a document says now, and who is asked again.
//!
//! A signature is bound to the hash of the content that was read. Another content asks again, unless every step from the one
//! to the other was a change of wording only.

use super::people::{People, Person};
use std::collections::HashSet;

/// How much a change matters to those who have signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Words only: nobody is asked again.
    Wording,
    /// What is done or known: everybody is asked again.
    Content,
    /// What keeps people or data from harm: everybody is asked again, and told so.
    Safety,
}

impl Class {
    /// Every class, the gravest first.
    pub const ALL: [Self; 3] = [Self::Safety, Self::Content, Self::Wording];

    /// As records have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Safety => "safety",
            Self::Content => "content",
            Self::Wording => "wording",
        }
    }

    /// The class of that word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == word)
    }
}

/// A change that somebody classed: from one content of a document to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The content before, by its hash.
    pub before: String,
    /// The content after.
    pub after: String,
    /// What sort of change it was.
    pub class: Class,
}

/// An acknowledgement: somebody read some content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ack {
    /// Who, as the record has it: an id, else a name.
    pub person: String,
    /// The content, by its hash.
    pub content: String,
    /// When: milliseconds since 1970, UTC.
    pub at: i64,
}

/// How it stands with one person's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Who.
    pub person: Person,
    /// Whether the person is among those who are asked.
    pub asked: bool,
    /// The latest acknowledgement, as an index into those that were handed in.
    pub ack: Option<usize>,
    /// That acknowledgement still holds.
    pub holds: bool,
    /// Why the person is asked again: the gravest change since; content where nobody classed it.
    pub again: Option<Class>,
}

/// How it stands with everybody: first those who are asked, in the order of the team, then whoever signed unasked.
pub fn signatures(
    content: &str,
    readers: &[Person],
    acks: &[Ack],
    steps: &[Step],
    people: &People,
) -> Vec<Signature> {
    let mut persons: Vec<(Person, bool)> = readers
        .iter()
        .map(|person| (person.clone(), true))
        .collect();
    for ack in acks {
        let who = people.named(std::slice::from_ref(&ack.person));
        let who = who.into_iter().next().unwrap_or_default();
        if !persons.iter().any(|(known, _)| known.id == who.id) {
            persons.push((who, false));
        }
    }
    let of = |person: &Person, ack: &Ack| {
        people
            .find(&ack.person)
            .map_or(ack.person.trim(), |found| found.id.as_str())
            == person.id
    };
    let each = persons.into_iter().map(|(person, asked)| {
        let own = (0..acks.len()).filter(|at| acks.get(*at).is_some_and(|ack| of(&person, ack)));
        // One that holds counts, also where an older content was signed later.
        let best = own.max_by_key(|at| {
            acks.get(*at)
                .map(|ack| (still_holds(&ack.content, content, steps).is_none(), ack.at))
        });
        let again = best
            .and_then(|at| acks.get(at))
            .and_then(|ack| still_holds(&ack.content, content, steps));
        Signature {
            person,
            asked,
            ack: best,
            holds: best.is_some() && again.is_none(),
            again,
        }
    });
    each.collect()
}

/// None where what was said of `signed` holds for `now` too: it is the same, or only its wording changed. Else the gravest
/// change on the way, content where the way is not known.
pub fn still_holds(signed: &str, now: &str, steps: &[Step]) -> Option<Class> {
    // Ways of wording first, then of content, then of any change.
    for most in [Class::Wording, Class::Content, Class::Safety] {
        if leads(signed, now, steps, most) {
            return (most != Class::Wording).then_some(most);
        }
    }
    Some(Class::Content)
}

/// Whether changes of at most this class lead from one content to the other.
fn leads(from: &str, to: &str, steps: &[Step], most: Class) -> bool {
    let mut seen = HashSet::from([from]);
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if at == to {
            return true;
        }
        let on = steps
            .iter()
            .filter(|step| step.before == at && step.class <= most);
        open.extend(
            on.map(|step| step.after.as_str())
                .filter(|next| seen.insert(next)),
        );
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::people::tests::team;
    use super::*;

    /// Acks as `person content`, in the order of time; steps as `before after class`.
    fn check(content: &str, acks: &[&str], steps: &[&str], expected: &str) {
        let people = team("ayu: sre\nbudi: sre\ncitra: dba");
        let words = |line: &str| -> Vec<String> { line.split(' ').map(str::to_owned).collect() };
        let acks: Vec<Ack> = (0_i64..)
            .zip(acks)
            .map(|(at, line)| match words(line).as_slice() {
                [person, content] => Ack {
                    person: person.clone(),
                    content: content.clone(),
                    at,
                },
                _ => unreachable!(),
            })
            .collect();
        let steps: Vec<Step> = steps
            .iter()
            .map(|line| match words(line).as_slice() {
                [before, after, class] => Step {
                    before: before.clone(),
                    after: after.clone(),
                    class: Class::of_word(class).unwrap(),
                },
                _ => unreachable!(),
            })
            .collect();
        let readers = people.named(&["sre".to_owned()]);
        let shown = signatures(content, &readers, &acks, &steps, &people)
            .iter()
            .map(|each| {
                let how = match (each.holds, each.again, each.ack) {
                    (true, ..) => "signed".to_owned(),
                    (_, Some(class), _) => format!("again ({})", class.as_str()),
                    _ => "not yet".to_owned(),
                };
                let unasked = if each.asked { "" } else { ", unasked" };
                format!("{} {how}{unasked}", each.person.id)
            })
            .collect::<Vec<_>>();
        assert_eq!(shown.join("; "), expected);
    }

    #[test]
    fn a_signature_is_of_the_content_that_was_read() {
        check("1", &[], &[], "ayu not yet; budi not yet");
        check("1", &["ayu 1"], &[], "ayu signed; budi not yet");
        check(
            "1",
            &["AYU 1", "vendor 1"],
            &[],
            "ayu signed; budi not yet; vendor signed, unasked",
        );
        check("2", &["ayu 1"], &[], "ayu again (content); budi not yet");
    }

    #[test]
    fn wording_asks_nobody_again_and_the_rest_asks_everybody() {
        check(
            "2",
            &["ayu 1"],
            &["1 2 wording"],
            "ayu signed; budi not yet",
        );
        check(
            "3",
            &["ayu 1"],
            &["1 2 wording", "2 3 wording"],
            "ayu signed; budi not yet",
        );
        check(
            "3",
            &["ayu 1", "budi 2"],
            &["1 2 safety", "2 3 wording"],
            "ayu again (safety); budi signed",
        );
        check(
            "2",
            &["ayu 1"],
            &["1 2 content"],
            "ayu again (content); budi not yet",
        );
        // Back to what was signed, and a ring of changes.
        check(
            "1",
            &["ayu 1"],
            &["1 2 safety", "2 1 content"],
            "ayu signed; budi not yet",
        );
        check(
            "9",
            &["ayu 1"],
            &["1 2 wording", "2 1 wording"],
            "ayu again (content); budi not yet",
        );
    }

    #[test]
    fn the_signature_that_holds_counts() {
        check("2", &["ayu 2", "ayu 1"], &[], "ayu signed; budi not yet");
    }
}
