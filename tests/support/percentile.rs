//! The one way in which benches say what most of their measurements stay below.

/// The value that so many per cent of the values stay below, the nearest rank upwards; not a number where there are none.
///
/// `sorted` ascends.
pub fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let place = (last * percent).div_ceil(100);
    sorted.get(place).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_one_of_the_values() {
        let values = [1.0, 2.0, 3.0, 4.0];
        let at = [0, 50, 95, 100].map(|percent| format!("{}", percentile(&values, percent)));
        assert_eq!(at, ["1", "3", "4", "4"]);
        assert!(percentile(&[], 50).is_nan());
    }
}
