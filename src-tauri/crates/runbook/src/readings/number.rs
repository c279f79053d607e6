//! A number as people write and type it.

/// Nothing that is read by eye has more characters.
const LONGEST: usize = 24;
/// Larger ones are mistakes.
const LARGEST: f64 = 1e12;

/// The number that `text` is: `24`, `24.5`, `24,5`, `-3`. Point and comma are both decimal; thousands are not grouped.
pub fn number(text: &str) -> Option<f64> {
    let (number, rest) = leading(text.trim())?;
    rest.is_empty().then_some(number)
}

/// The number that `text` begins with, and what stands behind it.
pub(super) fn leading(text: &str) -> Option<(f64, &str)> {
    let sign = ['-', '−', '+']
        .into_iter()
        .find(|sign| text.starts_with(*sign));
    let digits = text.get(sign.map_or(0, char::len_utf8)..)?;
    let whole = digits.bytes().take_while(u8::is_ascii_digit).count();
    let behind = digits.get(whole..)?;
    let fraction = behind.strip_prefix(['.', ',']).map_or(0, |fraction| {
        fraction.bytes().take_while(u8::is_ascii_digit).count()
    });
    let length = whole + if fraction > 0 { fraction + 1 } else { 0 };
    if whole == 0 || length > LONGEST {
        return None;
    }
    let number: f64 = digits.get(..length)?.replace(',', ".").parse().ok()?;
    let number = if matches!(sign, Some('-' | '−')) {
        -number
    } else {
        number
    };
    (number.abs() <= LARGEST).then_some((number, digits.get(length..)?))
}
