# media

# files.rs, web.rs
media-base-url = `base_url` must be an address such as http://10.1.2.3/upload/
media-no-certificates = files cannot be fetched: the system's certificates cannot be read
media-host-late = nothing came in time
media-host-refuses = no connection
media-host-lost = the connection was lost

# unusable.rs
media-no-folder = names a file, and the source has no `files = {"{"} root = ".." {"}"}` in jobs.toml
media-folder-gone = the folder `root` of the source's `files` cannot be opened; is it mounted?
media-missing = the file is not there, below `root` of the source's `files`
media-absolute = holds an absolute path; say what of it stands for `root`, with `strip` in the source's `files`
media-outside = the path leads out of `root` of the source's `files`
media-no-file = the path is no file
media-forbidden = the file may not be read by the user that shangbao runs as
media-unread = the file cannot be read now: { $error }
media-host-not-allowed = names an address of a host that is not in `allowed_hosts` of the source's `files`
media-no-address = holds no address; for relative ones set `base_url` in the source's `files`
media-status = its address was answered by status { $status }; `shangbao preview JOB --key K` shows the address
media-unreachable = its host does not answer: { $reason }
media-too-large = the file is larger than { $size } MiB
media-empty = the file is empty
media-no-base64 = the text is no Base64
media-no-photo = the content is neither JPEG nor PNG nor BMP
media-truncated = the photo breaks off: it was not stored whole
media-too-many-pixels = the photo has more than { $millions } million pixels
media-damaged = the photo cannot be decoded
media-too-small = the photo cannot be made as small as `max_bytes`
media-no-attachment = the content is neither an image (JPEG, PNG, GIF, BMP, WebP) nor a PDF
