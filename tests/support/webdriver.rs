//! The `WebDriver` protocol over a plain socket: one request at a time, JSON in and out.
//!
//! Knows HTTP just well enough for `WebKitWebDriver`, which answers HTTP/1.1 with a Content-Length. What the requests
//! mean is the matter of [`crate::window`].

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

/// The key under which `WebDriver` hands out and takes elements.
pub const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A driver on this machine, and the session once there is one.
#[derive(Debug)]
pub struct Client {
    port: u16,
    session: Option<String>,
}

impl Client {
    /// A client of the driver on `port`, without a session.
    pub fn new(port: u16) -> Self {
        Self {
            port,
            session: None,
        }
    }

    /// Whether the driver takes connections yet.
    pub fn answers(&self) -> bool {
        TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok()
    }

    /// Starts the program and attaches to its first window.
    ///
    /// # Errors
    /// When the driver refuses or does not answer.
    pub fn open(&mut self, program: &str, args: &[String]) -> Result<()> {
        let options = json!({ "binary": program, "args": args });
        let wanted =
            json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } } });
        let answer = self.send("POST", "/session", Some(&wanted))?;
        let session = answer["sessionId"]
            .as_str()
            .ok_or_else(|| Error::other("the driver gave no session"))?;
        self.session = Some(session.to_owned());
        Ok(())
    }

    /// Ends the session, and the program with it.
    pub fn close(&mut self) {
        if let Some(session) = self.session.take() {
            // The program may be gone already; whoever started the driver kills what is left.
            let _ = self.send("DELETE", &format!("/session/{session}"), None);
        }
    }

    /// Asks the session: `GET` or `DELETE`.
    ///
    /// # Errors
    /// What the driver refused, as `error: message`.
    pub fn ask(&self, method: &str, path: &str) -> Result<Value> {
        self.send(method, &self.inside(path)?, None)
    }

    /// Tells the session: `POST`.
    ///
    /// # Errors
    /// What the driver refused, as `error: message`.
    pub fn tell(&self, path: &str, body: &Value) -> Result<Value> {
        self.send("POST", &self.inside(path)?, Some(body))
    }

    fn inside(&self, path: &str) -> Result<String> {
        let session = self
            .session
            .as_ref()
            .ok_or_else(|| Error::other("there is no session"))?;
        Ok(format!("/session/{session}{path}"))
    }

    fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(Duration::from_mins(1)))?;
        let body = body.map(Value::to_string).unwrap_or_default();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.port,
            body.len()
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(body.as_bytes())?;
        let mut answer: Value = serde_json::from_slice(&read_body(stream)?)?;
        let value = answer["value"].take();
        match value["error"].as_str() {
            Some(error) => Err(Error::other(format!(
                "{error}: {}",
                value["message"].as_str().unwrap_or_default()
            ))),
            None => Ok(value),
        }
    }
}

fn read_body(stream: TcpStream) -> Result<Vec<u8>> {
    let mut reader = BufReader::new(stream);
    let mut length = None;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Err(Error::new(
                ErrorKind::UnexpectedEof,
                "the driver closed the connection",
            ));
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse::<usize>().ok();
        }
    }
    let length = length.ok_or_else(|| Error::other("the driver's answer has no length"))?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(body)
}
