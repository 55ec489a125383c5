//! The program `folgeskab`. Everything it does is in the library; here it is only started.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::main()
}
