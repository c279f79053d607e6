//! Drawings of the state: the lines of charts, log lines, what was lost. Integers, the same on every machine, and the
//! same whichever part is looked at first. Nothing here decides anything.

pub(crate) mod hash;
mod lines;
mod losses;
mod series;

pub(crate) use lines::recent_lines;
pub use lines::{LogLine, log_lines};
pub use losses::{Lost, losses};
pub(crate) use series::noisy;
pub use series::{Point, Series, drawn_now, series, series_from};
