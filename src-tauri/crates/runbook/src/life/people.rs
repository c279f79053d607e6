//! The people of a team as documents and records name them: by id, by name, by address, or by a group that they are in.

use drillbook_text::fold::fold;

/// A person of the team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// What documents and records call the person.
    pub id: String,
    /// The name.
    pub name: String,
    /// The address that git knows.
    pub email: Option<String>,
    /// Groups that the person is in.
    pub groups: Vec<String>,
}

impl Person {
    /// Whether `address` is the person's; none where the list of people does not say.
    pub fn has_address(&self, address: &str) -> Option<bool> {
        let own = self.email.as_deref()?;
        Some(fold(own.trim()) == fold(address.trim()))
    }
}

/// The people of a team, in the order in which they are written down.
#[derive(Clone, Debug, Default)]
pub struct People(pub Vec<Person>);

impl People {
    /// The person who is called `word`: an id, a name or an address, whatever its case.
    pub fn find(&self, word: &str) -> Option<&Person> {
        let word = fold(word.trim());
        let same = |own: &str| fold(own) == word;
        let by_id = self.0.iter().find(|person| same(&person.id));
        by_id.or_else(|| {
            self.0
                .iter()
                .find(|person| same(&person.name) || person.email.as_deref().is_some_and(same))
        })
    }

    /// The people whom `words` name, each once: persons, and everybody in the groups. Words that name nobody come as they
    /// are, so that nobody is left out without being seen.
    pub fn named(&self, words: &[String]) -> Vec<Person> {
        let mut all: Vec<Person> = Vec::new();
        for word in words {
            let group = fold(word.trim());
            let of_group = |person: &&Person| person.groups.iter().any(|own| fold(own) == group);
            let mut found: Vec<Person> = self.0.iter().filter(of_group).cloned().collect();
            if found.is_empty() {
                found.push(self.find(word).cloned().unwrap_or_else(|| stranger(word)));
            }
            for person in found {
                if !all.iter().any(|known| known.id == person.id) {
                    all.push(person);
                }
            }
        }
        all
    }
}

/// Somebody whom the team's list does not have.
fn stranger(word: &str) -> Person {
    let word = word.trim().to_owned();
    Person {
        id: word.clone(),
        name: word,
        ..Person::default()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// `id: group group`, one a line.
    pub(crate) fn team(text: &str) -> People {
        let person = |line: &str| {
            let (id, groups) = line.split_once(':').unwrap_or((line, ""));
            Person {
                id: id.to_owned(),
                name: id.to_uppercase(),
                email: Some(format!("{id}@pasar.example")),
                groups: groups.split_whitespace().map(str::to_owned).collect(),
            }
        };
        People(text.lines().map(person).collect())
    }

    fn check(words: &[&str], expected: &str) {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let named = team("ayu: sre\nbudi: ops sre\ncitra: dba").named(&words);
        let ids: Vec<&str> = named.iter().map(|person| person.id.as_str()).collect();
        assert_eq!(ids.join(" "), expected);
    }

    #[test]
    fn an_address_is_a_person_s_or_not_or_nobody_knows() {
        let team = team("ayu: sre");
        assert_eq!(team.0[0].has_address(" Ayu@Pasar.example"), Some(true));
        assert_eq!(team.0[0].has_address("budi@pasar.example"), Some(false));
        assert_eq!(stranger("citra").has_address("citra@pasar.example"), None);
    }

    #[test]
    fn groups_persons_and_strangers() {
        check(&["sre"], "ayu budi");
        check(&["SRE", "budi", "ops"], "ayu budi");
        check(&["CITRA", "citra@pasar.example"], "citra");
        check(&["vendor", "dba"], "vendor citra");
        check(&[], "");
    }
}
