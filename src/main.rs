//! The `shangbao` command.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    shangbao::cli::main().await.into()
}
