//! What the index finds, shows and survives, over libraries of a few lines.

mod conditions;
mod facets;
mod faults;
mod hostile;
mod shown;
mod vocabulary;
mod words;

use tempfile::TempDir;

use crate::{DocumentEntry, Hit, Index, Language, Outcome, Part, Request, SectionEntry};

/// An index of documents in a folder of its own.
struct Library {
    folder: TempDir,
    index: Index,
}

impl Library {
    /// Indexes documents written as `path`, then lines: `key: value` before the first heading or blank line, `# heading`,
    /// `$ code`, and text.
    fn of(documents: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        let (index, _) = Index::open(folder.path()).unwrap();
        let library = Self { folder, index };
        library.write(documents);
        library
    }

    fn write(&self, documents: &[(&str, &str)]) {
        let mut writer = self.index.begin().unwrap();
        for (path, text) in documents {
            writer.replace(&document(path, text)).unwrap();
        }
        writer.commit("payload").unwrap();
    }

    fn search(&self, query: &str) -> Outcome {
        self.index.search(&Request::new(query, 20))
    }

    /// The hits as `path#slug`, best first.
    fn found(&self, query: &str) -> String {
        let names: Vec<String> = self.search(query).hits.iter().map(name).collect();
        names.join(" ")
    }

    /// Checks what is found, in order.
    #[track_caller]
    fn check(&self, query: &str, expected: &str) {
        assert_eq!(self.found(query), expected, "for `{query}`");
    }

    /// Checks the best hit.
    #[track_caller]
    fn check_first(&self, query: &str, expected: &str) {
        let found = self.found(query);
        assert_eq!(
            found.split(' ').next(),
            Some(expected),
            "for `{query}`, among {found}"
        );
    }
}

fn name(hit: &Hit) -> String {
    if hit.slug.is_empty() {
        hit.path.clone()
    } else {
        format!("{}#{}", hit.path, hit.slug)
    }
}

/// Parts as one text, with the hits in brackets.
fn marked(parts: &[Part]) -> String {
    parts
        .iter()
        .map(|part| {
            if part.hit {
                format!("[{}]", part.text)
            } else {
                part.text.clone()
            }
        })
        .collect()
}

fn document(path: &str, text: &str) -> DocumentEntry {
    let mut document = DocumentEntry {
        path: path.to_owned(),
        title: path.to_owned(),
        ..DocumentEntry::default()
    };
    let mut sections = vec![SectionEntry {
        line: 1,
        ..SectionEntry::default()
    }];
    let mut head = true;
    for (line, text) in (1..).zip(text.lines().map(str::trim)) {
        if let Some(heading) = text.strip_prefix("# ") {
            head = false;
            let slug = heading.to_lowercase().replace(' ', "-");
            let heading = heading.to_owned();
            sections.push(SectionEntry {
                slug,
                line,
                heading,
                ..SectionEntry::default()
            });
        } else if !(head && property(&mut document, text)) {
            let section = sections.last_mut().unwrap();
            let (target, text) = text
                .strip_prefix("$ ")
                .map_or((&mut section.prose, text), |code| (&mut section.code, code));
            target.push_str(text);
            target.push('\n');
            head &= text.is_empty();
        }
    }
    sections.retain(|section| !section.heading.is_empty() || !section.prose.trim().is_empty());
    document.sections = sections;
    document
}

fn property(document: &mut DocumentEntry, line: &str) -> bool {
    let Some((key, value)) = line.split_once(": ") else {
        return false;
    };
    let list = || value.split(", ").map(str::to_owned).collect();
    match key {
        "title" => value.clone_into(&mut document.title),
        "aliases" => document.aliases = list(),
        "alerts" => document.alerts = list(),
        "tags" => document.tags = list(),
        "service" => document.service = Some(value.to_owned()),
        "owner" => document.owner = Some(value.to_owned()),
        "kind" => value.clone_into(&mut document.kind),
        "status" => document.status = Some(value.to_owned()),
        "retired" => document.retired = value == "yes",
        "language" => {
            document.language = match value {
                "en" => Language::En,
                "id" => Language::Id,
                _ => Language::Other,
            }
        }
        _ => return false,
    }
    true
}
