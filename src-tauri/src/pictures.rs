//! `library:` — pictures of the library for `<img>`. Rust resolves the id and answers with nothing
//! but pictures: never a document, never a file outside.

use drillbook_api::{App, percent};
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
    let id = percent::decode(path.trim_start_matches('/'));
    let response = match core.picture(&id) {
        Ok(picture) => Response::builder()
            .header(header::CONTENT_TYPE, picture.media_type)
            .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
            .header(header::CACHE_CONTROL, "no-store")
            .body(Cow::Owned(picture.bytes)),
        Err(_) => Response::builder()
            .status(StatusCode::NOT_FOUND)
            .body(Cow::Borrowed(&[][..])),
    };
    response.unwrap_or_default()
}
