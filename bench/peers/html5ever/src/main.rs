// Bytes to tree by html5ever and RcDom.  Usage: html5ever_peer PAGES
//
// Prints "pages bytes CPU-seconds". PAGES as bench/parse/parse_bench.cc writes them.

use html5ever::tendril::TendrilSink;
use html5ever::{parse_document, ParseOpts};
use markup5ever_rcdom::RcDom;

fn cpu_seconds() -> f64 {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `now` is a timespec that outlives the call.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut now) };
    now.tv_sec as f64 + 1e-9 * now.tv_nsec as f64
}

fn split(data: &[u8]) -> Vec<&[u8]> {
    let mut pages = Vec::new();
    let mut at = 0;
    while at + 4 <= data.len() {
        let size = u32::from_le_bytes(data[at..at + 4].try_into().unwrap()) as usize;
        pages.push(&data[at + 4..at + 4 + size]);
        at += 4 + size;
    }
    pages
}

fn main() {
    let path = std::env::args().nth(1).expect("usage: html5ever_peer PAGES");
    let data = std::fs::read(path).expect("PAGES can be read");
    let pages = split(&data);
    let mut children = 0;
    let begin = cpu_seconds();
    for page in &pages {
        let dom = parse_document(RcDom::default(), ParseOpts::default()).from_utf8().one(*page);
        children += dom.document.children.borrow().len();
    }
    let seconds = cpu_seconds() - begin;
    assert!(children > 0);
    println!("{} {} {:.6}", pages.len(), data.len() - 4 * pages.len(), seconds);
}
