//! Which labels of an alert fill which parameters of a document.

use drillbook_text::fold::fold;

/// Words before a name that say nothing: `your-namespace`, `the_pod`.
const FILLERS: [&str; 6] = ["your", "my", "the", "some", "target", "affected"];
/// Other names of the same thing.
const SAME: [(&str, &str); 5] = [
    ("ns", "namespace"),
    ("host", "instance"),
    ("hostname", "instance"),
    ("svc", "service"),
    ("deploy", "deployment"),
];

/// The parameters that labels fill, with the labels' values. An equal name wins over one that means the same.
pub fn prefill(parameters: &[String], labels: &[(String, String)]) -> Vec<(String, String)> {
    let value = |parameter: &String| {
        let wanted = plain(parameter);
        let exact = labels.iter().find(|(label, _)| plain(label) == wanted);
        let like = || {
            labels
                .iter()
                .find(|(label, _)| meant(label) == meant(parameter))
        };
        exact.or_else(like).map(|(_, value)| value.clone())
    };
    let filled = parameters
        .iter()
        .filter_map(|parameter| Some((parameter.clone(), value(parameter)?)));
    filled.filter(|(_, value)| !value.is_empty()).collect()
}

/// Lower case, letters and digits only.
fn plain(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Without filler words and without `name` at the end.
fn meant(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let kept: String = words.filter(|word| !FILLERS.contains(word)).collect();
    let short = kept.strip_suffix("name").filter(|rest| !rest.is_empty());
    let short = short
        .filter(|rest| *rest != "alert" && *rest != "host")
        .unwrap_or(&kept);
    let known = SAME.iter().find(|(other, _)| *other == short);
    known.map_or(short, |(_, name)| name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(parameters: &[&str], expected: &[(&str, &str)]) {
        let labels = [
            ("alertname", "KubePodCrashLooping"),
            ("namespace", "checkout"),
            ("pod", "api-0"),
            ("instance", "db1:9100"),
            ("empty", ""),
        ];
        let labels = labels.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let parameters: Vec<String> = parameters.iter().map(|name| (*name).to_owned()).collect();
        let found = prefill(&parameters, &labels);
        let found: Vec<_> = found
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn labels_fill_parameters_of_their_name() {
        check(
            &["namespace", "POD"],
            &[("namespace", "checkout"), ("POD", "api-0")],
        );
        check(
            &["your-namespace", "POD_NAME", "pod name", "NS"],
            &[
                ("your-namespace", "checkout"),
                ("POD_NAME", "api-0"),
                ("pod name", "api-0"),
                ("NS", "checkout"),
            ],
        );
        check(&["host"], &[("host", "db1:9100")]);
        check(&["name", "podcast", "empty", "cluster"], &[]);
    }
}
