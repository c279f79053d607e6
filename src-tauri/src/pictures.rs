//! `library:` — pictures of the library for `<img>`. Rust resolves the id and answers with nothing
//! but pictures: never a document, never a file outside.

use drillbook_api::App;
use std::borrow::Cow;
use std::sync::Arc;
use tauri::http::{Request, Response, StatusCode, header};
use tauri::{Manager as _, Runtime, UriSchemeContext, UriSchemeResponder};

/// The scheme's name.
pub(crate) const SCHEME: &str = "library";

/// Answers a request off the main thread.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the signature of a protocol handler"
)]
pub(crate) fn answer<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let core = Arc::clone(&context.app_handle().state::<Arc<App>>());
    tauri::async_runtime::spawn_blocking(move || {
        responder.respond(picture(&core, request.uri().path()));
    });
}

fn picture(core: &App, path: &str) -> Response<Cow<'static, [u8]>> {
    let id = decode(path.trim_start_matches('/'));
    let found = id.and_then(|id| core.picture(&id).ok());
    let response = match found {
        Some(picture) => Response::builder()
            .header(header::CONTENT_TYPE, picture.media_type)
            .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
            .header(header::CACHE_CONTROL, "no-store")
            .body(Cow::Owned(picture.bytes)),
        None => Response::builder()
            .status(StatusCode::NOT_FOUND)
            .body(Cow::Borrowed(&[][..])),
    };
    response.unwrap_or_default()
}

/// Undoes percent-encoding; `None` where the result is not UTF-8.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = (*first == b'%').then(|| {
            std::str::from_utf8(tail.get(..2)?)
                .ok()
                .and_then(|hex| u8::from_str_radix(hex, 16).ok())
        });
        if let Some(byte) = code.flatten() {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_decoded() {
        assert_eq!(
            decode("images%2Fa%20b.png").as_deref(),
            Some("images/a b.png")
        );
        assert_eq!(decode("100%.png").as_deref(), Some("100%.png"));
        assert_eq!(decode("%ff.png"), None);
    }
}
