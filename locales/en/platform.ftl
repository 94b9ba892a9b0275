# platform

# What fields need and hold
platform-need-required = yes
platform-need-optional = no
platform-need-when = when { $field } is { $values }
platform-kind-text = text
platform-kind-time = time { $format }
platform-kind-code = a code
platform-kind-yes-no = yes is { $yes }, no is { $no }
platform-kind-list = texts joined by English commas
platform-kind-degrees = degrees WGS84, { $min } to { $max }
platform-kind-file = an image or a PDF
platform-kind-photo = a photo
platform-kind-dictionary = a code of { $dictionary }
platform-kind-identity = an identity card's number

# Where documents say it
platform-section-hazchem = hazchem document, section { $section }
platform-section-hazchem-answer = hazchem document, section { $section } and Q&A { $answer }
platform-section-cwr = CWR document, section { $section }
platform-section-cwr-sample = CWR document, section { $section }, sample
platform-section-cwr-revisions = CWR document, table of revisions
platform-closed = the platform has closed it ({ $section }; { $version } of { $date })
platform-unsent-team = V2.2.3 of 2019-08-20 removed the team's name from the interface (CWR document, table of revisions); the document's sample still shows it
platform-unsent-province = it stands in the document's sample only; the address is `emp_nativeplace`

# Ways out
platform-not-proxy = no address of a proxy, such as http://host:3128
platform-unusable = cannot be used: { $error }
platform-not-address = must be an address such as http://10.100.254.26:8012
platform-address-query = must not hold `?` or `#`; a path is kept
platform-address-user = must not hold a user; it has settings of its own
platform-file-unread = cannot be read: { $error }
platform-no-certificate = holds no certificate in PEM form

# Requests that fail
platform-no-connection-in-time = no connection to { $url } in time; check the line to it, `proxy` and `bind`
platform-no-connection = no connection to { $url }: { $cause }; check `url`, `proxy` and `bind`
platform-refused = no connection to { $url }: the host refuses connections, nothing listens there; check `url` and `proxy`, and whether the platform is running
platform-no-name = no connection to { $url }: the name of the host is not found ({ $cause }); check `url` and `proxy`, and this host's name servers
platform-no-tls = no encrypted connection to { $url } ({ $cause }): this program knows TLS 1.3, and TLS 1.2 with ECDHE; have the platform or the gateway before it updated, or use its http:// address where the network is the authority's own
platform-certificate-time = the certificate of { $url } is not valid today ({ $cause }): have it renewed, or check this host's clock; `ca_file` does not help
platform-certificate-name = the certificate of { $url } is for another name ({ $cause }): write that name into `url`
platform-certificate-version = the certificate of { $url } is of an old version ({ $cause }): have it made anew as X.509 version 3; `ca_file` does not help
platform-certificate-unknown = the certificate of { $url } is not trusted ({ $cause }): let `ca_file` name a PEM file with it, or with the certificate of who signed it
platform-no-answer-in-time = no answer from { $url } in time
platform-connection-lost = the connection to { $url } was lost before an answer came: { $cause }
platform-no-cause = no reason given
platform-answer-too-long = the answer of { $url } is longer than { $size } MiB
platform-answer-without-end = the answer of { $url } did not end in time
platform-answer-broke-off = the answer of { $url } broke off: { $cause }
platform-bad-token = the platform gave a token that no HTTP header can hold
platform-code = code { $code }
platform-code-words = code { $code }: { $words }
platform-no-code = none
platform-status = status { $status }
platform-status-words = status { $status }, { $words }
platform-failed-with = the platform failed with { $words }
platform-excerpt = { $why }; it begins: { $excerpt }

# hazchem
platform-hazchem-too-often = the platform says that requests come too often
platform-hazchem-no-json = the answer is no JSON object, or broke off
platform-hazchem-json-without-code = the answer is JSON without a code
platform-hazchem-answered-by-redirect = the upload was answered by a redirect (status { $status }), also after a new login
platform-hazchem-answered-by-page = the upload was answered by a web page, also after a new login
platform-hazchem-no-right = user `{ $user }` has no right to upload `{ $target }` ({ $code }, also after a new login); have the platform's operator grant it, then `shangbao resume { $name }`
platform-hazchem-login = login: { $message }
platform-hazchem-login-status = login was answered by status { $status }
platform-hazchem-login-page = login was answered by status { $status } with a web page; check `url`
platform-hazchem-login-no-json = login was answered by status { $status } with no JSON; check `url`
platform-hazchem-login-refused = login was refused ({ $words }); correct `username` and `password` of platform `{ $name }`, then `shangbao resume { $name }`
platform-hazchem-silent = the answer tells no outcome
platform-hazchem-counts = the answer's counts are not those of the upload
platform-hazchem-disagree = the parts of the answer disagree
platform-hazchem-neither = the answer names the record neither as stored nor as failed
platform-hazchem-both = the answer names the record as stored and as failed
platform-hazchem-ambiguous = the answer's list of ids can be read in two ways
platform-hazchem-no-text = it has no text
platform-hazchem-denied = another part of the answer says that it failed

# cwr
platform-cwr-too-often = the platform says that calls come too often
platform-cwr-page = the answer is a web page, not JSON; check `url`
platform-cwr-no-json = the answer is no JSON object with a code, or broke off
platform-cwr-no-dictionary = { $dictionary }: the answer holds no entry that has a code and a name
platform-cwr-entry-no-code = entry { $place } (`{ $name }`) has no code and is left out
platform-cwr-entry-no-name = entry { $place } (code `{ $code }`) has no name and is left out
platform-cwr-entry-empty = entry { $place } has neither a code nor a name and is left out
platform-cwr-both-versions = { $words }, and as version "{ $other }" with { $others }
platform-cwr-refused = { $function } was refused with { $words }: { $remedy }, in [platforms.{ $name }]; then `shangbao resume { $name }`
platform-cwr-cannot-travel = `{ $target }`: these records cannot travel together
platform-cwr-clock = { $function }: platform `{ $name }` refuses the time of the call ({ $words }), also after it was corrected by the platform's own clock; set the clock of this host, then run `shangbao check`
platform-cwr-disagrees = the parts of the answer disagree: whether the record is stored is not known ({ $words })
platform-cwr-some-failed = the platform says that some records failed, and not whether this one ({ $words })
platform-cwr-check-account = check `api_key`, `api_secret`, `client_serial` and `api_version`
platform-cwr-check-parameters = a parameter of the signature did not arrive: check `proxy` and the gateway between
platform-cwr-check-secret = check `api_secret`; `shangbao sign` shows how the signature comes about
platform-cwr-check-rights = check that `api_key` belongs to `client_serial`, and that the account has the right to this function
platform-cwr-check-key = check `api_key`: the account is unknown there or disabled
platform-cwr-set-version = set `api_version` of { $function } to "1.0" or "1.1"; it was called as "{ $version }"
platform-cwr-check-call = check, the most likely first: `api_version` of { $function }, called as "{ $version }"; the clock: { $clock }; the signature, which `shangbao sign` explains
platform-cwr-where-all = where all records are refused so, { $remedy }
platform-cwr-clock-unknown = the platform has not told its time, and up to 6 minutes of difference are allowed
platform-cwr-clock-agrees = it agrees with the platform's
platform-cwr-clock-ahead = the platform's is { $minutes } min ahead of this host's, and up to 6 are allowed
platform-cwr-clock-behind = the platform's is { $minutes } min behind this host's, and up to 6 are allowed
platform-cwr-not-there = either what it needs is not there yet, or Project_ID, the company's name or the identity number is wrong
