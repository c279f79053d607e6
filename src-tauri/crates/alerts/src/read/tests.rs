//! What people paste, and what is understood of it.

use super::*;
use proptest::prelude::*;
use std::fmt::Write as _;

/// The alerts as short text: name, status, labels, link, summary.
fn shown(text: &str) -> String {
    let Some(pasted) = read(text) else {
        return "no alert".to_owned();
    };
    let mut out = format!("{:?}", pasted.form);
    for alert in &pasted.alerts {
        let _ = write!(out, "\n{}", alert.name);
        if let Some(status) = alert.status {
            let _ = write!(out, " ({status:?})");
        }
        for (name, value) in alert.labels.iter().filter(|(name, _)| name != "alertname") {
            let _ = write!(out, " {name}={value}");
        }
        for (mark, field) in [
            ("->", &alert.runbook_url),
            ("|", &alert.summary),
            ("||", &alert.description),
            ("@", &alert.starts_at),
        ] {
            if let Some(field) = field {
                let _ = write!(out, " {mark} {field}");
            }
        }
    }
    for diagnostic in &pasted.diagnostics {
        let _ = write!(out, "\n! {}", diagnostic.code.as_str());
    }
    out
}

fn check(text: &str, expected: &str) {
    assert_eq!(shown(text), expected, "{text}");
}

#[test]
fn reads_a_webhook_with_several_alerts() {
    check(
        r#"{"version":"4","groupKey":"{}","status":"firing","receiver":"x","groupLabels":{"alertname":"A"},
        "commonLabels":{"severity":"critical"},"commonAnnotations":{"runbook_url":"https://r/x"},"alerts":[
        {"status":"firing","labels":{"alertname":"KubePodCrashLooping","pod":"p-1"},
         "annotations":{"summary":"Pod is crash looping","description":"d"},"startsAt":"2026-01-02T03:04:05Z","endsAt":"0001-01-01T00:00:00Z"},
        {"status":"resolved","labels":{"alertname":"KubePodCrashLooping","pod":"p-2"},"annotations":{}}]}"#,
        "Json\n\
         KubePodCrashLooping (Firing) pod=p-1 severity=critical -> https://r/x | Pod is crash looping || d @ 2026-01-02T03:04:05Z\n\
         KubePodCrashLooping (Resolved) pod=p-2 severity=critical -> https://r/x",
    );
}

#[test]
fn reads_the_payloads_of_other_tools() {
    check(
        r#"[{"annotations":{"summary":"s"},"status":{"state":"suppressed","silencedBy":[]},"labels":{"alertname":"TargetDown","job":"x"}}]"#,
        "Json\nTargetDown (Suppressed) job=x | s",
    );
    check(
        r#"{"status":"success","data":{"alerts":[{"labels":{"alertname":"Up"},"annotations":{},"state":"pending","activeAt":"t","value":"1e+00"}]}}"#,
        "Json\nUp (Pending) @ t",
    );
    check(
        r#"{"status":"success","data":{"groups":[{"name":"g","rules":[{"state":"firing","name":"A","labels":{"severity":"x"},"alerts":[{"labels":{"alertname":"DiskFull"},"state":"firing"}]}]}]}}"#,
        "Json\nDiskFull (Firing)",
    );
    check(
        r#"{"title":"[Alerting] CPU usage","ruleName":"CPU usage","state":"alerting","message":"m","ruleUrl":"http://g","evalMatches":[{"metric":"cpu","value":97,"tags":{"host":"web-1"}}]}"#,
        "Json\nCPU usage (Firing) metric=cpu host=web-1 | [Alerting] CPU usage || m",
    );
    check(
        r#"{"AlarmName":"orders-cpu","AlarmDescription":"d","NewStateValue":"ALARM","Trigger":{"Dimensions":[{"name":"InstanceId","value":"i-1"}]}}"#,
        "Json\norders-cpu (Firing) instance_id=i-1 || d",
    );
    check(
        r#"{"Records":[{"Sns":{"Message":"{\"AlarmName\":\"orders-cpu\",\"NewStateValue\":\"OK\"}"}}]}"#,
        "Json\norders-cpu (Resolved)",
    );
    check(
        r#"{"routing_key":"k","event_action":"trigger","payload":{"summary":"[FIRING:1] OrdersDbDown (prod)","severity":"critical","custom_details":{"firing":"Labels:\n - alertname = OrdersDbDown\n - db = orders\nAnnotations:\n - runbook = docs/db.md#down\nSource: http://p"}}}"#,
        "Json\nOrdersDbDown db=orders -> docs/db.md#down",
    );
}

#[test]
fn reads_what_is_left_of_broken_json() {
    check(
        r#"{"alerts":[{"labels":{"alertname":"DiskFull","node":"n-1"},"annotations":{"summary":"full \"disk\"","desc"#,
        "Json\nDiskFull node=n-1 | full \"disk\"\n! paste-broken",
    );
    check(
        r#"[{"annotations":{"summary":"a"},"labels":{"alertname":"A1"}},{"annotations":{"summary":"b"},"labels":{"alertname":"A2"}},,]"#,
        "Json\nA1 | a\nA2 | b\n! paste-broken",
    );
    check(
        "level=debug payload={\"labels\":{\"alertname\":\"X\"},\"state\":\"firing\"} took=3ms",
        "Json\nX (Firing)",
    );
    check(r#"{"error": "no such table: orders"}"#, "no alert");
    check(r#"{"name": "web", "version": "1.2.0"}"#, "no alert");
}

#[test]
fn reads_alertmanagers_text() {
    check(
        "[FIRING:1] KubePodCrashLooping (kube-state-metrics default critical)\n\nLabels:\n - alertname = KubePodCrashLooping\n - namespace = shop\n - pod = cart-7d9\nAnnotations:\n - description = Pod shop/cart-7d9 restarts\n - runbook_url = https://runbooks.prometheus-operator.dev/runbooks/kubernetes/kubepodcrashlooping\nSource: http://prometheus/graph?g0.expr=x%3D1",
        "Text\nKubePodCrashLooping (Firing) namespace=shop pod=cart-7d9 -> https://runbooks.prometheus-operator.dev/runbooks/kubernetes/kubepodcrashlooping | KubePodCrashLooping (kube-state-metrics default critical) || Pod shop/cart-7d9 restarts",
    );
    check(
        "Alerts Firing:\nLabels:\n - alertname = A_one\n - x = 1\nAnnotations:\n - summary = first\n\nAlerts Resolved:\nLabels:\n - alertname = A_two\n - x = 2\nAnnotations:\n - summary = second",
        "Text\nA_one (Firing) x=1 | first\nA_two (Resolved) x=2 | second",
    );
}

#[test]
fn reads_chats_and_logs() {
    check(
        ":fire: *[FIRING:1] Orders database down*\n*Alert:* Orders database down - `critical`\n*Runbook:* <https://r/orders|open>\n*Details:*\n  • *alertname:* `OrdersDbDown`\n  • *instance:* `db-1:9187`",
        "Text\nOrdersDbDown (Firing) instance=db-1:9187 -> https://r/orders | Orders database down - `critical",
    );
    check(
        r#"{alertname="TargetDown", job="node", namespace="monitoring"}"#,
        "Text\nTargetDown job=node namespace=monitoring",
    );
    check(
        r#"KubePodCrashLooping{namespace="shop"}"#,
        "Text\nKubePodCrashLooping namespace=shop",
    );
    check(r#"rate(http_requests_total{job="x"}[5m])"#, "no alert");
    check(
        r#"ALERTS{alertname="TargetDown", alertstate="firing", job="node"} 1"#,
        "Text\nTargetDown alertstate=firing job=node",
    );
    check(
        r#"ts=2026-01-02T03:04:05Z level=warn alertname=DiskFull instance=web-1 msg="disk is full""#,
        "Text\nDiskFull instance=web-1 || disk is full",
    );
    check(
        "alertname: DiskFull\nseverity: critical\nSummary: Disk is filling\nDescription: It fills\n  and fills\n\nfoo",
        "Text\nDiskFull severity=critical | Disk is filling || It fills and fills",
    );
    check(
        "Severity\ncritical\nNamespace\nshop\nSummary\nCart is slow",
        "Text\n severity=critical namespace=shop | Cart is slow",
    );
    check(
        "[RESOLVED] TargetDown\n[FIRING:1] DiskFull (web-1)",
        "Text\nTargetDown (Resolved)\nDiskFull (Firing) | DiskFull (web-1)",
    );
    check(
        "TRIGGERED: #4711 [P1] KubeNodeNotReady on n-1",
        "Text\nKubeNodeNotReady (Firing) | KubeNodeNotReady on n-1",
    );
}

#[test]
fn reads_names_and_addresses() {
    check(" `KubePodCrashLooping` ", "Name\nKubePodCrashLooping");
    check("https://r/a/b?x=1#c", "Link\n -> https://r/a/b?x=1#c");
    check("<https://r/a>", "Link\n -> https://r/a");
    check(
        "docs/patroni/postgres.md#errors",
        "Link\n -> docs/patroni/postgres.md#errors",
    );
    check(
        "docs/{{ $labels.type }}/README.md",
        "Link\n -> docs/{{ $labels.type }}/README.md",
    );
}

#[test]
fn leaves_everything_else_as_a_query() {
    for text in [
        "",
        "   \n ",
        "disk full",
        "service:checkout lambat",
        "tag:db -kind:sop",
        "error: connection refused",
        "kubectl get pods -n shop --field-selector=status.phase=Failed",
        "ORA-01555: snapshot too old",
        "panic: runtime error\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:12",
        "how do I restart the queue?\nit hangs",
        "Dear team,\nplease note: the store is closed",
        "[1, 2, 3]",
        "{}",
        "note: see README.md",
    ] {
        check(text, "no alert");
    }
}

#[test]
fn hostile_payloads_end_quickly() {
    let deep = format!("{}1{}", "{\"alerts\":[".repeat(5000), "]}".repeat(5000));
    let many = format!(
        "[{}]",
        (0..2000)
            .map(|n| format!(r#"{{"labels":{{"alertname":"A{n}"}}}}"#))
            .collect::<Vec<_>>()
            .join(",")
    );
    assert!(read(&deep).is_none());
    let pasted = read(&many).unwrap();
    assert_eq!(
        (pasted.alerts.len(), pasted.diagnostics.len()),
        (MAX_ALERTS, 1)
    );
    for text in [
        "[".repeat(300_000),
        "{\"".repeat(200_000),
        "\"".repeat(300_000),
        "a=".repeat(200_000),
        "[FIRING:1]".repeat(40_000),
        "alertname=x\n".repeat(40_000),
        "Labels:\nAnnotations:\n".repeat(20_000),
        format!(
            "{{\"labels\":{{\"alertname\":\"{}\"}}}}",
            "x".repeat(300_000)
        ),
        "\u{0}\u{feff}é".repeat(100_000),
    ] {
        let _ = read(&text);
    }
}

#[test]
fn an_alert_is_read_again_from_its_text() {
    let text = r#"{"labels":{"alertname":"DiskFull","node":"n 1"},"annotations":{"description":"a\nb","runbook":"docs/x.md#y"},"state":"firing","activeAt":"t"}"#;
    let alert = crate::Alert::read(text).unwrap();
    let again = crate::Alert::read(&alert.to_text()).unwrap();
    assert_eq!(
        alert.to_text(),
        "[FIRING] DiskFull\nLabels:\n - alertname = DiskFull\n - node = n 1\nAnnotations:\n - description = a b\n - runbook = docs/x.md#y\n - startsAt = t\n"
    );
    assert_eq!(
        (again.name, again.labels, again.runbook_url, again.status),
        (alert.name, alert.labels, alert.runbook_url, alert.status)
    );
}

proptest! {
    #[test]
    fn never_panics(text in ".{0,400}") {
        let _ = read(&text);
    }

    #[test]
    fn never_panics_on_what_looks_like_an_alert(text in r#"([\[\]{}":,=\\|<>*`\n é-]|alertname|labels|annotations|alerts|FIRING|runbook_url|http://a|Labels:){0,60}"#) {
        let _ = read(&text);
    }

    #[test]
    fn finds_the_name_in_every_form(name in "[A-Z][a-z]{2,6}[A-Z][a-z]{2,6}", pod in "[a-z]{1,8}-[0-9]{1,3}") {
        for text in [
            format!(r#"{{"labels":{{"alertname":"{name}","pod":"{pod}"}}}}"#),
            format!("[FIRING:1] {name} ({pod})\nLabels:\n - alertname = {name}\n - pod = {pod}\n"),
            format!("alertname: {name}\npod: {pod}"),
            format!(r#"{{alertname="{name}",pod="{pod}"}}"#),
        ] {
            let alert = crate::Alert::read(&text).unwrap();
            prop_assert_eq!(&alert.name, &name);
            prop_assert_eq!(alert.label("pod"), Some(pod.as_str()));
        }
    }
}
