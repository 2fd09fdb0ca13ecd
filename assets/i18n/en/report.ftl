# Telling of a problem at an office, and the receipt that leads back to it.

report-title = Report a problem
report-about = Tell what went wrong at a public aid office. No account, and we do not store who you are.
report-lead = Tell us what went wrong at an office. It takes about two minutes. You need no account.
report-ask = Which office? ZIP code, town or name of the office
report-ask-hint = Offices that have closed are here too.
report-how = Good to know
report-how-account = We do not ask who you are. We do not store where you are or which phone you use.
report-how-read = A person reads every report. Before that, nobody else can see it.
report-how-yours = You get a code. With it you can see your report again, or take it back.
report-have-code = I have a code
report-which = Choose the office
report-which-near = Choose the office: { $place }
report-which-shut = Not open now, moved or closed
report-another = Choose another office

report-to-mend = Please check
report-safe = You do not have to say who you are. Only the first two questions need an answer.
report-problem = What went wrong?
report-day = Which day?
report-day-hint = If you are not sure, your best guess is fine. You can also type it like this: 06/24/2026 (month, day, year).
report-text = What happened?
report-text-hint = You can leave this empty. Please leave out names, phone numbers, case numbers and card numbers. We never ask about immigration status: leave that out too.
report-photos = Photos: up to { $most }
report-photos-hint = Of a closed door, a notice, a line. Please no faces. We make a fresh copy of each photo. It does not say where or when you took it, or with which phone.
report-photos-here = Photos that are here already
report-photo-out = Leave out photo { $n }
report-error-photo = “{ $name }”: { $why }
report-photo-crowded = Many photos are coming in right now. Send your report without this one, or try again in some minutes.
report-photo-not-now = We cannot take this photo just now. Send your report without it, or try again later.
report-consents = What may we do with it?
report-consents-hint = We always count your report. The rest is your choice. What you do not mark, we do not do.
report-name = Your first name
report-name-hint = Without the last name. We keep it only if you mark the box above.
report-contact = Phone number or email
report-contact-hint = We keep it only if you mark the box above. It is locked away and never shown.
report-before-send = On the next page you see what we will keep and who can see it. Nothing is sent before that.
report-next = Next: look it over
report-send = Send report
report-asked = A few quick questions. You can skip any of them.
report-choose = Choose
report-error-number = You wrote “{ $found }”. Please write a whole number from { $least } to { $most }. Or leave it empty.
report-error-choice = We do not know the answer “{ $found }”. Please choose from the list. Or leave it out.
report-crowded = So many people have written about this office today that we cannot keep up
report-crowded-what = Your report is not sent yet. What you wrote is still here. Please try again in a few hours, or tomorrow. We are sorry for the trouble.

consent-words = Show my words on this site
consent-hint-words = After a person has read them. Your name is not with them unless you say so below.
consent-photos = Show my photos on this site
consent-hint-photos = After a person has looked at them. Faces and names are made unreadable first.
consent-quote = Quote my words at a hearing
consent-hint-quote = So that those who decide can hear them.
consent-name = Use my first name with my words
consent-hint-name = Without this mark we use no name.
consent-contact = Contact me about this
consent-hint-contact = If there is a question, or a hearing about this office.

report-errors = { $n ->
    [one] One thing needs your help
   *[other] { $n } things need your help
}
report-errors-kept = Nothing has been sent yet. What you wrote is still here.
report-error-problem = Choose what went wrong.
report-error-day-missing = Say which day it was. Your best guess is fine.
report-error-day-unreadable = We could not read the day. Type it like this: 06/24/2026 (month, day, year).
report-error-day-to-come = { $day } has not come yet. Choose today or a day before.
report-error-day-long-ago = { $day } is more than two years ago. We can take reports from the last two years.
report-error-text = That is { $found } letters long. We can take { $most }. Please make it shorter.
report-error-name = Only the first name, please: at most { $most } letters.
report-error-contact = Write a phone number with its area code, or an email address. Or take the mark away, and we will not contact you.

report-covered = We covered something, for your safety
report-covered-what = In your words we found { $what }. It could lead to you, so we do not keep it. Now { $mask } stands there. Nothing has been sent yet: please look, then go on.
list-and = { $first } and { $last }
personal-ssn = a Social Security number
personal-card = a card number
personal-case_number = a case number or another long number
personal-phone = a phone number
personal-email = an email address
report-before = You have sent this report before
report-before-what = The first one is kept as it was. If this is a new report, go on. If you want to change the first one, take it back with its code and send it new.
report-not-kept = We could not save it just now
report-not-kept-what = This is our fault. What you wrote is still here. Please wait a minute, then go on as before.

amount-minutes = { $n ->
    [one] { $number } minute
   *[other] { $number } minutes
}
amount-days = { $n ->
    [one] { $number } day
   *[other] { $number } days
}
amount-times = { $n ->
    [one] once
   *[other] { $number } times
}
amount-miles = { $n ->
    [one] { $number } mile
   *[other] { $number } miles
}

preview-title = Look it over, then send
preview-lead = Nothing has been sent yet.
preview-kept = This is all that we will keep
preview-covered = In your words we found { $what }. It could lead to you, so we do not keep it. We have covered it.
preview-covered-contact = Do you want us to reach you? Choose “Change something”, then mark “Contact me about this” and write it there. It is locked away there.
preview-masked = (covered)
preview-photos = Your photos
preview-photo = Photo { $n }
preview-photo-size = ({ $width } by { $height } pixels)
preview-photos-what = Fresh copies: nothing else that was in the file is kept.
preview-received = The day we get it
preview-received-what = (only the day, not the hour)
preview-same = Someone told us the same
preview-same-week = Published in the week of { $day }
preview-same-what = You can add yours to it with one press. Then we keep only the office, what went wrong, the day and your answers: no words, no photos, no name and no contact.
preview-same-go = Me too: add mine
preview-who = Who can see it
preview-who-first = First a person reads your report. Until then, nobody else can see any of it.
preview-who-part = What
preview-who-sees = Who can see it after that
preview-code = When you send it, you get a code. Keep it: it is the only way back to your report.
preview-change = Change something
part-problem = The office and what went wrong
part-answers = Your answers
part-day = The day
part-words = Your words
part-photos = Your photos
part-name = Your first name
part-contact = Your phone or email
part-code = Your code
part-place = Where you are and which phone you use
seen-counted = Everyone, but only as a number, added up with at least ten other reports
seen-counted-shown = Everyone: as a number, and with what you let us show
seen-answers = Everyone, but only added up with the answers of others
seen-week = Everyone, but only the week. The day itself only the people who read the reports.
seen-readers = Only the people who read the reports
seen-everyone = Everyone
seen-everyone-quoted = Everyone, and they may be read out at a hearing
seen-quoted = The people who read the reports, and those at a hearing where your words are read out
seen-with-words = Whoever can see your words
seen-you = Only you
seen-nobody = Nobody. We do not store it.

draft-offline = You have no connection just now. You can fill in the form all the same. Send it when you are connected again.
draft-restored = What you wrote before was still on this phone. We put it back into the form. It has not been sent yet.
draft-kept = What you write is kept on this phone until it is sent, three days at most. Your name, your contact and your photos are not kept.
draft-erased = Erased. Nothing of it is on this phone any more.
draft-erase = Erase this draft from the phone

sent-title = Keep this code
sent-thanks = Thank you. We have your report.
sent-lead = The code is the only way back to your report. We show it once and cannot look it up for you.
sent-code = Your code:
sent-keep = Write it down, take a picture of the screen, or print this page.
sent-next = What happens now
sent-when-now = Now
sent-what-now = Your report waits. Nobody else can see it.
sent-when-read = Next
sent-what-read = A person reads it.
sent-when-counted = After that
sent-what-counted = It counts. Your words are shown only if you said yes.
sent-back = Back to { $name }
sent-see = See my report or take it back
sent-shown = The code was shown already
sent-shown-lead = We show a code only once, so that nobody who uses this phone after you can see it.
sent-shown-lost = Did the page break off before you saw it? Go back to the form and press “Send report” again without changing anything. We keep the report only once, and you see the code.

report-status-pending = It waits
report-status-what-pending = A person still has to read it. Nobody else can see it.
report-status-published = It counts
report-status-what-published = A person has read it. Your words are shown only if you said yes.
report-status-hidden = It is kept back
report-status-what-hidden = A person has read it. It is not shown.
report-status-merged = It counts with another
report-status-what-merged = A person has read it. Another report tells the same, and is counted for both.
report-status-spam = It is laid aside
report-status-what-spam = A person has read it. It does not tell of an office.
report-status-withdrawn = You took it back
report-status-what-withdrawn = Your words, your name and how to reach you are erased.
