//! A document as one file that needs nothing else: for a colleague without the app, for paper, for
//! the record. Pictures are inside, our style is inside, nothing loads and nothing runs.

use crate::clock;
use crate::document::read_for_export;
use crate::messages::Messages;
use crate::session::Session;
use crate::wire::{ErrorCode, Exported, WireError};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use drillbook_runbook::{self as runbook, Document};
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use uuid::Uuid;

/// Bytes of all pictures of an exported document; those beyond are left out and named.
const PICTURES: usize = 16 * 1024 * 1024;

/// The window's own style, and what differs on a page of its own.
const STYLES: [&str; 3] = [
    include_str!("../../../../../ui/src/design/tokens.css"),
    include_str!("../../../../../ui/src/prose/prose.css"),
    include_str!("page.css"),
];

/// Nothing is loaded and nothing runs, whatever the page may hold.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// A page, and how many pictures are not in it.
pub(crate) struct Page {
    pub(crate) html: String,
    pub(crate) left_out: u32,
}

/// The document `id` as a page of its own.
pub(crate) fn page(session: &Session, id: &str) -> Result<Page, WireError> {
    let source = read_for_export(session, id)?;
    let mut room = PICTURES;
    let mut left_out = 0;
    let body = runbook::standalone(&source.html, id, &mut |path| {
        let picture = crate::document::picture(session, path).ok();
        let picture = picture.filter(|picture| picture.bytes.len() <= room);
        if let Some(picture) = &picture {
            room -= picture.bytes.len();
        } else {
            left_out += 1;
        }
        picture.map(|picture| {
            let data = STANDARD.encode(&picture.bytes);
            format!("data:{};base64,{data}", picture.media_type)
        })
    });
    let page = Parts {
        messages: session.messages(),
        library: session.info().name,
        id,
        document: &source.document,
        titled: source.titled,
        body,
        notices: notices(session.messages(), left_out, source.cut),
    };
    Ok(Page {
        html: page.write(),
        left_out,
    })
}

/// Writes the page to `file`, whole or not at all.
pub(crate) fn write(messages: Messages, page: &Page, file: &Path) -> Result<Exported, WireError> {
    let shown = file.display().to_string();
    write_beside(file, page.html.as_bytes()).map_err(|error| {
        WireError::new(messages, ErrorCode::NotWritten, &[("file", &shown)]).because(&error)
    })?;
    Ok(Exported {
        file: shown,
        left_out: page.left_out,
    })
}

/// What a file of the document is called where nobody has said otherwise.
pub(crate) fn file_name(id: &str) -> String {
    let name = id.rsplit('/').next().unwrap_or(id);
    let stem = name.split('.').next().filter(|stem| !stem.is_empty());
    format!("{}.html", stem.unwrap_or("document"))
}

fn notices(messages: Messages, left_out: u32, cut: bool) -> Vec<String> {
    let pictures = (left_out > 0)
        .then(|| messages.text("export_left_out", &[("count", &left_out.to_string())]));
    let cut = cut.then(|| messages.text("export_cut", &[]));
    pictures.into_iter().chain(cut).collect()
}

struct Parts<'a> {
    messages: Messages,
    library: String,
    id: &'a str,
    document: &'a Document,
    /// The text opens with the title.
    titled: bool,
    body: String,
    notices: Vec<String>,
}

impl Parts<'_> {
    fn write(&self) -> String {
        let title = escaped(&self.document.title);
        let heading = if self.titled {
            String::new()
        } else {
            format!("<h1>{title}</h1>\n")
        };
        let mut notices = String::new();
        for notice in &self.notices {
            // Writing to a string does not fail.
            let _ = writeln!(notices, "<p class=\"notice\">{}</p>", escaped(notice));
        }
        let footer = self.messages.text(
            "export_footer",
            &[
                ("library", &self.library),
                ("id", self.id),
                ("date", &clock::today()),
            ],
        );
        format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"format\" content=\"drillbook.document/1\">\n\
             <title>{title}</title>\n<style>\n{styles}</style>\n</head>\n<body>\n\
             <header>\n{heading}<p class=\"meta\">{meta}</p>\n{notices}</header>\n\
             <main class=\"prose\">\n{body}\n</main>\n<footer>{footer}</footer>\n</body>\n</html>\n",
            language = escaped(self.document.language.code()),
            styles = STYLES.concat(),
            meta = escaped(&self.meta()),
            body = self.body,
            footer = escaped(&footer),
        )
    }

    fn meta(&self) -> String {
        let front = &self.document.front_matter;
        let kind = self
            .messages
            .text(&format!("kind_{}", self.document.kind.as_str()), &[]);
        let fields = [
            &front.status,
            &front.service,
            &front.owner,
            &front.last_reviewed,
        ];
        let fields = fields.into_iter().flatten().cloned();
        std::iter::once(kind)
            .chain(fields)
            .collect::<Vec<_>>()
            .join(" · ")
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Writes a new file beside the place and moves it there. A file of that name that nobody named is
/// never touched.
fn write_beside(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut partial = file.as_os_str().to_owned();
    partial.push(format!(".{}.partial", Uuid::new_v4().simple()));
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&partial)
        .and_then(|mut out| {
            out.write_all(bytes)?;
            out.sync_all()
        })
        .and_then(|()| fs::rename(&partial, file));
    if written.is_err() {
        // It may not have been made at all.
        drop(fs::remove_file(&partial));
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_its_document() {
        for (id, expected) in [
            ("docs/a.id.md", "a.html"),
            ("README.md", "README.html"),
            ("x/.md", "document.html"),
        ] {
            assert_eq!(file_name(id), expected);
        }
    }

    #[test]
    fn a_file_is_written_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.html");
        fs::write(&file, "old").unwrap();
        write_beside(&file, b"new").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert!(write_beside(&folder.path().join("no/a.html"), b"x").is_err());
        // A folder stands where the file should go.
        fs::create_dir(folder.path().join("d.html")).unwrap();
        assert!(write_beside(&folder.path().join("d.html"), b"x").is_err());
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            2,
            "nothing is left over"
        );
    }
}
