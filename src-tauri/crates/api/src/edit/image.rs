//! A picture that was pasted or dropped: checked by its first bytes, named safely, stored beside its document.

use super::Answer;
use crate::App;
use crate::session::Session;
use crate::wire::{EditImage, EditImageRequest, WireError};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use drillbook_runbook::{encoded, relative};

/// Bytes of the largest picture that is taken.
const LARGEST: usize = 10 * 1024 * 1024;

/// Characters of a picture's name.
const LONGEST: usize = 60;

impl App {
    /// Stores a picture in `images/` beside the document where that folder is, else beside the document itself.
    pub fn edit_image(&self, request: &EditImageRequest) -> Answer<EditImage> {
        let session = self.editable(&request.document)?;
        let limit = format!("{} MB", LARGEST / 1024 / 1024);
        let large = || self.edit_refused("refusal_picture_large", &[("limit", &limit)]);
        if request.data.len() / 4 * 3 > LARGEST + 2 {
            return Err(large());
        }
        let bytes = STANDARD.decode(&request.data).unwrap_or_default();
        if bytes.len() > LARGEST {
            return Err(large());
        }
        let extension =
            extension(&bytes).ok_or_else(|| self.edit_refused("refusal_picture_kind", &[]))?;
        let stem = stem(&request.name);
        let folder = folder(&session, &request.document);
        let name = format!("{stem}.{extension}");
        let file = session
            .root
            .add_picture(&folder, &name, &bytes)
            .map_err(|error| WireError::of_library(self.messages(), &error))?;
        // Only a walk sees files that are no documents.
        session.ask(false);
        let address = encoded(&relative(&request.document, &file), false);
        Ok(EditImage {
            insert: markup(&request.document, &stem.replace('-', " "), &address),
            file,
        })
    }
}

/// How a picture is written in the document's markup.
fn markup(document: &str, alt: &str, address: &str) -> String {
    if document.to_ascii_lowercase().ends_with(".adoc") {
        format!("image::{address}[{alt}]")
    } else {
        format!("![{alt}]({address})")
    }
}

fn folder(session: &Session, document: &str) -> String {
    let beside = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let images = if beside.is_empty() {
        "images".to_owned()
    } else {
        format!("{beside}/images")
    };
    if session.root.has_folder(&images) {
        images
    } else {
        beside.to_owned()
    }
}

/// What the bytes are, by the signs that each kind of picture begins with.
fn extension(bytes: &[u8]) -> Option<&'static str> {
    let text = || {
        let head = bytes.get(..bytes.len().min(1_024))?;
        let text = std::str::from_utf8(head)
            .ok()?
            .trim_start_matches('\u{feff}');
        let text = text.trim_start();
        (text.starts_with("<svg") || (text.starts_with("<?xml") && text.contains("<svg")))
            .then_some("svg")
    };
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("png"),
        [0xff, 0xd8, 0xff, ..] => Some("jpg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("gif"),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Some("webp"),
        [
            _,
            _,
            _,
            _,
            b'f',
            b't',
            b'y',
            b'p',
            b'a',
            b'v',
            b'i',
            b'f' | b's',
            ..,
        ] => Some("avif"),
        _ => text(),
    }
}

/// A name that every system stores: lower case, letters, digits and hyphens.
fn stem(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut stem = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            stem.push(c);
        } else if !stem.is_empty() && !stem.ends_with('-') {
            stem.push('-');
        }
    }
    let stem: String = stem.chars().take(LONGEST).collect();
    match stem.trim_end_matches('-') {
        "" => "image".to_owned(),
        stem => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_say_what_they_said() {
        for (name, expected) in [
            ("Disk usage (1).PNG", "disk-usage-1"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\a\\Gambar baru.jpg", "gambar-baru"),
            ("Überblick.png", "überblick"),
            ("", "image"),
            ("....", "image"),
            ("💥.png", "image"),
        ] {
            assert_eq!(stem(name), expected, "{name}");
        }
        assert_eq!(stem(&"x".repeat(500)).len(), LONGEST);
    }

    #[test]
    fn pictures_are_known_by_their_bytes() {
        for (bytes, expected) in [
            (&b"\x89PNG\r\n\x1a\nrest"[..], Some("png")),
            (b"\xff\xd8\xff\xe0", Some("jpg")),
            (b"GIF89a", Some("gif")),
            (b"RIFF\0\0\0\0WEBP", Some("webp")),
            (b"\0\0\0 ftypavif", Some("avif")),
            (b"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<svg/>", Some("svg")),
            (b"<html><svg>", None),
            (b"#!/bin/sh", None),
            (b"", None),
        ] {
            assert_eq!(extension(bytes), expected, "{bytes:?}");
        }
    }
}
