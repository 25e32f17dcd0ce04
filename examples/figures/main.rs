//! Draws every figure from made-up numbers, to judge the look of the plots.
//!
//! `cargo run --example figures FOLDER` writes each as SVG and PNG.

mod demo;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use gridgov::report::plot::png;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder")?);
    fs::create_dir_all(&folder)?;
    for (name, svg) in demo::figures() {
        fs::write(folder.join(format!("{name}.svg")), svg.as_str())?;
        fs::write(folder.join(format!("{name}.png")), png::render(&svg)?)?;
    }
    Ok(())
}
