# The receipt: what the writer of a report can still do.

receipt-title = My receipt
receipt-lead = With your receipt code you can see your report, answer a question about it, add to it, change what we may do with it, or take it back.
receipt-code = Your code
receipt-code-hint = Twenty letters and numbers, like ABCDE-12345-FGHJK-67890. Small or big letters, with or without the lines between: all is fine.
receipt-open = Show my report
receipt-error-looks = That does not look like a code. It has twenty letters and numbers. Is one missing?
receipt-error-unknown = We have no report with this code. Please check each letter. Easy to mix up: 8 and B, 5 and S, 2 and Z.
receipt-error-many = { $n ->
    [one] Too many wrong codes came from your connection. Please wait one minute, then press the button again. Your code still works.
   *[other] Too many wrong codes came from your connection. Please wait { $n } minutes, then press the button again. Your code still works.
}
receipt-lost = Did you lose the code?
receipt-lost-why = Then we cannot find your report, because we do not know who sent it. That is what keeps you safe. You can always send a new one.

receipt-yours = Your report
receipt-received = We got it on { $day }.
receipt-outcome-answered = The office has answered about it.
receipt-outcome-fixed = The office has put it right.
receipt-time-up = It was closed more than a year ago. So we have erased how to reach you, the messages, and what was not public of your words.

receipt-said-answered = Thank you. We have your answer.
receipt-said-added = Thank you. We have added your words. A person reads them before anyone else can see them.
receipt-said-choices = We have changed what we may do.
receipt-said-forgotten = We have erased how to reach you.
receipt-said-not-now = That cannot be done any more, because your report has changed. This is how it is now.

receipt-question = We have a question for you
receipt-questions = Questions and answers
receipt-from-moderator = We asked
receipt-from-writer = You answered
receipt-answer = Your answer
receipt-answer-hint = Only the people who read reports here can see it. It is never shown on this site. Please leave out names and numbers of people.
receipt-answer-go = Send answer

receipt-public = What everyone can see now
receipt-public-listed = Everyone who opens the page of the office can see this:
receipt-public-counted = Only the number: your report counts as one of many. Numbers below 11 are not shown, so nobody can tell which one is yours. Your words, photos and name are not shown.
receipt-public-nothing = Nothing. Nobody outside can see your report.
receipt-public-week = In the week of { $day }
receipt-photo = Photo { $n }
receipt-photos = Photos

receipt-kept = What we keep of your report
receipt-office = Office
receipt-problem = What went wrong
receipt-day = The day
receipt-words = Your words
receipt-no-words = You wrote nothing more.
receipt-name = Your first name
receipt-name-hint = Without the last name. We keep it only if you mark the box above.
receipt-contact = Phone number or email
receipt-contact-hint = We keep it only if you mark the box above. It is locked away and never shown.

receipt-add = Add something
receipt-add-public = Your report is public now. If you add something, its words are taken down until a person has read it again. It still counts.
receipt-add-text = What do you want to add?
receipt-add-hint = It is put under what you told before. Please leave out names, phone numbers, case numbers and card numbers.
receipt-add-go = Add this

receipt-choices = Change what we may do
receipt-choices-hint = Each is a choice of its own. What you take back stops at once. If you allow more than before, a person looks at your report first; until then its words and photos are not shown.
receipt-choices-what = What may we do with it?
receipt-choices-go = Save my choices
receipt-forget = Forget how to reach me, now

receipt-covered-what = We found: { $what }. It could lead to you, so we do not keep it. Now { $mask } stands there. Nothing has been sent yet: please look, then press the button again.
receipt-error-empty = Write something first.
receipt-error-long = That is { $found } letters long. We can take { $most }. Please make it shorter.
receipt-error-full = We cannot keep more with this report. If something new happened, please send a new report.
receipt-error-no-name = Write your first name, or take the mark away.
receipt-error-long-name = Only the first name, please: at most { $most } letters.
receipt-error-no-contact = Write a phone number with its area code, or an email address. Or leave it out, and we will not contact you.

receipt-withdraw = Take it back
receipt-withdraw-what = You can take your report back at any time. Then your words, your photos, all messages, your name and how to reach you are erased. You choose whether the number stays.
receipt-withdraw-go = Take my report back
receipt-uncount = It still counts, as a number
receipt-uncount-go = Take it out of the count too
receipt-sure = Take your report back?
receipt-sure-what = Your words, your photos, all messages, your name and how to reach you will be erased for good. Nobody can bring them back.
receipt-sure-count = Should it still count?
receipt-sure-count-hint = Only the kind of problem, the office and the three months in which it happened are counted. Nobody can tell that it was you.
receipt-sure-count-stay = Yes, leave it in the count as a number
receipt-sure-count-leave = No, take it out of the count too
receipt-sure-go = Yes, erase it
receipt-sure-keep = No, keep it
receipt-gone = You took it back
receipt-gone-what = What you wrote and how to reach you are erased.
receipt-gone-counted = It still counts, as a number.
receipt-gone-not-counted = It is not counted.
