//! probe
use std::time::Instant;
use voetnoot::index::findings::Order;
use voetnoot::index::query::Query;
use voetnoot::library::*;
#[path = "../benches/archive/mod.rs"]
mod archive;
fn main() {
    let f = std::env::args().nth(1).unwrap();
    let cache = std::path::PathBuf::from(std::env::var("HOME").unwrap()).join(".cache/voetnoot");
    let t = Instant::now();
    let (l, found) = Library::open(
        &[f.into()],
        &cache,
        Reading {
            max_bytes: 1 << 28,
            ..Default::default()
        },
    )
    .unwrap();
    println!("open {:?} {:?}", t.elapsed(), found);
    let e = l.edition();
    let mut keys = archive::queries::keystrokes();
    if let Ok(k) = std::env::var("ONLY") {
        keys = vec![k.clone(); 40];
        keys[0].push('x');
    }
    for round in 0..2 {
        let mut ts = vec![];
        for k in &keys {
            let t = Instant::now();
            let fd = e.search(&Query::new(k, true), &|| false).unwrap();
            let a = t.elapsed();
            let hits = fd.hits(Order::Relevance, e.newest(), (0, 10));
            let b = t.elapsed();
            for h in &hits {
                let d = e.document(h.letter).unwrap();
                let an = fd.answer(h.letter, &d);
                std::hint::black_box(an.marker.marks(&d, h.hit.paragraph));
            }
            ts.push((t.elapsed(), a, b - a, k.clone(), fd.totals.passages));
            if round == 0 && ts.len() == 1 {
                println!("first {:?}", ts[0]);
            }
        }
        ts.sort();
        let n = ts.len();
        println!(
            "p50 {:?} p90 {:?} p99 {:?} max {:?}",
            ts[n / 2].0,
            ts[n * 9 / 10].0,
            ts[n * 99 / 100].0,
            ts[n - 1].0
        );
        for t in ts.iter().rev().step_by(3).take(14) {
            println!("  {:?}", t);
        }
    }
    println!(
        "{}",
        std::fs::read_to_string("/proc/self/status")
            .unwrap()
            .lines()
            .filter(|l| l.starts_with("VmHWM") || l.starts_with("Rss"))
            .collect::<Vec<_>>()
            .join(" ")
    );
}
