//! The states that were seen, each once, with its number: as little memory as possible, because there are millions.

use super::packed::Packed;
use super::search::index;

/// A set of states that numbers them in the order in which they come.
pub(super) struct States {
    all: Vec<Packed>,
    /// Numbers plus one by hash, at most half full; 0 is free.
    table: Vec<u32>,
}

impl Default for States {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            table: vec![0; 1 << 10],
        }
    }
}

impl States {
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, at: usize) -> Packed {
        self.all[at]
    }

    /// The number of a state, and whether it is new.
    pub(super) fn add(&mut self, state: Packed) -> (u32, bool) {
        if self.all.len() * 2 >= self.table.len() {
            self.grow();
        }
        let slot = self.slot(state);
        if let Some(known) = self.table[slot].checked_sub(1) {
            return (known, false);
        }
        let at = index(self.all.len());
        self.all.push(state);
        self.table[slot] = at + 1;
        (at, true)
    }

    /// The number of a state that was seen.
    pub(super) fn find(&self, state: Packed) -> Option<usize> {
        let at = self.table[self.slot(state)].checked_sub(1)?;
        Some(at as usize)
    }

    /// Where the state stands, or the free place for it.
    fn slot(&self, state: Packed) -> usize {
        let mask = self.table.len() - 1;
        let mut slot = hash(state) & mask;
        loop {
            match self.table[slot].checked_sub(1) {
                Some(known) if self.all[known as usize] != state => slot = (slot + 1) & mask,
                _ => return slot,
            }
        }
    }

    fn grow(&mut self) {
        self.table = vec![0; self.table.len() * 2];
        for at in 0..self.all.len() {
            let slot = self.slot(self.all[at]);
            self.table[slot] = index(at) + 1;
        }
    }
}

/// Multiplies and folds; the constants are those of splitmix64.
fn hash(state: Packed) -> usize {
    let halves = [(state >> 64), state & Packed::from(u64::MAX)];
    let halves = halves.map(|half| u64::try_from(half).unwrap_or(0));
    let mixed = (halves[0].wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ halves[1])
        .wrapping_mul(0xbf58_476d_1ce4_e5b9);
    usize::try_from(mixed ^ (mixed >> 32)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_each_state_once() {
        let mut states = States::default();
        let of = |n: u32| Packed::from(n % 5000) << 90 | Packed::from(n % 3);
        let new = (0..20_000).filter(|n| states.add(of(*n)).1).count();
        assert_eq!((new, states.len()), (15_000, 15_000));
        assert_eq!(states.find(of(4711)), Some(4711));
        assert_eq!(states.find(1 << 127), None);
    }
}
