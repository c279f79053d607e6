//! Working on the segments of an index at the same time, where there is enough to do.

use std::sync::LazyLock;
use std::thread;

/// Sections that are worth a thread.
const WORTH: usize = 20_000;
/// Threads at most: more gain little on a keystroke, and the machine has other work.
const MOST: usize = 4;

static PROCESSORS: LazyLock<usize> = LazyLock::new(|| {
    thread::available_parallelism()
        .map_or(1, usize::from)
        .min(MOST)
});

/// What `work` makes of each of `inputs`, in their order; `size` says how much work one is, in sections.
pub(super) fn each<I: Send, O: Send>(
    inputs: Vec<I>,
    size: impl Fn(&I) -> usize,
    work: impl Fn(usize, I) -> O + Sync,
) -> Vec<O> {
    let all: usize = inputs.iter().map(&size).sum();
    let threads = PROCESSORS.min(all / WORTH).min(inputs.len());
    let numbered = inputs.into_iter().enumerate();
    if threads < 2 {
        return numbered.map(|(nth, input)| work(nth, input)).collect();
    }
    let mut shares = shares(numbered.collect(), threads, |(_, input)| size(input));
    let of_share = |share: Vec<(usize, I)>| -> Vec<(usize, O)> {
        let outputs = share.into_iter();
        outputs
            .map(|(nth, input)| (nth, work(nth, input)))
            .collect()
    };
    let own = shares.pop().unwrap_or_default();
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = shares
            .into_iter()
            .map(|share| scope.spawn(|| of_share(share)))
            .collect();
        let mut done = of_share(own);
        for other in others {
            match other.join() {
                Ok(outputs) => done.extend(outputs),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(nth, _)| *nth);
    done.into_iter().map(|(_, output)| output).collect()
}

/// Shares of about the same size: the largest first, each to the share that has the least.
fn shares<T>(mut items: Vec<T>, count: usize, size: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    items.sort_by_key(|item| std::cmp::Reverse(size(item)));
    let mut shares: Vec<(usize, Vec<T>)> = (0..count).map(|_| (0, Vec::new())).collect();
    for item in items {
        if let Some((load, share)) = shares.iter_mut().min_by_key(|(load, _)| *load) {
            *load += size(&item);
            share.push(item);
        }
    }
    shares.into_iter().map(|(_, share)| share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sizes: &[usize], expected: &[&[usize]]) {
        let found = shares(sizes.to_vec(), expected.len(), |size| *size);
        assert_eq!(found, expected, "{sizes:?}");
    }

    #[test]
    fn shares_are_about_the_same() {
        check(&[5, 1, 4, 3], &[&[5, 1], &[4, 3]]);
        check(&[9, 1, 1], &[&[9], &[1, 1]]);
        check(&[2], &[&[2], &[]]);
    }

    #[test]
    fn outputs_keep_the_order_of_their_inputs() {
        let sizes = [WORTH, 3 * WORTH, 1, 2 * WORTH];
        let done = each(sizes.to_vec(), |size| *size, |nth, size| (nth, size));
        let expected: Vec<(usize, usize)> = sizes.into_iter().enumerate().collect();
        assert_eq!(done, expected);
    }
}
