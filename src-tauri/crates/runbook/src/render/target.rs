//! Links and pictures on the page: only what was resolved is written, never the address that stood there.

use super::page::Page;
use crate::Target;

impl Page<'_> {
    /// Opens what a link is written as; `close` (or a raw `</a>`) ends it.
    pub(super) fn link(&mut self, href: &str, title: &str, raw: bool) {
        let target = self.source.links.resolve(self.base(), href);
        let (name, mut attributes) = link_attributes(&target, href);
        if !title.is_empty() && !attributes.iter().any(|(name, _)| *name == "title") {
            attributes.push(("title", title.to_owned()));
        }
        let attributes: Vec<(&str, &str)> = attributes
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        if raw {
            self.raw_links.push(name);
            self.out.open_raw(name, &attributes);
        } else {
            self.out.open(name, &attributes);
        }
    }

    pub(super) fn close_raw_link(&mut self) {
        if let Some(name) = self.raw_links.pop() {
            self.out.close_raw(name);
        }
    }

    /// A picture of the library, or words where there is none to show.
    pub(super) fn picture(&mut self, href: &str, alt: &str) {
        let target = self.source.links.resolve(self.base(), href);
        let shown = if alt.trim().is_empty() { href } else { alt };
        match &target {
            Target::File { path, .. } if is_picture(path) => {
                self.out.void(
                    "img",
                    &[
                        ("class", "image"),
                        ("data-file", path),
                        ("alt", alt),
                        ("loading", "lazy"),
                    ],
                );
            }
            Target::Web(url) => self.out.element(
                "span",
                &[("class", "image-remote"), ("data-external", url)],
                shown,
            ),
            Target::Template => {
                self.out
                    .element("span", &[("class", "chip"), ("title", href)], shown);
            }
            _ => self.out.element(
                "span",
                &[
                    ("class", "link-dead image-dead"),
                    ("data-target", href),
                    ("title", href),
                ],
                shown,
            ),
        }
    }
}

/// What a link is written as: only what was resolved, never the address that stood there.
fn link_attributes(target: &Target, href: &str) -> (&'static str, Vec<(&'static str, String)>) {
    let text = str::to_owned;
    let link = |class: &str| vec![("href", text("#")), ("class", text(class))];
    match target {
        Target::Document {
            path,
            anchor,
            anchor_found,
            ..
        } => {
            let mut attributes = link(if *anchor_found {
                "link"
            } else {
                "link anchor-dead"
            });
            attributes.push(("data-document", path.clone()));
            attributes.extend(anchor.clone().map(|anchor| ("data-anchor", anchor)));
            ("a", attributes)
        }
        Target::File { path, .. } => {
            let mut attributes = link("link file");
            attributes.push(("data-file", path.clone()));
            ("a", attributes)
        }
        Target::Web(url) => external(url.clone()),
        Target::Mail(address) => external(format!("mailto:{address}")),
        Target::Folder { path } => (
            "span",
            vec![
                ("class", text("link-folder")),
                ("data-folder", path.clone()),
            ],
        ),
        Target::Template => ("span", vec![("class", text("chip")), ("title", text(href))]),
        Target::Dead { .. } => ("span", dead("link-dead", href)),
        Target::Dropped => ("span", dead("link-dead link-unsafe", href)),
    }
}

fn external(url: String) -> (&'static str, Vec<(&'static str, String)>) {
    (
        "a",
        vec![
            ("href", url.clone()),
            ("class", "link external".to_owned()),
            ("data-external", url),
        ],
    )
}

fn dead(class: &str, href: &str) -> Vec<(&'static str, String)> {
    let href: String = href.chars().take(500).collect();
    vec![
        ("class", class.to_owned()),
        ("data-target", href.clone()),
        ("title", href),
    ]
}

/// Pictures that are shown; an SVG only as an image, which runs nothing.
fn is_picture(path: &str) -> bool {
    let extension = path
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    matches!(
        extension.as_str(),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg"
    )
}
