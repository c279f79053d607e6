//! What the page in the window may do: the content security policy and the capabilities, as they stand in the files
//! that Tauri reads.

use drillbook_tests::places;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

/// Every directive of the policy and its sources. `img-src` also takes our own scheme, checked apart.
const POLICY: [(&str, &[&str]); 11] = [
    ("default-src", &["'none'"]),
    ("script-src", &["'self'"]),
    ("style-src", &["'self'", "'unsafe-inline'"]),
    ("img-src", &["'self'", "data:"]),
    ("font-src", &["'self'"]),
    ("connect-src", &["ipc:", "http://ipc.localhost"]),
    ("worker-src", &["'self'"]),
    ("frame-src", &["'none'"]),
    ("object-src", &["'none'"]),
    ("base-uri", &["'none'"]),
    ("form-action", &["'none'"]),
];

/// What a page of ours never gets, as the beginning of a permission's name.
const NEVER: [&str; 9] = [
    "fs:", "shell:", "http:", "process:", "sql:", "store:", "updater:", "opener:", "upload:",
];

#[test]
fn the_policy_is_the_one_that_was_decided() {
    let security = read("src-tauri/tauri.conf.json")["app"]["security"].take();
    let mut found = policy(&security["csp"]);
    let trusted_types = ["require-trusted-types-for", "trusted-types"];
    found.retain(|directive, _| !trusted_types.contains(&directive.as_str()));
    if let Some(sources) = found.get_mut("img-src") {
        sources.retain(|source| !is_own_scheme(source));
    }

    let expected: BTreeMap<String, Vec<String>> = POLICY
        .iter()
        .map(|(directive, sources)| {
            let mut sources: Vec<String> =
                sources.iter().map(|&source| source.to_owned()).collect();
            sources.sort();
            ((*directive).to_owned(), sources)
        })
        .collect();
    assert_eq!(found, expected);
    assert_eq!(security["freezePrototype"], true);
    assert_ne!(security["dangerousDisableAssetCspModification"], true);
    assert_ne!(security["assetProtocol"]["enable"], true);
}

#[test]
fn the_page_gets_no_disk_no_shell_and_no_network() {
    let folder = places::root().join("src-tauri/capabilities");
    let mut files = 0;
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let capability: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        files += 1;
        wrong.extend(
            forbidden(&capability)
                .into_iter()
                .map(|what| format!("{}: {what}", path.display())),
        );
    }
    assert!(
        files > 0,
        "there is no capability at all; is the folder still where it was?"
    );
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn capabilities_stand_in_files_and_not_in_the_configuration() {
    let listed = read("src-tauri/tauri.conf.json")["app"]["security"]["capabilities"].take();
    let written_here: Vec<&Value> = listed
        .as_array()
        .into_iter()
        .flatten()
        .filter(|each| each.is_object())
        .collect();
    assert_eq!(written_here, Vec::<&Value>::new());
}

#[test]
fn a_capability_that_gives_too_much_is_caught() {
    let capability = serde_json::json!({
        "remote": { "urls": ["https://example.org"] },
        "permissions": ["core:default", "fs:allow-read", { "identifier": "opener:allow-open-path", "allow": [] }],
    });
    assert_eq!(
        forbidden(&capability),
        ["a remote origin", "fs:allow-read", "opener:allow-open-path"]
    );
}

fn forbidden(capability: &Value) -> Vec<String> {
    let remote = (!capability["remote"].is_null()).then(|| "a remote origin".to_owned());
    let permissions = capability["permissions"].as_array().into_iter().flatten();
    let names =
        permissions.filter_map(|each| each.as_str().or_else(|| each["identifier"].as_str()));
    let never = names
        .filter(|name| NEVER.iter().any(|start| name.starts_with(start)))
        .map(str::to_owned);
    remote.into_iter().chain(never).collect()
}

/// Tauri takes the policy as one text or as a table.
fn policy(csp: &Value) -> BTreeMap<String, Vec<String>> {
    let sorted = |sources: Vec<String>| {
        let mut sources = sources;
        sources.sort();
        sources
    };
    let words = |text: &str| {
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    if let Some(text) = csp.as_str() {
        let directives = text
            .split(';')
            .map(words)
            .filter(|directive| !directive.is_empty());
        return directives
            .map(|mut each| (each.remove(0), sorted(each)))
            .collect();
    }
    let table = csp.as_object().expect("there is a policy");
    table
        .iter()
        .map(|(directive, sources)| {
            let sources = match sources.as_array() {
                Some(list) => list
                    .iter()
                    .filter_map(Value::as_str)
                    .map(str::to_owned)
                    .collect(),
                None => words(sources.as_str().unwrap_or_default()),
            };
            (directive.clone(), sorted(sources))
        })
        .collect()
}

/// Our own scheme, by its name on Linux and macOS and by the host that stands for it on Windows.
fn is_own_scheme(source: &str) -> bool {
    let name = source
        .strip_suffix(':')
        .or_else(|| source.strip_prefix("http://")?.strip_suffix(".localhost"));
    name.is_some_and(|name| name.starts_with("drillbook") || name == "library" || name == "image")
}

fn read(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(places::root().join(path)).unwrap()).unwrap()
}

/// Installed packages take links of ours from the system, and of no other scheme.
#[test]
fn the_packages_take_our_links_and_hand_them_over() {
    let config = read("src-tauri/tauri.conf.json");
    let schemes = &config["plugins"]["deep-link"]["desktop"]["schemes"];
    assert_eq!(*schemes, serde_json::json!(["drillbook"]));
    for package in ["deb", "rpm"] {
        let template = config["bundle"]["linux"][package]["desktopTemplate"].as_str();
        let template = places::root().join("src-tauri").join(template.unwrap());
        let entry = fs::read_to_string(template).unwrap();
        for line in ["Exec={{exec}} %u", "MimeType={{mime_type}}"] {
            assert!(
                entry.lines().any(|known| known == line),
                "{package}: {line}"
            );
        }
    }
}
