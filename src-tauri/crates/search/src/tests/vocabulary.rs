//! Other words for the query's words, parts of words, and queries that nothing answers.

use super::Library;

const TRADE: [(&str, &str); 4] = [
    (
        "disk.md",
        "# Disk is full\nThe filesystem has no space left.",
    ),
    ("slow.md", "# Latency\nThe database answers late."),
    (
        "memorycapacity.md",
        "title: Capacity\n# Overview\nAdd nodes.",
    ),
    (
        "oom.md",
        "# Killed\nThe container ran out of memory and was OOMKilled.",
    ),
];

#[test]
fn indonesian_words_find_english_documents() {
    let library = Library::of(&TRADE);
    library.check_first("penyimpanan penuh ", "disk.md#disk-is-full");
    library.check_first("basis data lambat ", "slow.md#latency");
    library.check_first("kontainer kehabisan memori ", "oom.md#killed");
}

#[test]
fn the_word_itself_comes_before_another_word_for_it() {
    let library = Library::of(&[
        ("other.md", "# Database\nAsk for help."),
        ("exact.md", "# db\nAsk for help."),
    ]);
    library.check("db ", "exact.md#db other.md#database");
    library.check("database ", "other.md#database exact.md#db");
}

#[test]
fn a_library_adds_its_own_words() {
    let library = Library::of(&[
        ("pay.md", "# Checkout\nThe cart."),
        ("b.md", "# Other\nText."),
    ]);
    library.check("kasir ", "");
    let lists = [vec!["checkout".to_owned(), "kasir".to_owned()]];
    library.index.set_synonyms(&lists);
    library.check("kasir ", "pay.md#checkout");
    library.index.set_synonyms(&[]);
    library.check("kasir ", "");
}

#[test]
fn parts_of_words_find_names() {
    let library = Library::of(&TRADE);
    library.check_first("ClusterLowOnMemory", "memorycapacity.md#overview");
    library.check_first("cluster capacity low", "memorycapacity.md#overview");
    let library = Library::of(&[
        ("a.md", "# PgBouncer\nThe pool."),
        ("b.md", "# Other\nNothing."),
    ]);
    library.check_first("pg bouncer errors", "a.md#pgbouncer");
    library.check_first("pgbouncer", "a.md#pgbouncer");
}

#[test]
fn says_that_no_document_names_an_alert() {
    let library = Library::of(&[
        (
            "etcd.md",
            "title: EtcdNoLeader\n# EtcdNoLeader\nAsk the members for their leader.",
        ),
        (
            "pod.md",
            "title: KubePodCrashLooping\n# KubePodCrashLooping\nRead the log.",
        ),
        (
            "disk.md",
            "title: NodeDiskFull\n# NodeDiskFull\nDelete what nobody needs.",
        ),
    ]);
    for named in [
        "EtcdNoLeader",
        "etcdnoleader",
        "EtcdNoLeadr",
        "KubePodCrashLooping",
    ] {
        assert!(!library.search(named).none, "{named}");
    }
    for unknown in ["RedisReplicationBroken", "NodeClockSkewDetected"] {
        assert!(library.search(unknown).none, "{unknown}");
    }
    // A sentence proves nothing by its words.
    assert!(!library.search("nobody can read the clock of a node").none);
}

#[test]
fn a_neighbour_of_the_name_is_no_answer_where_alerts_are_named() {
    let library = Library::of(&[
        (
            "raid.md",
            "title: NodeRaidDiskFailure\n# NodeRaidDiskFailure\nReplace the disk of the node.",
        ),
        (
            "node.md",
            "title: NodeDiskSlow\n# NodeDiskSlow\nThe disk of the node is degraded.",
        ),
        (
            "pod.md",
            "title: KubePodNotReady\n# KubePodNotReady\nOr PodReadinessFlapping, see the log.",
        ),
    ]);
    let check = |query: &str, none: bool| assert_eq!(library.search(query).none, none, "{query}");
    check("NodeRaidDegraded", true);
    // The name says it, whatever else is said.
    check("NodeRaidDegraded the disk of the node is slow", true);
    check("NodeRaidDegraded: disk", true);
    check("NodeRaidDiskFailure the memory is full", false);
    check("NodeRaidDiskFai", false);
    // Written in a text it is named.
    check("PodReadinessFlapping", false);
    check("node raid degraded", false);
}

#[test]
fn a_product_that_no_near_document_names_is_answered_by_none() {
    let library = Library::of(&[
        (
            "queue.md",
            "title: Queue too long\n# Queue too long\nThe consumers of RabbitMQ are behind.",
        ),
        (
            "disk.md",
            "title: Disk of the database full\n# Disk full\nPostgres stops. Make room.",
        ),
        (
            "sync.md",
            "title: Out of sync\n# Out of sync\nArgo CD did not apply the change.",
        ),
    ]);
    let check = |query: &str, without: Option<&str>| {
        let found = library.search(query);
        let said = (found.none, found.without.as_deref());
        assert_eq!(said, (without.is_some(), without), "{query}");
    };
    check("kafka consumers are behind", Some("kafka"));
    check("MongoDB disk full", Some("MongoDB"));
    check("the disk of sql server is full", Some("sql server"));
    // Another spelling, another name, and one of several are names too.
    check("rabbit mq consumers are behind", None);
    check("pg disk full", None);
    check("argocd out of sync on kafka", None);
    check("disk full", None);
}
