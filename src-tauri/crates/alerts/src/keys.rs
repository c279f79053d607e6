//! What the names in payloads mean. Every tool has its own; the lists are what their documentation and default
//! templates write, folded to lower case with `_` for spaces and hyphens.

/// What a value under a key says about the alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The alert's name, and how sure that is: an `alertname` beats a `rule`, which beats a title.
    Name(u8),
    Summary,
    Description,
    Runbook,
    Status,
    StartsAt,
    /// Worth keeping, but not a label: links, values, expressions.
    Annotation,
    /// Anything else.
    Label,
}

/// How sure a name is that stands in a title.
pub(crate) const FROM_TITLE: u8 = 1;

/// The key as it is compared: `Runbook URL` is `runbook_url`, and so is `runbookUrl`.
pub(crate) fn fold(key: &str) -> String {
    let mut folded = String::with_capacity(key.len() + 2);
    let mut after_lower = false;
    for c in key.trim().chars() {
        match c {
            ' ' | '-' | '.' => folded.push('_'),
            c => {
                if c.is_uppercase() && after_lower {
                    folded.push('_');
                }
                folded.extend(c.to_lowercase());
            }
        }
        after_lower = c.is_lowercase();
    }
    folded
}

/// What a folded key means.
pub(crate) fn meaning(folded: &str) -> Meaning {
    match folded {
        "alertname" | "alert_name" | "alarm_name" => Meaning::Name(3),
        "alert" | "alarm" | "rule_name" | "rule" | "policy_name" | "check_name" | "monitor"
        | "peringatan" => Meaning::Name(2),
        "summary" | "title" | "subject" | "ringkasan" | "judul" => Meaning::Summary,
        "description" | "message" | "msg" | "body" | "alarm_description" | "deskripsi"
        | "keterangan" => Meaning::Description,
        "runbook_url" | "runbook" | "runbooks" | "runbook_link" | "playbook" | "playbook_url"
        | "sop" | "sop_url" => Meaning::Runbook,
        "status" | "state" | "alert_state" | "new_state_value" | "event_action" | "event_type" => {
            Meaning::Status
        }
        "starts_at" | "active_at" | "started" | "started_at" | "start_time" | "firing_since"
        | "since" | "triggered_at" | "state_change_time" | "created_at" | "mulai" => {
            Meaning::StartsAt
        }
        "dashboard" | "dashboard_url" | "panel_url" | "graph" | "source" | "generator_url"
        | "silence_url" | "silence" | "value" | "values" | "value_string" | "expr" | "query"
        | "link" | "links" | "url" | "fingerprint" | "external_url" | "ends_at" | "updated_at"
        | "rule_url" | "for" | "keep_firing_for" | "group_key" | "new_state_reason"
        | "image_url" | "html_url" | "dedup_key" | "routing_key" | "client_url" | "ts" | "time"
        | "timestamp" | "caller" | "level" => Meaning::Annotation,
        _ => Meaning::Label,
    }
}

/// Whether a folded key is one that alerts have: what tells an alert from any other text of pairs.
pub(crate) fn tells_of_an_alert(folded: &str) -> bool {
    !matches!(
        meaning(folded),
        Meaning::Label | Meaning::Annotation | Meaning::Summary | Meaning::Description
    ) || matches!(
        folded,
        "severity"
            | "instance"
            | "namespace"
            | "pod"
            | "job"
            | "cluster"
            | "container"
            | "node"
            | "host"
            | "summary"
            | "description"
            | "priority"
            | "team"
            | "alertgroup"
            | "generator_url"
            | "expr"
    )
}

/// Whether a word is an alert's name by its form: `KubePodCrashLooping`, `etcd_server_has_leader`.
pub fn is_name(word: &str) -> bool {
    let sane = word.len() >= 4
        && word.len() <= 160
        && word.starts_with(char::is_alphabetic)
        && word.ends_with(char::is_alphanumeric)
        && word.chars().all(|c| c.is_alphanumeric() || c == '_');
    sane && (humps(word) > 1 || parts(word) > 1)
}

/// `KubePodCrash` has three, `kubepod` and `KUBE` have one.
fn humps(word: &str) -> usize {
    let mut count = 1;
    let mut before = '\0';
    let mut letters = word.chars().peekable();
    while let Some(c) = letters.next() {
        let next_is_lower = letters.peek().is_some_and(|next| next.is_lowercase());
        let begins =
            c.is_uppercase() && (before.is_lowercase() || (before.is_uppercase() && next_is_lower));
        count += usize::from(begins);
        before = c;
    }
    count
}

fn parts(word: &str) -> usize {
    word.split('_').filter(|part| !part.is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_names_by_their_form() {
        let names = [
            "KubePodCrashLooping",
            "etcdMembersDown",
            "etcd_server_has_leader",
            "CPUThrottlingHigh",
            "HTTPErrors",
            "PgBouncer_Errors2",
        ];
        for name in names {
            assert!(is_name(name), "{name}");
        }
        for other in [
            "disk",
            "Disk",
            "OOM",
            "kube-pod",
            "a_",
            "_a",
            "10Gi",
            "docs/A.md",
            "tag:x",
            "",
        ] {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn folds_keys() {
        for (key, folded) in [
            ("Runbook URL", "runbook_url"),
            ("startsAt", "starts_at"),
            ("AlarmName", "alarm_name"),
            (" Alertname ", "alertname"),
            ("silenceURL", "silence_url"),
        ] {
            assert_eq!(fold(key), folded);
        }
    }
}
