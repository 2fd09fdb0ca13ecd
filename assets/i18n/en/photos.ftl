# Photos that belong to a report.
photo-fault-empty = The photo has nothing in it. Choose it once more.
photo-fault-too-large = The photo is larger than { $most } megabytes. Take a smaller one, or make it smaller.
photo-fault-not-a-photo = This is not a photo we can read. Send a JPEG, PNG or WebP. What the file is called does not count.
photo-fault-heic = This photo is in Apple’s HEIC format, which we cannot read. On the phone: Settings, Camera, Formats, Most Compatible; then take it again. Or send a screenshot of it.
photo-fault-moving = This picture moves. Send one that stands still.
photo-fault-too-many-pixels = The photo has too many pixels. Make it smaller than { $most } megapixels.
photo-fault-broken = The photo is cut off or damaged. Send it once more.
photo-fault-too-many = You can send { $most } photos at most. Leave some out.
