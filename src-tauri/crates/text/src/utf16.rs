//! Offsets in UTF-16 code units, as JavaScript counts them, and offsets in bytes, as Rust does.

/// Turns offsets of one text into one another without walking it each time.
#[derive(Clone, Debug)]
pub struct Utf16Index<'a> {
    text: &'a str,
    /// For each stretch its first byte and its first unit.
    starts: Vec<(usize, usize)>,
}

/// Bytes between two known places.
const STRETCH: usize = 1024;

impl<'a> Utf16Index<'a> {
    /// Walks `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut starts = vec![(0, 0)];
        let (mut next, mut units) = (STRETCH, 0);
        for (at, c) in text.char_indices() {
            if at >= next {
                starts.push((at, units));
                next = at + STRETCH;
            }
            units += c.len_utf16();
        }
        Self { text, starts }
    }

    /// The unit that the character at `byte` begins with; of a place inside a character, its beginning; behind the end, the
    /// end.
    pub fn unit(&self, byte: usize) -> u32 {
        let (start, units) = self.before(|start| start.0 <= byte);
        let rest = self.text.get(start..).unwrap_or_default();
        let inside: usize = rest
            .char_indices()
            .take_while(|(at, c)| start + at + c.len_utf8() <= byte)
            .map(|(_, c)| c.len_utf16())
            .sum();
        u32::try_from(units + inside).unwrap_or(u32::MAX)
    }

    /// The byte that the character at `unit` begins with; of the second half of a character, its beginning; behind the end,
    /// the end.
    pub fn byte(&self, unit: u32) -> usize {
        let unit = usize::try_from(unit).unwrap_or(usize::MAX);
        let (start, mut units) = self.before(|start| start.1 <= unit);
        let rest = self.text.get(start..).unwrap_or_default();
        for (at, c) in rest.char_indices() {
            units += c.len_utf16();
            if units > unit {
                return start + at;
            }
        }
        self.text.len()
    }

    fn before(&self, is: impl Fn(&(usize, usize)) -> bool) -> (usize, usize) {
        let behind = self.starts.partition_point(is);
        self.starts
            .get(behind.saturating_sub(1))
            .copied()
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_comes_back() {
        let text = "aé€😀\n".repeat(900);
        let index = Utf16Index::new(&text);
        let mut units = 0;
        for (byte, c) in text.char_indices() {
            assert_eq!(index.unit(byte), units, "{byte}");
            assert_eq!(index.byte(units), byte, "{units}");
            units += u32::try_from(c.len_utf16()).unwrap();
        }
        assert_eq!(
            (index.unit(text.len()), index.unit(usize::MAX)),
            (units, units)
        );
        assert_eq!(
            (index.byte(units), index.byte(u32::MAX)),
            (text.len(), text.len())
        );
    }

    #[test]
    fn a_place_inside_a_character_is_its_beginning() {
        let index = Utf16Index::new("a😀b");
        assert_eq!((index.unit(3), index.byte(2), index.byte(3)), (1, 1, 5));
    }
}
