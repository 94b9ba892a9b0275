# failure.rs
database-slow = no answer from { $place } in time; check host and port, and whether a firewall lets this host through
database-nobody = { $place } refuses connections: nothing listens there; check host and port, and whether the server is running
database-no-name = { $place } is not found ({ $error }); check the name of the host, and this host's name servers
database-no-way = { $place } cannot be used: { $error }
database-login = { $place } refuses user or password ({ $error }); check both, and what the account may do from this host
database-no-database = { $place } has no such database ({ $error }); check the name behind the host
database-host = { $place } lets this host in no more, or not at all ({ $error }); have the account's host changed, or run FLUSH HOSTS where it is blocked
database-full = { $place } has no connection to spare ({ $error }); raise its limit, or lower `max_connections`
database-encryption = { $place } demands TLS ({ $error }); take `ssl-mode=DISABLED` out of the url
database-starting = { $place } is starting or stopping ({ $error })
database-pooler = the pooler at { $place } refuses the connection ({ $error }); check user and password, take `options` out of the url, have it pass the parameter (`ignore_startup_parameters` in pgbouncer.ini), or name the server behind it
database-file = { $place } cannot be opened ({ $error }); check the path, and what this account may read there
database-tls-demanded = TLS with { $place } fails ({ $error }); this program knows TLS 1.3, and TLS 1.2 with ECDHE, and certificates of X.509 version 3. Have the server updated or its certificate made anew; for a certificate of your own name `ssl-ca=FILE` (PostgreSQL: `sslrootcert=FILE`); where the network is trusted, write `ssl-mode=DISABLED` (PostgreSQL: `sslmode=disable`)
database-tls-needed = TLS with { $place } fails ({ $error }), and without it: { $plain }. Where this account must use TLS, have the server updated to TLS 1.2 with ECDHE, or let the account in without TLS (ALTER USER .. REQUIRE NONE) from this host only

# address.rs
database-url-scheme = a url begins with postgres://, mysql:// or sqlite://
database-url-jdbc = `jdbc:` is for Java programs
database-url-jdbc-hint = take out `jdbc:`, and give user and password as `user` and `password`
database-url-raw = the url has a bare `{ $character }` in front of its `@`
database-url-raw-hint = write { $escape } for it, or take the password out of the url and give it as `password` or `password_file`
database-url-hash = the url has a bare `#`
database-url-host = the url names no host
database-url-host-hint = write postgres://user:password@host/database or mysql://.., or give `host`
database-url-port = `{ $port }` in the url is no port
database-url-port-hint = a port is a number from 1 to 65535; a `:` in a password is written %3A
database-url-parameter = the url's parameter `{ $name }` is not known
database-url-value = the url's parameter `{ $name }` must be one of { $values }
database-url-broken = the url cannot be understood
database-url-ssl-mysql = TLS is set by ssl-mode=DISABLED, PREFERRED, REQUIRED, VERIFY_CA or VERIFY_IDENTITY
database-url-ssl-postgres = TLS is set by sslmode=disable, prefer, require, verify-ca or verify-full
database-url-zone = take it out; `timezone` of the source says in which zone its times are
database-url-charset = take it out; texts arrive as UTF-8, and `charset` of the source is for GBK in other columns
database-url-login = take it out, and give `user` and `password`
database-url-java = take it out: it is for Java programs
