### Following: mail, feeds, calendar and posters

nav-calendar = Calendar

# A step in a few words, true before its day and after it.
event-announced = Plan made public
event-notice_filed = Formal notice
event-recommendation_requested = Recommendation asked for
event-recommendation_filed = Recommendation sent in
event-comment_opened = Comments open
event-comment_deadline = Last day for comments
event-hearing = Public hearing or meeting
event-advisory_opinion = Opinion of the review commission
event-vote = Vote
event-cases_moved = Cases go to another office
event-door_closed = Closes to the public
event-cut_in_force = Cut begins
event-moved = Office moves
event-moved_in = Opens at the new place
event-withdrawn = Plan taken back
event-reversed = Decision undone
event-reopened = Open to the public again

agenda-hearing = Hearings
agenda-comment = Last days for comments
agenda-effect = Changes that take effect
called-off = Called off
feed-about = Closings, mergers, moves and cuts of public offices in Illinois, with their dates.
feed-withdrawn = Taken out of the ledger on { $day }: { $reason }
feed-taken-out = taken out of the ledger

calendar-title = Calendar
calendar-title-county = Calendar: { $name }
calendar-lead = Hearings, last days for comments, and days on which an office closes or changes.
calendar-kind = Kind of date
calendar-coming = Coming up
calendar-past = Not long ago
calendar-back = Back to what is coming up
calendar-none-coming = No date is coming up that we know of. If you know one, tell us.
calendar-none-past = We have no earlier date.
calendar-none-month = We have no date in this month.
calendar-more = There are more. Choose a month or a county to see them.
calendar-offices = { $n ->
    [one] and one more office
   *[other] and { $n } more offices
}
calendar-have = Have these dates with you
calendar-have-what = Your calendar program can fetch them by itself. When a hearing is moved, it moves there too.
calendar-subscribe = Add to my calendar
calendar-file = Calendar file
calendar-months = All months

follow-title = Follow by mail
follow-lead = We write to you when something changes: a new plan, a hearing, a date that moved.
follow-everything = Every case in Illinois
follow-counties = One county
follow-agencies = One agency
follow-topic = What do you want to follow?
follow-topics = What you follow
follow-email = Your email address
follow-email-hint = We use it for these letters and for nothing else.
follow-pace = How often?
pace-at_once = As soon as something changes
pace-daily = Once a day, if something changed
pace-weekly = Once a week, if something changed
follow-language = Language of the letters
follow-before-send = First we send one letter to ask if it was really you. Nothing else comes before you say yes.
follow-send = Follow
follow-how = Good to know
follow-how-confirm = If you do not say yes within { $days } days, we delete your address.
follow-how-kept = We keep your address under lock, with your language and what you follow. Nothing more.
follow-how-stop = You can stop with one press in every letter. We do not track if you open a letter or press a link.
follow-other = Without an address
follow-other-what = You can also follow “{ $name }” with your calendar or a news reader.
follow-atom = News feed (Atom)
follow-by-mail = Follow by mail
follow-poster = Poster to print
follow-error-email = Type your email address, such as name@example.org.
follow-error-topic = Choose what you want to follow.
follow-error-pace = Choose how often.
follow-error-lang = Choose a language for the letters.
follow-error-none = Tick at least one.
follow-asked = Look at your mail
follow-asked-what = We sent you a letter. Open it and press the link to say yes.
follow-asked-none = Nothing there after some minutes? Look in your junk mail. We send at most one such letter a day.
follow-confirm = Is this you?
follow-confirm-what = Press the button and we will write to you about:
follow-confirm-go = Yes, write to me
follow-confirm-not = Was it not you? Then do nothing. Your address is deleted after { $days } days.
follow-gone = This link has had its time
follow-gone-what = A link works for { $days } days. You can ask for a new one.
follow-again = Follow something
follow-yours = What you follow
follow-yours-to = Letters go to { $address }.
follow-change = Save
follow-more = Follow something else too
follow-stop = Stop all letters
follow-stop-what = We send no more letters and delete your address.
follow-stop-go = Stop all letters now
follow-stopped = You will get no more letters
follow-stopped-what = We have deleted your address.
follow-said-confirmed = Done. We will write to you when something changes.
follow-said-changed = Saved.

letter-confirm-subject = Do you want to follow this?
letter-confirm-lead = Somebody asked us to write to this address about:
letter-confirm-press = If it was you, open this page and press the button:
letter-confirm-not = If it was not you, do nothing. You will get no letters, and after { $days } days we delete the address.
letter-subject = News: { $title }
letter-subject-many = { $n ->
    [one] News about one case
   *[other] News about { $n } cases
}
letter-more = There is more: { $address }
letter-why = You asked for these letters. Change or stop: { $address }
letter-before = before: { $before }
change-published = New in the ledger.
change-added = New:
change-moved = Changed:
change-edited = We know more:
change-struck = Called off:
change-withdrawn = We took this case out of the ledger.
change-facts = We changed what we say about it.

poster-title = Poster: { $name }
poster-how = Print this sheet and put it where people see it: on the door, in a library, in a laundromat.
poster-both = In two languages
poster-one = In one language
poster-back = Back to the page
poster-for-report = Poster that asks what went wrong
poster-for-office = Poster that tells how the office stands
poster-report = Did something go wrong here? Tell us.
poster-report-how = It takes two minutes
poster-report-scan = Point the camera of your phone at the square below, or type the address.
poster-report-here = Tell us here
poster-plan-closure = { $n ->
    [one] This office may close.
   *[other] These offices may close.
}
poster-plan-consolidation = { $n ->
    [one] This office may be merged into another one.
   *[other] These offices may be merged into others.
}
poster-plan-case_transfer = { $n ->
    [one] Cases may move from this office to another one.
   *[other] Cases may move from these offices to others.
}
poster-plan-relocation = { $n ->
    [one] This office may move.
   *[other] These offices may move.
}
poster-plan-hours_cut = { $n ->
    [one] This office may be open fewer hours.
   *[other] These offices may be open fewer hours.
}
poster-plan-staff_cut = { $n ->
    [one] This office may lose workers.
   *[other] These offices may lose workers.
}
poster-plan-service_cut = { $n ->
    [one] This office may offer less help.
   *[other] These offices may offer less help.
}
poster-plan-privatization = { $n ->
    [one] This office may be handed to a private provider.
   *[other] These offices may be handed to private providers.
}
poster-plan-temporary_closure = { $n ->
    [one] This office may close for a time.
   *[other] These offices may close for a time.
}
poster-plan-opening = { $n ->
    [one] A new office is planned.
   *[other] New offices are planned.
}
poster-plan-reopening = { $n ->
    [one] This office may open again.
   *[other] These offices may open again.
}
poster-plan-restored = { $n ->
    [one] This office may get back what was cut.
   *[other] These offices may get back what was cut.
}
poster-did-closure = { $n ->
    [one] This office is closed.
   *[other] These offices are closed.
}
poster-did-consolidation = { $n ->
    [one] This office was merged into another one.
   *[other] These offices were merged into others.
}
poster-did-case_transfer = { $n ->
    [one] Cases have moved from this office to another one.
   *[other] Cases have moved from these offices to others.
}
poster-did-relocation = { $n ->
    [one] This office has moved.
   *[other] These offices have moved.
}
poster-did-hours_cut = { $n ->
    [one] This office is open fewer hours.
   *[other] These offices are open fewer hours.
}
poster-did-staff_cut = { $n ->
    [one] This office has lost workers.
   *[other] These offices have lost workers.
}
poster-did-service_cut = { $n ->
    [one] This office offers less help.
   *[other] These offices offer less help.
}
poster-did-privatization = { $n ->
    [one] This office was handed to a private provider.
   *[other] These offices were handed to private providers.
}
poster-did-temporary_closure = { $n ->
    [one] This office was closed for a time.
   *[other] These offices were closed for a time.
}
poster-did-opening = { $n ->
    [one] A new office is open.
   *[other] New offices are open.
}
poster-did-reopening = { $n ->
    [one] This office is open again.
   *[other] These offices are open again.
}
poster-did-restored = { $n ->
    [one] This office got back what was cut.
   *[other] These offices got back what was cut.
}
poster-stopped = { $n ->
    [one] The plan for this office was stopped.
   *[other] The plan for these offices was stopped.
}
poster-reopened = { $n ->
    [one] This office is open again.
   *[other] These offices are open again.
}
poster-office-open = This office is open.
poster-office-by_appointment = This office is open by appointment.
poster-office-temporarily_closed = This office is closed for now.
poster-office-temporarily_remote = This office helps by phone or online only.
poster-office-moved = This office has moved.
poster-office-closed = This office is closed.
poster-office-privatized = This office was handed to a private provider.
poster-office-unknown = We do not know if this office is open.
poster-dates = Days to know
poster-date-past = When
poster-elsewhere = Where to go instead
poster-nearby = Other offices near here
poster-heard = How to be heard
poster-how-closure_act = Write to the Commission on Government Forecasting and Accountability, 802 Stratton Building, Springfield, IL 62706, “ATTN: Facility Closure”. To speak at the hearing, ask 3 business days before. Each speaker has 2 minutes.
poster-how-health_facilities_board = The Illinois Health Facilities and Services Review Board holds a hearing when someone asks for one in writing, before the day named in its notice.
poster-how-federal = Ask the agency to say why, and tell the people who speak for you in Congress.
poster-how-none = No hearing is required. Ask the agency to say why in writing. Tell your state representative and senator, and your county board or city council.
poster-how-unknown = Ask the agency to say why in writing. Tell your state representative and senator, and your county board or city council.
poster-detected = Not confirmed: we saw this by comparing two lists.
poster-withdrawn = This case was taken out of the ledger.
poster-last = Our last news of this plan is from { $date }. We do not know that it happened.
poster-news = Is there news? Point your phone’s camera here.
poster-code = Code that leads to { $address }
poster-printed = From Still Open, as known on { $day }.

desk-webhooks = Webhooks
webhook-lead = A webhook tells another program when a case changes. Each message is signed with a secret.
webhook-none = You have no webhook yet.
webhook-new = New webhook
webhook-url = Address to post to
webhook-url-hint = An address on the open internet that begins with https://
webhook-add = Make the webhook
webhook-error-url = We cannot post to this address.
webhook-error-many = You have as many webhooks as one person may have. Remove one first.
webhook-off = Switched off after many failures in a row. The last one said:
webhook-test = Send a test
webhook-on = Switch on again
webhook-remove = Remove
webhook-no-deliveries = Nothing has been sent yet.
webhook-deliveries = Last deliveries
webhook-when = When
webhook-what = What
webhook-state = State
webhook-said = Answer
webhook-change = Change of a case
webhook-a-test = Test
webhook-tries = { $n } tries
webhook-made = Your new webhook
webhook-made-what = Here is its secret. Copy it now: it is not shown again.
webhook-kept = I have copied it
delivery-waiting = Waiting
delivery-delivered = Delivered
delivery-failed = Given up
desk-said-webhook-test = A test is on its way. Load this page again in a moment.
desk-said-webhook-on = The webhook is on again.
desk-said-webhook-removed = The webhook is removed.
