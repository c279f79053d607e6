//! The places where a link's file may stand: what sites and generators make of addresses, undone.

/// Extensions of documents, in the order in which they are tried.
pub(super) const EXTENSIONS: [&str; 8] = [
    ".md",
    ".markdown",
    ".mdx",
    ".md.erb",
    ".html.md.erb",
    ".html.md",
    ".adoc",
    ".asciidoc",
];
/// Names of a folder's overview.
const OVERVIEWS: [&str; 4] = ["README", "index", "_index", "readme"];
/// Folders that a site's root may be.
const ROOTS: [&str; 5] = ["", "docs", "content", "source", "static"];

/// Every place that `path`, written in the document `from`, may mean; likeliest first. A place ends in a slash when the address did.
pub(crate) fn places(from: &str, path: &str) -> Vec<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut places = Vec::new();
    if let Some(rooted) = path.strip_prefix('/') {
        for base in ancestors(folder) {
            places.extend(
                ROOTS
                    .iter()
                    .filter_map(|root| joined(&[base, root, rooted])),
            );
        }
    } else {
        places.extend(joined(&[folder, path]));
        // Sites serve `a.md` at `a/`, and relative links there start one level deeper.
        let page = from.rsplit_once('.').map_or(from, |(stem, _)| stem);
        places.extend(joined(&[page, path]));
        // Antora's cross-references start at the folder of pages, its images beside it.
        if let Some(module) = antora_module(from) {
            let path = path.rsplit([':', '$']).next().unwrap_or(path);
            let beside = [
                "pages",
                "images",
                "assets/images",
                "examples",
                "attachments",
                "partials",
            ];
            places.extend(
                beside
                    .iter()
                    .filter_map(|beside| joined(&[module, beside, path])),
            );
        }
    }
    places.dedup();
    places
}

/// The folder of the Antora module that a document stands in: `docs/modules/ROOT`.
fn antora_module(from: &str) -> Option<&str> {
    let at = from.find("modules/")? + "modules/".len();
    let name = from.get(at..)?.find('/')?;
    from.get(..at + name)
}

/// Whether the plain meaning of `path` lies outside the library.
pub(super) fn leaves(from: &str, path: &str) -> bool {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    !path.starts_with('/') && joined(&[folder, path]).is_none()
}

/// The library's root, then the folders above `folder`, outermost first: a library may hold several sites.
fn ancestors(folder: &str) -> Vec<&str> {
    let inner = folder
        .match_indices('/')
        .map(|(at, _)| at)
        .chain((!folder.is_empty()).then_some(folder.len()));
    std::iter::once("")
        .chain(inner.filter_map(|at| folder.get(..at)))
        .take(16)
        .collect()
}

/// Joins parts and resolves `.` and `..`; `None` above the root.
fn joined(parts: &[&str]) -> Option<String> {
    let mut components: Vec<&str> = Vec::new();
    for component in parts.iter().flat_map(|part| part.split('/')) {
        match component {
            "" | "." => {}
            ".." => {
                components.pop()?;
            }
            other => components.push(other),
        }
    }
    let mut path = components.join("/");
    let last = parts.last().copied().unwrap_or_default();
    if !path.is_empty()
        && (last.ends_with('/')
            || last.ends_with("/.")
            || last.ends_with("/..")
            || last == "."
            || last == "..")
    {
        path.push('/');
    }
    Some(path)
}

/// The names of files that an address at `place` may be served from.
pub(super) fn spellings(place: &str) -> impl Iterator<Item = String> {
    let bare = place.trim_end_matches('/');
    let exact = (!bare.is_empty()).then(|| bare.to_owned());
    let served = [".html", ".htm"]
        .iter()
        .find_map(|ending| bare.strip_suffix(ending));
    let stem = served.unwrap_or(bare).to_owned();
    // `a.md` may be `a.md.erb`; `page.html` may be `page.html.md.erb`.
    let templates = [".erb", ".md.erb", ".md"].map(|ending| format!("{bare}{ending}"));
    let overview = stem
        .strip_suffix("/index")
        .filter(|_| served.is_some())
        .unwrap_or(&stem)
        .to_owned();
    let prefix = if overview.is_empty() {
        String::new()
    } else {
        format!("{overview}/")
    };
    let with_extension = EXTENSIONS
        .iter()
        .filter(|_| !bare.is_empty())
        .map(move |extension| format!("{stem}{extension}"));
    let overviews = OVERVIEWS
        .iter()
        .flat_map(|name| EXTENSIONS.iter().map(move |extension| (name, extension)));
    let overviews = overviews.map(move |(name, extension)| format!("{prefix}{name}{extension}"));
    exact
        .into_iter()
        .chain(with_extension)
        .chain(templates)
        .chain(overviews)
}

/// The name of a file without folder and extensions, in lower case; of an overview, its folder's.
pub(super) fn name(path: &str) -> String {
    let mut parts = path.trim_end_matches('/').rsplit('/');
    let last = parts.next().unwrap_or_default();
    let stem = EXTENSIONS
        .iter()
        .rev()
        .find_map(|extension| last.strip_suffix(extension))
        .unwrap_or(last)
        .to_lowercase();
    match parts
        .next()
        .filter(|_| matches!(stem.as_str(), "readme" | "index" | "_index"))
    {
        Some(folder) => folder.to_lowercase(),
        None => stem,
    }
}

/// The last part of a path or an address in lower case, without the ending that sites serve it under.
pub(super) fn tail(path: &str) -> String {
    let last = path
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let bare = [".html", ".htm"]
        .iter()
        .find_map(|ending| last.strip_suffix(ending));
    bare.map_or_else(|| last.clone(), str::to_owned)
}

/// Whether a [`tail`] names a folder's overview, or the library's root.
pub(super) fn is_overview(tail: &str) -> bool {
    tail.is_empty() || OVERVIEWS.iter().any(|name| name.eq_ignore_ascii_case(tail))
}

/// The document's own spelling of an anchor: exact, else in other case, else with other hyphens.
pub(super) fn anchor<'a>(anchors: &'a [String], wanted: &str) -> Option<&'a str> {
    let wanted = wanted.strip_prefix("user-content-").unwrap_or(wanted);
    let exact = anchors.iter().find(|known| *known == wanted);
    let folded = || {
        anchors
            .iter()
            .find(|known| known.to_lowercase() == wanted.to_lowercase())
    };
    let loose = || {
        anchors
            .iter()
            .find(|known| loosened(known) == loosened(wanted))
    };
    exact.or_else(folded).or_else(loose).map(String::as_str)
}

/// Generators differ in hyphens, underscores and dots; letters and digits are what all of them keep.
fn loosened(anchor: &str) -> String {
    let mut out = String::with_capacity(anchor.len());
    for c in anchor.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}
