//! Which words find which section, and in which order.

use super::Library;

#[test]
fn finds_an_identifier_whole_and_in_parts() {
    let library = Library::of(&[
        (
            "pods.md",
            "# Restarts\nKubePodCrashLooping fires when a container keeps restarting.",
        ),
        (
            "disk.md",
            "# Space\nNodeFilesystemSpaceFillingUp fires when the disk fills.",
        ),
    ]);
    for query in [
        "KubePodCrashLooping",
        "kubepodcrashlooping",
        "kube pod crash looping",
        "crash looping",
        "CrashLoop",
    ] {
        library.check(query, "pods.md#restarts");
    }
    library.check("filesystem space", "disk.md#space");
}

#[test]
fn what_is_no_longer_in_force_stands_behind_what_is() {
    let text = "# Fail over\nPromote the replica of the database.";
    let old = format!("retired: yes\n{text}");
    let library = Library::of(&[("a-old.md", &old), ("b-new.md", text)]);
    library.check("promote replica", "b-new.md#fail-over a-old.md#fail-over");
    // It is found all the same, and before what hardly speaks of it.
    let library = Library::of(&[
        ("old.md", &old),
        ("other.md", "# Other\nAsk about the replica."),
    ]);
    library.check_first("fail over promote replica", "old.md#fail-over");
}

#[test]
fn finds_codes_flags_and_paths() {
    let library = Library::of(&[
        (
            "a.md",
            "# Oracle\nORA-01555 means that the snapshot is too old.",
        ),
        ("b.md", "# Windows\nThe update ends with 0x80070005."),
        (
            "c.md",
            "# etcd\nLook into\n$ ls /var/lib/etcd/member\nfor the data.",
        ),
        (
            "d.md",
            "# Pods\nGone for good:\n$ kubectl delete pod x --force --grace-period=0",
        ),
        (
            "e.md",
            "# Metric\nnode_filesystem_avail_bytes tells what is left.",
        ),
    ]);
    library.check("ORA-01555", "a.md#oracle");
    library.check("ora01555", "a.md#oracle");
    library.check("0x80070005", "b.md#windows");
    library.check("/var/lib/etcd", "c.md#etcd");
    library.check("--force", "d.md#pods");
    library.check("--grace-period", "d.md#pods");
    library.check("node_filesystem_avail_bytes", "e.md#metric");
    library.check("avail bytes", "e.md#metric");
}

#[test]
fn finds_the_beginning_of_the_last_word_only() {
    let library = Library::of(&[
        ("a.md", "# Failover\nPromote the replica."),
        ("b.md", "# Backup\nRestore the dump."),
    ]);
    library.check("repl", "a.md#failover");
    library.check("failo", "a.md#failover");
    library.check("repl ", "");
    library.check("dum replica", "a.md#failover");
    library.check("b", "b.md#backup");
}

#[test]
fn finds_slips_where_the_word_is_unknown() {
    let library = Library::of(&[
        ("a.md", "# Crash\nAlertmanagerClusterCrashlooping"),
        ("b.md", "# Slow\nThe filesystem is nearly full."),
    ]);
    library.check("AlertmanagrClusterCrashlooping", "a.md#crash");
    library.check("alertmanagerclustercrashloping", "a.md#crash");
    library.check("filesystqm", "b.md#slow");
    library.check("flesytem", "b.md#slow");
    library.check("fileystm is nearly full", "b.md#slow");
    // Three letters leave no room for a slip.
    library.check("ful1 slo9", "b.md#slow");
    library.check("xyz", "");
}

#[test]
fn a_known_word_is_meant() {
    let library = Library::of(&[
        ("a.md", "# Low\nKubeDiskLow"),
        ("b.md", "# Slow\nKubeDiskSlow"),
    ]);
    library.check_first("KubeDiskLow", "a.md#low");
    library.check_first("KubeDiskSlow", "b.md#slow");
    library.check("low", "a.md#low");
}

#[test]
fn finds_words_written_together() {
    let library = Library::of(&[
        ("a.md", "# Loop\nThe pod is CrashLooping."),
        ("b.md", "# Other\nNothing."),
    ]);
    library.check("crashlooping", "a.md#loop");
    library.check("podcrash", "a.md#loop");
}

#[test]
fn exact_beats_stemmed_beats_slipped() {
    let library = Library::of(&[
        ("a.md", "# One\nrestarting now"),
        ("b.md", "# Two\nrestarts now"),
        ("c.md", "# Three\nrestrating now"),
    ]);
    library.check("restarts ", "b.md#two a.md#one");
    library.check("restarting ", "a.md#one b.md#two");
}

#[test]
fn folds_accents_and_case() {
    let library = Library::of(&[("a.md", "# Café\nDÉJÀ vu"), ("b.md", "# Other\nnothing")]);
    for query in ["cafe", "CAFÉ", "cafe\u{301}", "deja", "Ｄéjà"] {
        library.check(query, "a.md#café");
    }
}

#[test]
fn stems_indonesian_documents_as_indonesian() {
    let library = Library::of(&[
        (
            "a.id.md",
            "language: id\n# Pembaruan\nJalankan perintah untuk menghapus penyimpanan lama.",
        ),
        ("b.id.md", "language: id\n# Lain\nTidak ada."),
    ]);
    library.check("hapus simpan ", "a.id.md#pembaruan");
    library.check("perintahnya ", "a.id.md#pembaruan");
}

#[test]
fn finds_chinese_japanese_and_korean() {
    let library = Library::of(&[
        ("zh.md", "# 故障\n数据库连接失败时重启服务"),
        ("ja.md", "# 障害対応\nデータベースを再起動する"),
        ("ko.md", "# 장애\n데이터베이스를 다시 시작합니다"),
    ]);
    library.check("数据库", "zh.md#故障");
    library.check("败", "zh.md#故障");
    library.check("データベース", "ja.md#障害対応");
    library.check("데이터베이스", "ko.md#장애");
    library.check("\"重启服务\"", "zh.md#故障");
}

#[test]
fn a_pasted_description_needs_not_all_its_words() {
    let library = Library::of(&[
        (
            "a.md",
            "# Alertmanager\nHalf of the instances of Alertmanager are crashlooping.",
        ),
        ("b.md", "# etcd\nHalf of the members are down."),
        ("c.md", "# DNS\nThe resolver is down."),
    ]);
    library.check_first(
        "Half or more of the Alertmanager instances within the same cluster crash",
        "a.md#alertmanager",
    );
}

#[test]
fn names_come_before_mentions() {
    let library = Library::of(&[
        (
            "mention.md",
            "title: Overview\n# All alerts\nEtcdNoLeader EtcdNoLeader EtcdNoLeader and many others",
        ),
        (
            "etcd.md",
            "title: etcd has no leader\nalerts: EtcdNoLeader\n# Diagnosis\nAsk the members.",
        ),
    ]);
    library.check_first("EtcdNoLeader", "etcd.md#diagnosis");
    library.check_first("etcd no leader", "etcd.md#diagnosis");
}

#[test]
fn the_words_of_a_document_may_stand_in_different_sections() {
    let library = Library::of(&[
        (
            "a.md",
            "title: Replication\n# Symptoms\nThe replica lags behind.\n# Mitigation\nThrottle the vacuum.",
        ),
        (
            "b.md",
            "title: Cleaning\n# Vacuum\nHow to throttle the vacuum.\n# Other\nNothing.",
        ),
    ]);
    library.check_first("replica lags vacuum throttle", "a.md#symptoms");
}

#[test]
fn a_document_without_sections_is_found_by_its_name() {
    let library = Library::of(&[
        ("empty.md", "title: Database failover"),
        ("b.md", "# Other\nNothing."),
    ]);
    library.check("failover", "empty.md");
    assert_eq!(library.search("failover").hits[0].line, 1);
    library.check("empty", "empty.md");
}

#[test]
fn the_title_leads_to_the_beginning() {
    let library = Library::of(&[(
        "a.md",
        "title: Database failover\n# Meaning\nThe primary is gone.\n# Impact\nNo writes.",
    )]);
    library.check("failover", "a.md#meaning");
}

#[test]
fn the_limit_is_of_sections_and_the_total_is_not() {
    let library = Library::of(&[("a.md", "# One\nword\n# Two\nword\n# Three\nword")]);
    let outcome = library.index.search(&crate::Request::new("word", 2));
    assert_eq!((outcome.hits.len(), outcome.total), (2, 3));
    assert_eq!(
        library.index.search(&crate::Request::new("word", 0)).total,
        3
    );
}

#[test]
fn words_that_hold_a_sentence_together_count_for_little() {
    let library = Library::of(&[
        ("pod.md", "# Pods\nA pod restarts."),
        ("why.md", "# Questions\nWhy does it keep doing this to us?"),
        ("other.md", "# Pods\nOf pods."),
    ]);
    library.check_first("why does my pod keep on doing restarts", "pod.md#pods");
    library.check_first("why", "why.md#questions");
}

#[test]
fn of_two_alike_the_one_that_tells_what_to_do_is_first() {
    let library = Library::of(&[
        ("a.md", "kind: reference\n# Disk full\nThe disk is full."),
        ("b.md", "kind: runbook\n# Disk full\nThe disk is full."),
        ("c.md", "kind: postmortem\n# Disk full\nThe disk is full."),
        ("d.md", "kind: sop\n# Disk full\nThe disk is full."),
    ]);
    library.check(
        "disk full",
        "b.md#disk-full d.md#disk-full a.md#disk-full c.md#disk-full",
    );
}

#[test]
fn of_a_document_and_its_translation_the_one_in_the_query_s_language_goes_first() {
    // Both have the words of the query in their file's name; beside the shorter title they count for more.
    let library = Library::of(&[
        (
            "disk-filling.md",
            "language: en\ntitle: A disk that is filling up and will be full\n# Meaning\nNo space is left on it.\n",
        ),
        (
            "disk-filling.id.md",
            "language: id\ntitle: Disk penuh\n# Arti\nTidak ada ruang yang tersisa.\n",
        ),
        ("queue.md", "language: en\n# Queue\nIt is filling up.\n"),
        ("antrean.md", "language: id\n# Antrean\nSudah penuh.\n"),
    ]);
    library.check_first("disk filling up", "disk-filling.md#meaning");
    library.check_first("disk sudah penuh", "disk-filling.id.md#arti");
    // Only the words that hold the sentence together are of a language here.
    library.check_first("why is the disk over 97", "disk-filling.md#meaning");
    library.check_first("kenapa disk sampai 97", "disk-filling.id.md#arti");
}
