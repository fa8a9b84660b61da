//! The host of Greenroom: options, sessions, live updates, jobs, command line.

mod accept;
mod address;
mod assets;
mod commands;
mod content;
mod database;
mod effective;
mod health;
mod host;
mod jobs;
mod layers;
mod live;
mod options;
mod router;
mod telemetry;

use anyhow::{Context, Result};
use clap::{CommandFactory, FromArgMatches, parser::ValueSource};
use options::{Cli, Command, ContentCommand, DatabaseOptions, PracticeCommand, StatsCommand, UserCommand};
use std::process::ExitCode;

/// A page is many short-lived allocations on several threads, which is what this allocator is made for (decision record 11).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let mut definition = Cli::command();
    let matches = definition.clone().get_matches();
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => error.format(&mut definition).exit(),
    };
    let given = innermost(&matches);
    let from_command_line = given.try_contains_id("database").is_ok_and(|known| known)
        && given.value_source("database") == Some(ValueSource::CommandLine);
    if let Command::Config(_) = &cli.command {
        definition.build();
        if let Some(own) = definition.find_subcommand("config") {
            for line in effective::lines(own, given) {
                println!("{line}");
            }
        }
        return ExitCode::SUCCESS;
    }
    match run(cli.command, from_command_line) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("greenroom: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The matches of the command that was really given: `add` of `user add`.
fn innermost(mut matches: &clap::ArgMatches) -> &clap::ArgMatches {
    while let Some((_, inner)) = matches.subcommand() {
        matches = inner;
    }
    matches
}

fn run(command: Command, from_command_line: bool) -> Result<()> {
    if let Some(database) = database_of(&command) {
        database::refuse_password_on_command_line(database, from_command_line)?;
        telemetry::start(&database.log, database.log_format)?;
    }
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("the runtime cannot start")?;
    runtime.block_on(async {
        match command {
            Command::Serve(options) => commands::serve::run(options).await,
            Command::Migrate(options) => commands::migrate::run(&options).await,
            Command::Demo(options) => commands::demo::run(&options).await,
            Command::Content(ContentCommand::Check { folder }) => commands::content::check(folder.as_deref()),
            Command::User(UserCommand::Add(options)) => commands::user::add(options).await,
            Command::Practice(PracticeCommand::Evaluate { file }) => commands::practice::evaluate(&file),
            Command::Stats(StatsCommand::Agreement(options)) => commands::stats::agreement(&options),
            Command::Config(_) => Ok(()),
        }
    })
}

fn database_of(command: &Command) -> Option<&DatabaseOptions> {
    match command {
        Command::Serve(options) | Command::Config(options) => Some(&options.database),
        Command::Migrate(options) | Command::Demo(options) => Some(options),
        Command::User(UserCommand::Add(options)) => Some(&options.database),
        Command::Content(_) | Command::Practice(_) | Command::Stats(_) => None,
    }
}
