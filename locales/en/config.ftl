# config

# Jobs made of the configuration
config-app-nothing-started = correct the file and run `shangbao check`; nothing was started, nothing was sent
config-app-platform = platform `{ $name }`: { $error }
config-app-source = source `{ $name }`: { $error }
config-app-unusable = its source or platform cannot be used
config-app-same-flag = jobs `{ $job }` and `{ $rival }` write the same flag back, so that each would hide rows from the other; give one a flag of its own, or each a `where` for its own rows
config-app-rival = job `{ $rival }` writes the same flag back
config-app-mapping = its mapping has problems
config-app-state = check `url` of [state] in jobs.toml; nothing was read, nothing was sent
config-app-several = job `{ $job }` runs for several platforms
config-app-several-hint = name one: `{ $one }` or `{ $other }`
config-app-blocked = correct the file and run `shangbao check`; job `{ $job }` is not started
config-app-jobs = jobs: { $names }
config-app-no-job = there is no job `{ $job }`
config-app-unknown-host = unknown host

# schedule.rs
config-cron-fields = it has neither five nor six fields
config-cron-never = such a time never comes
