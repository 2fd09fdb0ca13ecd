# What other programs are told that speak Open311.

open311-about = What went wrong at a public aid office. The office stands in address_id.
open311-group = Public aid offices
open311-number = A whole number from { $least } to { $most }.
open311-day = Which day?
open311-day-hint = A day such as 2026-06-24. Without it we take today.
open311-fixed = The office has put it right.
open311-answered = The office has answered.
open311-kept = Thank you. A person reads the report before anybody else can see it. To see it again or take it back, go to { $address } and type this code: { $code }
open311-masked = A number or an address in the words could lead to you. We covered it and do not keep it.
