//! Chance that is none: numbers from a hash of what they are for, the same on every machine and in any order.

/// A hash of some numbers: the finalizer of splitmix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number
/// generators", 2014) over each in turn.
pub(crate) fn of(parts: &[u32]) -> u64 {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for part in parts {
        state = mix(state ^ u64::from(*part)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    }
    mix(state)
}

fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// A number for a text (FNV-1a).
pub(crate) fn text(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// From 0 to below `limit`, which must not be 0.
pub(crate) fn below(parts: &[u32], limit: u32) -> u32 {
    let high = (u128::from(of(parts)) * u128::from(limit)) >> 64;
    u32::try_from(high).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_same_everywhere() {
        assert_eq!(of(&[1, 2, 3]), of(&[1, 2, 3]));
        assert_ne!(of(&[1, 2, 3]), of(&[3, 2, 1]));
        assert_eq!(
            format!("{:x} {:x}", of(&[]), of(&[7])),
            "e220a8397b1dcdaf 7d93d2ae0779ab16"
        );
        assert_eq!(text("checkout"), 0x4db9_5739);
    }

    #[test]
    fn is_even() {
        let mut counts = [0; 6];
        (0..6000).for_each(|n| counts[below(&[n], 6) as usize] += 1);
        assert!(
            counts.iter().all(|count| (850..1150).contains(count)),
            "{counts:?}"
        );
    }
}
