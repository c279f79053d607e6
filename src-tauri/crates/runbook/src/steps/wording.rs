//! How an instruction reads, in English and in Bahasa Indonesia: by the words it begins with, and by how a sentence
//! leads to it.
//!
//! A judgement of single sentences; which of them become steps is decided where they stand ([`super::lists`]).

/// How surely a text tells somebody to do something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tells {
    /// It does not.
    #[default]
    Nothing,
    /// A question, an expectation, a condition, or an instruction in a later sentence.
    Perhaps,
    /// An instruction behind an introduction: "If it is full, delete old logs".
    Guided,
    /// It begins with what to do.
    Plainly,
}

/// Verbs that an English instruction begins with.
const VERBS: &str = " \
    abort accept access acknowledge ack act activate add adjust advise agree allow allocate analyse analyze announce answer append apply approve \
    archive arrange ask assert assess assign associate assume attach attempt audit authenticate authorize avoid await back backup \
    begin block boot bootstrap bounce bring browse build bump bypass calculate call cancel capture carry cat cd change check \
    choose clean clear click clone close collect combine come commit communicate compare complete compute conduct configure confirm \
    connect consider consult contact contain continue convert coordinate copy cordon correct correlate count create cross-check cut \
    decide declare decommission decrease decrypt define delegate delete deploy deregister describe destroy detach detect \
    determine develop diagnose disable discard disconnect discuss dismiss dispatch do document don't double-check downgrade \
    download drain drill drop dump edit eliminate email employ empty enable encrypt enforce engage ensure enter eradicate escalate establish \
    estimate evaluate evict examine exclude execute exit expand expect expire explain explore export expose extend extract \
    fail failover fall feel fetch file fill filter find finish fix flip flush focus follow force format forward gain gather generate get \
    give go grant grep group guide halt hand handle have head help hit hold identify ignore impair implement import \
    improve include increase inform initiate insert inspect install instruct interview investigate invite invoke isolate iterate join keep \
    kill know label launch leave let limit link list load locate lock log login logout look lower maintain make manage \
    map mark match measure merge migrate mind minimize mitigate modify monitor mount move mute name navigate never note notify observe obtain \
    offer open optimize order organize override page paste patch pause perform pick pin ping place plan plot point populate post \
    prepare preserve press prevent print prioritize proceed process produce promote prompt protect prove provide provision prune publish \
    pull purchase purge push put quarantine query quit raise re-add re-create re-enable re-run re-schedule reach read reassign reattach \
    rebalance reboot rebuild recall receive recheck reclaim reconcile reconfigure record recover recreate redeploy redirect redo reduce \
    refresh regenerate register reindex reinstall reject release relax reload relocate remediate remember remind remove rename renew reopen \
    repair repeat replace replicate reply report repeat repoint request rerun rescan reschedule reset resize resolve respond restart restore \
    restrict resume retain retrieve retry return revert review revoke rewrite roll rollback rotate route run sanitize save say scale scan \
    schedule screenshot scroll search secure select send separate set setup share ship show shrink shut shutdown sign silence simulate skip sort \
    specify spin split spread ssh stage start state stay stop store submit subscribe sudo suppress suspend swap switch sync synchronize \
    tag tail take talk tear tell terminate test throttle tick track trace train transfer translate treat triage trigger troubleshoot truncate try \
    tune turn type unblock uncheck uncomment uncordon undo uninstall unlock unmount unpause unplug unset unsilence update upgrade \
    upload use utilise utilize validate verify view visit vote wait wake walk warm warn watch weigh whitelist wipe work write zoom ";

/// Verbs that an Indonesian instruction begins with; those in `-kan` and `-lah` are known by their ending.
const VERBS_ID: &str = " \
    ambil amati atur awasi bagi baca balas bandingkan batasi beri buat buka buktikan cabut cadangkan cari catat cek cetak coba copot daftar \
    dapatkan dengar edit evaluasi ganti geser gunakan hapus hentikan hindari hitung hubungi ikuti ingat instal instalasi isi isolasi \
    jaga jalankan jangan jawab jelaskan kabari kirim klik klon konfigurasi kumpulkan kunci kunjungi kurangi lacak lakukan \
    lanjut lanjutkan laporkan larang lepas lihat mainkan masuk masukkan matikan minta mintalah modifikasi mulai mulailah naikkan nilai nyalakan \
    nyatakan pakai panggil pantau pastikan pasang pelajari periksa perbaiki perbarui perhatikan pikirkan pilih pindahkan pisahkan \
    pulihkan putar putuskan restart salin sambungkan sebutkan selesaikan selidiki serahkan setel setujui siapkan simpan \
    sunting susun tahan tambah tambahkan tampilkan tandai tanya tanyakan tarik tekan telepon telusuri temukan tempel tentukan \
    terapkan terima teruskan tes tetapkan tinjau tolak tulis tunggu tunjuk turunkan tutup ubah uji ukur ulangi umumkan unduh unggah urungkan \
    urutkan usahakan verifikasi wawancarai ";

/// Words before the verb that change nothing.
const FILLERS: &str = " please first firstly second secondly third then next finally lastly now also always immediately again afterwards \
    afterward optionally optional alternatively just simply carefully manually instead otherwise or and quickly gracefully only so \
    temporarily periodically additionally furthermore lalu kemudian selanjutnya pertama kedua ketiga terakhir akhirnya sekarang segera \
    mohon silakan tolong harap selalu setelah itu bila perlu juga atau dan langsung opsional coba untuk sementara ";

/// Words behind a supposed verb that make it a noun: "access is", "name of".
const NOUN_BEHIND: &str = " of is are was were has have had can cannot may might will would should must seems appears means between \
    only requests errors failures issues usage status exporter alerts alert metrics policy level management instances nodes pods adalah ialah merupakan ";

/// Openings of a clause that leads to an instruction: "If …, do".
const LEADING: &str = " if when once after before for in on from at with while until unless to during otherwise within as since using via \
    by because depending should where under assuming jika bila kalau apabila ketika setelah sebelum saat untuk pada di dari dengan selama begitu \
    sesudah agar supaya dalam karena ";

/// Openings that give a condition.
const CONDITIONS: &str = " if when unless once depending jika bila kalau apabila ketika begitu ";

/// Verbs that are more often nouns where a short heading begins with them.
const NAMES: &str = " access backup block bootstrap change command configuration contact cover design drill email file filter force format function \
    group guide help host import issue label launch limit link list load lock log map mark measure monitor name note notice offer order page patch plan \
    point process program pull push query question reason record release report request review route run scale schedule scope screen search set setup \
    share sign sort stage start state stop store support switch tag talk test time track train transfer translate trigger type upgrade view \
    watch work write build deploy rollback failover read ";
/// Words that show that what stands before them is a verb.
const VERB_BEHIND: &str = " the a an all any your our this that these those each every for to from with if on in whether how it them up down out ";

/// Whether a heading tells what to do by itself: "Check the logs", but not "Trigger conflicts".
pub(super) fn heading_tells(heading: &str) -> bool {
    let text = unnumbered(heading);
    if is_step(heading) {
        return true;
    }
    let words: Vec<String> = text.split_whitespace().map(clean).collect();
    let Some(first) = words.first() else {
        return false;
    };
    let alone = words.len() == 1 && text.len() < heading.trim().len() && is_verb(first);
    let doubtful =
        is_in(NAMES, first) && !words.iter().skip(1).any(|word| is_in(VERB_BEHIND, word));
    alone || (!doubtful && tells(text) >= Tells::Plainly)
}

/// How surely `text` tells the reader to do something.
pub(super) fn tells(text: &str) -> Tells {
    let text = unnumbered(text);
    // Words in quotes are what somebody says or sees.
    if text.starts_with(['"', '“', '\'', '‘']) || is_pointer(text) {
        return Tells::Nothing;
    }
    if crate::command::is_bare(text) {
        return Tells::Plainly;
    }
    let mut best = Tells::Nothing;
    let mut led = false;
    for (at, sentence) in sentences(text).take(6) {
        let told = sentence_tells(sentence);
        let later = at > 0 && !is_label(text.get(..at).unwrap_or_default());
        best = best.max(match told {
            told if later && led => told.min(Tells::Guided),
            told if later => told.min(Tells::Perhaps),
            told => told,
        });
        led = at == 0 && leads(sentence) && sentence.ends_with(':');
    }
    best
}

/// Whether a text asks something.
pub(super) fn asks(text: &str) -> bool {
    sentences(text).any(|(_, sentence)| sentence.ends_with('?'))
}

/// Whether a text opens with a clause that leads to what is to be done then: "For hosts that were lost:".
pub(super) fn leads(text: &str) -> bool {
    let first = text.split_whitespace().next().map(clean);
    first.is_some_and(|first| is_in(LEADING, &first))
}

/// Whether what stands before a sentence is a short label: "Optional:", "Declare." In lower case it is a name with its
/// meaning: "check: show which tables …".
fn is_label(before: &str) -> bool {
    let capital = before
        .chars()
        .find(|c| c.is_alphanumeric())
        .is_none_or(|c| !c.is_lowercase());
    let name = before.trim_end().ends_with(['-', '–', '—']);
    // "Support (any plan):" is one of two parts.
    let bare = match (before.find('('), before.rfind(')')) {
        (Some(from), Some(to)) if from < to => format!("{}{}", &before[..from], &before[to + 1..]),
        _ => before.to_owned(),
    };
    bare.split_whitespace().count() <= 4 && capital && !name
}

/// The text behind a number: `1.2 Identify`, `3) Stop`.
fn unnumbered(text: &str) -> &str {
    let text = text.trim();
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = text.len() - behind.len();
    let bare = behind.trim_start_matches([')', ':', ' ']);
    if number > 0 && bare.len() < behind.len() && text.starts_with(|c: char| c.is_ascii_digit()) {
        bare
    } else {
        text
    }
}

/// Whether a number stands before the words.
pub(super) fn is_numbered(text: &str) -> bool {
    unnumbered(text).len() < text.trim().len()
}

/// Whether a heading is a numbered step: "Step 2: Context".
pub(super) fn is_step(heading: &str) -> bool {
    let mut words = unnumbered(heading).split_whitespace();
    let word = words.next().map(clean).unwrap_or_default();
    let number = words.next().map(clean).unwrap_or_default();
    matches!(word.as_str(), "step" | "langkah")
        && number.starts_with(|c: char| c.is_ascii_digit())
        && words.next().is_some()
}

/// Whether a text only says where more is written.
pub(super) fn is_pointer(text: &str) -> bool {
    const POINTERS: [&str; 15] = [
        "learn more",
        "pelajari lebih",
        "see also",
        "for more",
        "for further",
        "for details",
        "refer to",
        "please refer",
        "please see",
        "further reading",
        "more information",
        "read more",
        "lihat juga",
        "baca juga",
        "selengkapnya",
    ];
    let text = text.trim_start().to_lowercase();
    POINTERS.iter().any(|pointer| text.starts_with(pointer))
}

/// The sentences of a text and where each begins.
fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let bare = rest
            .trim_start_matches(|c: char| c.is_whitespace() || "*_.:;-–—()[]\"'•→✅☐>".contains(c));
        if bare.is_empty() {
            return None;
        }
        let start = text.len() - bare.len();
        let end = boundary(bare).unwrap_or(bare.len());
        at = start + end;
        Some((start, bare.get(..end)?))
    })
}

/// Where a sentence ends: behind its mark, before a space.
fn boundary(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    text.char_indices().find_map(|(at, c)| {
        let end = at + c.len_utf8();
        let before_space = bytes.get(end).is_none_or(u8::is_ascii_whitespace);
        let abbreviation = c == '.'
            && text
                .get(..at)
                .and_then(|before| before.rsplit([' ', '(']).next())
                .is_some_and(|word| matches!(word, "e.g" | "i.e" | "etc" | "vs" | "mis" | "dll"));
        let dash = matches!(c, '–' | '—')
            || (c == '-' && text.get(..at).is_some_and(|before| before.ends_with(' ')));
        let mark = matches!(c, '.' | '!' | '?' | ':' | ';' | '\n') && !abbreviation;
        ((mark || dash) && before_space).then_some(end)
    })
}

fn sentence_tells(sentence: &str) -> Tells {
    let words: Vec<&str> = sentence.split_whitespace().take(60).collect();
    let Some(first) = words.first() else {
        return Tells::Nothing;
    };
    if is_instruction(&words) {
        return Tells::Plainly;
    }
    let opening = clean(first);
    let leads = is_in(LEADING, &opening);
    if (leads && behind_comma(&words)) || obliges(&words) {
        return Tells::Guided;
    }
    let asks = sentence.trim_end().ends_with('?');
    let expects = words.iter().any(|word| {
        matches!(
            clean(word).as_str(),
            "should" | "must" | "harus" | "seharusnya"
        )
    });
    if asks || expects || is_in(CONDITIONS, &opening) {
        return Tells::Perhaps;
    }
    Tells::Nothing
}

/// Whether the words, without fillers, begin with a verb in the form that tells.
fn is_instruction(words: &[&str]) -> bool {
    let mut words = words;
    let mut skipped = 0;
    while let Some((first, rest)) = words.split_first()
        && skipped < 4
        && (is_in(FILLERS, &clean(first)) && !rest.is_empty())
        && (!is_verb(&clean(first)) || is_in(" coba untuk ", &clean(first)))
    {
        words = rest;
        skipped += 1;
    }
    let Some(first) = words.first() else {
        return false;
    };
    let word = clean(first);
    // `DNS records`, `Decrypt, Encrypt`: names.
    let shouts = first.len() > 1
        && first.chars().all(char::is_uppercase)
        && words.len() > 1
        && !words[1].chars().all(char::is_uppercase);
    if shouts && word != "do" || first.ends_with(',') {
        return false;
    }
    // A label or a single word is a name: "Monitoring:", "Backup".
    if first.ends_with([':', '/']) || words.len() < 2 {
        let alone = skipped > 0 || first.ends_with(['.', '!']);
        return words.len() < 2 && alone && is_verb(&word);
    }
    let behind = clean(words[1]);
    let symbol = behind.is_empty() && words[1].chars().all(|c| matches!(c, '&' | '+' | '=' | '|'));
    let counted = symbol || behind.starts_with(|c: char| c.is_ascii_digit()) && word == "go";
    if is_in(NOUN_BEHIND, &behind) || counted || word == "note" && behind == "that" {
        return false;
    }
    if word == "see" || word == "lihat" {
        return is_in(
            " if whether which that what how where who apakah bagaimana ",
            &behind,
        );
    }
    if word == "refer" || word == "as" {
        return false;
    }
    // `read/write`, `start-up`: parts of names. `check/restart` is two verbs.
    let parts: Vec<&str> = word.split('/').collect();
    if parts.len() > 1 {
        return parts.iter().all(|part| is_verb(part));
    }
    is_verb(&word)
}

fn is_verb(word: &str) -> bool {
    if is_in(VERBS, word) || is_in(VERBS_ID, word) {
        return true;
    }
    let ending = (word.ends_with("kan") || word.ends_with("lah")) && word.len() > 5;
    let passive = word.starts_with("di")
        || word.starts_with("me")
        || word.starts_with("ber")
        || word.starts_with("ter");
    ending
        && !passive
        && !is_in(
            " bukan akan bukankah setelah adalah ialah masalah jumlah sebelah ",
            word,
        )
}

/// Whether an instruction stands behind a comma or "then" of the first clause.
fn behind_comma(words: &[&str]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let clause = word.ends_with(',') || matches!(*word, "then" | "maka" | "->" | "→" | "=>");
        clause && words.get(at + 1..).is_some_and(is_instruction)
    })
}

/// "You should restart", "we need to", "it is necessary to", "Anda harus".
fn obliges(words: &[&str]) -> bool {
    words.windows(3).any(|three| {
        let [who, how, what] = [clean(three[0]), clean(three[1]), clean(three[2])];
        let person = matches!(
            who.as_str(),
            "you"
                | "we"
                | "you'll"
                | "anda"
                | "kita"
                | "kamu"
                | "must"
                | "should"
                | "need"
                | "has"
                | "have"
        );
        let must = matches!(
            how.as_str(),
            "should"
                | "must"
                | "can"
                | "could"
                | "may"
                | "need"
                | "have"
                | "will"
                | "want"
                | "harus"
                | "perlu"
                | "dapat"
                | "bisa"
        );
        let verb = |word: &str| is_verb(word) || matches!(word, "to" | "then" | "also" | "first");
        (person && must && verb(&what))
            || (who == "you'll" && how == "need")
            || (who == "you'll" && how == "want")
    })
}

/// The word in lower case without marks around it.
fn clean(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .replace('’', "'")
        .to_lowercase()
}

pub(super) fn is_in(list: &str, word: &str) -> bool {
    !word.is_empty() && !word.contains(' ') && list.split_whitespace().any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_to_do_from_what_is() {
        let check = |text: &str, expected: Tells| assert_eq!(tells(text), expected, "{text}");
        check("Check pod events via kubectl describe", Tells::Plainly);
        check("Then, restart the pod.", Tells::Plainly);
        check("Declare. In #incidents: write it", Tells::Plainly);
        check(
            "Always make sure to take the chained certificate",
            Tells::Plainly,
        );
        check("Buka panel Checkout", Tells::Plainly);
        check("Bandingkan dengan kemarin", Tells::Plainly);
        check("If the disk is full, delete old logs", Tells::Guided);
        check("Jika penuh, hapus log lama", Tells::Guided);
        check("If no other key is left: create one", Tells::Guided);
        check("For Linux: Use the archive", Tells::Plainly);
        check("Support (any plan): Open a case", Tells::Plainly);
        check("For hosts that were lost:", Tells::Nothing);
        check("On the leader run vacuum", Tells::Nothing);
        check("You should restart the node", Tells::Guided);
        check("Is the service reachable?", Tells::Perhaps);
        check("If it is off", Tells::Perhaps);
        check("networking errors", Tells::Nothing);
        check("Access is denied", Tells::Nothing);
        check("It creates a new index", Tells::Nothing);
        check("Backup", Tells::Nothing);
        check("See the documentation", Tells::Nothing);
        check("", Tells::Nothing);
    }
}
