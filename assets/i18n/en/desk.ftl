### Writing the ledger: cases and tips

# The list
desk-cases = Cases
desk-cases-new = New case
desk-cases-views = Show
desk-cases-search = Find a case
desk-cases-none = No case here.
desk-view-all = All
desk-view-mine = Mine
desk-view-drafts = My drafts
desk-view-withdrawn = Withdrawn
desk-drafts-yours = Only you can open your drafts.
desk-drafts-none = You have no drafts.
desk-drafts-untitled = No title yet
desk-tips-waiting = { $n ->
    [0] Tips
    [one] Tips: one waits
   *[other] Tips: { $n } wait
}
desk-case-version = version { $n }
desk-case-withdrawn = Withdrawn
desk-case-public = See the public page
desk-case-go-on = Go on with your draft
desk-back = Back
desk-reason = Reason

# The form
desk-case-new = New case
desk-case-edit = Change this case
desk-case-lead = Write what you know. Leave the rest empty: empty means “not known”.
desk-case-tip = The tip
desk-case-look = Check and look
desk-case-save = Save the draft
desk-case-kept = A draft is yours alone. The ledger changes only when you publish.
desk-case-discard = Throw this draft away
desk-part-what = What happens
desk-part-numbers = Numbers
desk-part-why = Why, and who decides
rows-office = Offices
rows-step = Steps
rows-source = Sources
rows-cite = More sources for one point
rows-one-office = Office
rows-one-step = Step
rows-one-source = Source
rows-one-cite = Point
rows-add-office = Add an office by hand
rows-add-step = Add a step
rows-add-source = Add a source
rows-add-cite = Add a point
rows-hint-step = One row for each thing that has a day. A day may be only a month or a year.
rows-hint-source = Add a source first. Then choose it in the steps.
rows-hint-cite = When two sources disagree, put both here. Readers see them side by side.
row-named = { $what } { $n }
row-gone = Take this row out
row-step-why = Why is it taken out? Readers see this.
row-office-name = Name
row-office-city = Town
row-office-county = County
row-office-role = Loses or receives
row-step-kind = What
row-step-on = Day
row-step-time = Hour
row-step-place = Place
row-step-office_name = Only this office
row-step-opinion = What the opinion says
row-step-evidence = Source
row-step-note = Note
row-step-note_es = Note in Spanish
row-source-title = Title
row-source-publisher = Publisher
row-source-dated = Its date
row-source-url = Web address
row-source-archive_url = Address of an archived copy
row-cite-evidence = This source
row-cite-claim = About
row-cite-stance = It says
row-hint-step-on = 2026-06-30, or 2026-06, or 2026
row-hint-step-time = 14:30
field-hint-title = Short: who closes where. “The Cairo aid office closes”
field-hint-people = The number for the whole case. Do not add up numbers that may count people twice.
field-hint-jobs = Workers who lose or leave their place, in the whole case.
field-hint-employees = Workers at the office when the plan came. The state’s closure law asks for 25.
field-hint-offices_total = Only when a source says so and you cannot name them all.
field-hint-reason = Quote it.
field-hint-fate = Where do people’s cases go? Who tells them?
field-hint-decided_by = A person or a body: “Secretary of Human Services”
desk-offices-hint = All offices of one plan belong in one case, even sixty.
desk-offices-find = Find offices
desk-offices-find-hint = A name, town, county or ZIP code
desk-offices-look = Look
desk-offices-found = { $n ->
    [0] No office found
    [one] One office found
   *[other] { $n } offices found
}
desk-offices-more = Only the first are shown. Add a word.
desk-offices-losing = Add the marked ones: they lose
desk-offices-receiving = Add the marked ones: they receive
role-losing = Loses
role-receiving = Receives
certainty-documented = A source says so
certainty-detected = Seen by comparing lists; not confirmed
opinion-support = For the closing
opinion-oppose = Against the closing
opinion-postponed = Put off
opinion-none = No opinion was given
move-announced = Made public
move-notice_filed = Notice filed
move-recommendation_requested = Recommendation asked for
move-recommendation_filed = Recommendation filed
move-comment_opened = Comments open
move-comment_deadline = Last day for comments
move-hearing = Hearing or meeting
move-advisory_opinion = Opinion of the commission
move-vote = Vote
move-cases_moved = Cases moved
move-door_closed = Door closed
move-cut_in_force = Cut began
move-moved = Office moved
move-moved_in = Opened at the new place
move-withdrawn = Plan taken back
move-reversed = Decision undone
move-reopened = Open again
unit-people = People
unit-households = Households
unit-cases = Cases
unit-patients = Patients
unit-clients = Clients
unit-visits = Visits
stance-supports = The same as we do
stance-contradicts = Something else than we do
claim-kind = What is done
claim-reason = The reason
claim-fate = What happens to the cases
claim-process = The rules
claim-people = The number of people
claim-jobs = The number of jobs

# What has to be mended
fault-missing = This is empty. Please fill it in.
fault-too_long = This has { $found } characters. At most { $expected } fit.
fault-too_many = Found { $found } rows. At most { $expected } fit; those after are not kept.
fault-choice = Found “{ $found }”. Please choose from the list.
fault-number = Found “{ $found }”. Please write a whole number, such as 1200.
fault-date = Found “{ $found }”. There is no such date. Please write 2026-06-30, or 2026-06, or 2026.
fault-hour = Found “{ $found }”. Please write the hour as 14:30.
fault-hour_without_day = The hour { $expected } needs a whole day. Found “{ $found }”.
fault-address = Found “{ $found }”. A web address begins with https:// or http://.
fault-no_office = Please name at least one office, or say how many there are.
fault-both_roles = “{ $found }” both loses and receives. Take one of the two out.
fault-office_twice = “{ $found }” is here twice. Take one out.
fault-too_few_in_all = { $expected } offices are named, but the number of offices says { $found }.
fault-before_its_cause = { $found } is before the step it follows from, on { $expected }.
fault-before_announced = { $found } is before it was made public, on { $expected }.
fault-step_twice = This step is here twice.
fault-no_source = This step has no source.
fault-no_step = The case has no steps yet.
fault-no_unit = Say what the number of people counts.
fault-no_spanish = The Spanish text is still missing.

# Before publishing
desk-preview = Look once more
desk-preview-look = Worth a look. You can publish anyway.
desk-preview-changes = What changes
desk-preview-new = This is a new case.
desk-preview-publish = Publish
desk-preview-back = Back to the draft
desk-preview-public = All can read it at once. Each version is kept.
desk-alike = { $n ->
    [one] Is it this case?
   *[other] Is it one of these cases?
}
desk-alike-what = They share an office and a time with yours. If it is the same closing, change that case and do not publish a second one.
desk-alike-different = It is a different closing. I looked.
desk-alike-say = Please look at the cases above. If yours is a different one, mark the box.
desk-conflict = Somebody else changed this case
desk-conflict-kept = Nothing is lost
desk-conflict-what = { $n ->
    [0] You changed different things. Their changes are now in your draft, beside yours. Look at it and publish.
    [one] You both changed one thing. Your text is still in your draft. Theirs is beside it here.
   *[other] You both changed { $n } things. Your text is still in your draft. Theirs is beside it here.
}
desk-conflict-both = What you both changed
desk-conflict-all = All differences between the two texts
desk-conflict-field = Field
desk-conflict-their = Their text
desk-conflict-mine = Your text
desk-conflict-on = Go on with your draft
desk-conflict-theirs = See their version
desk-said-published = It is published.
desk-said-draft-kept = Your draft is saved.
desk-said-draft-gone = The draft is thrown away. The ledger is as it was.
desk-said-withdrawn = The case is withdrawn. Its page and history stay.
desk-said-restored = The case counts again.
desk-said-changed-meanwhile = Somebody changed the case meanwhile. Please look again.
desk-said-tip-aside = The tip is set aside.
desk-said-tip-spam = The tip is marked as spam.
desk-said-tip-handled = Somebody else took care of this tip.
desk-withdraw = Withdraw this case
desk-withdraw-what = A withdrawn case does not count and is in no list. Its page stays and says why. Nothing is deleted.
desk-withdraw-hint = Readers see this. For example: “Told twice; see the other case.”
desk-withdraw-reason-error = Please write a short reason.
desk-changed-meanwhile = Somebody changed the case meanwhile. Please look at it again before you withdraw it.
desk-restore = Let it count again

# History
desk-history-import = A file that was read
desk-history-between = From version { $from } to version { $to }
desk-history-versions = Versions
desk-history-version = Version
desk-history-when = When
desk-history-who = Who
desk-history-from = From
desk-history-to = To
desk-history-from-n = From version { $n }
desk-history-to-n = To version { $n }
desk-history-compare = Compare

# A file of cases
desk-import = Cases from a file
desk-import-lead = A table in the form of closures.csv. First we only try it and tell you what would happen.
desk-import-file = File
desk-import-hint = CSV, at most 1 MB
desk-import-try = Try it
desk-import-none = We got no file. Please choose one.
desk-import-refused = The file cannot be read
desk-import-tried = What would happen
desk-import-take = Take these cases
desk-import-taken = The cases are in the ledger.
desk-import-added = New cases: { $n }
desk-import-changed = Changed cases: { $n }
desk-import-unchanged = Cases left as they are: { $n }
desk-import-fine = There is nothing odd in the file.
desk-import-notices = { $n ->
    [one] One notice
   *[other] { $n } notices
}
desk-import-notices-hint = Row 1 is the header. What each notice means is told in the guide to notices.

# Tips
desk-tips = Tips
desk-tips-none = No tips here.
desk-tip = A tip
desk-tip-take = Make a case of it
desk-tip-reason = Why is it set aside?
desk-tip-aside = Set aside
desk-tip-spam = It is spam
desk-tip-contact = Only to ask about this tip. It is erased when the tip is set aside, and after a year.
tip-status-waiting = Waiting
tip-status-taken = Taken
tip-status-set_aside = Set aside
tip-status-spam = Spam
tip-title = Tell us of a closing
tip-about = Tell us of a public office that closes, moves or is cut. No account needed.
tip-lead = Do you know of a public office that closes, moves, or is cut? Tell us. We check it before anything is public.
tip-safe = You need no account. We do not keep your internet address or what device you use. Please leave out names of people and case numbers.
tip-kind = What happens to it?
tip-kind-any = I am not sure
tip-field-place = Which office or place?
tip-field-happened_on = When?
tip-field-words = What happens, and how do you know?
tip-field-url = A web page about it
tip-field-contact = Phone or email
tip-hint-place = A name, a street, or a town
tip-hint-happened_on = A day, a month, or “soon”. You can leave it empty.
tip-hint-words = A sign on the door, a letter, the news, someone who works there?
tip-hint-url = If there is one. You can leave it empty.
tip-hint-contact = Only if we may ask you more. You can leave it empty. It is locked away and never public.
tip-error-place = Please tell us which office or place.
tip-error-words = Please tell us what happens.
tip-error-url = A web address begins with https:// or http://.
tip-error-contact = Write a phone number with its area code, or an email address. Or leave it empty.
tip-send = Send
tip-sent = Thank you
tip-sent-what = Someone will look at your tip. If we find a source for it, it becomes a case that all can read.
