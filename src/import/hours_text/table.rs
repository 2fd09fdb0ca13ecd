//! Every spelling of hours in the list that ships, with what it has to be read as.
//!
//! An empty second column: the text is kept. The third is what stays beside the hours.

use std::collections::BTreeSet;

use super::*;

/// Printed, read, beside it.
#[rustfmt::skip]
const SPELLINGS: &[(&str, &str, &str)] = &[
    ("1st, 2nd and 3rd Tues. - 8:00-5:00p.m.", "Tu[1,2,3] 08:00-17:00", ""),
    ("Friday 8:00 - 4:00", "Fr 08:00-16:00", ""),
    ("M 7am-4:30pm, T, W, Th: 7:30am-5:30pm. F: 7:30am-5:00pm", "Mo 07:00-16:30; Tu-Th 07:30-17:30; Fr 07:30-17:00", ""),
    ("M 8:30am-4:30pm, Th 11am-7pm.", "Mo 08:30-16:30; Th 11:00-19:00", ""),
    ("M 8am-12pm & 1-4 pm (Christian County Health Department)", "Mo 08:00-12:00,13:00-16:00", "(Christian County Health Department)"),
    ("M 8am-6pm, T,W,Th 8am-7pm & F 8am-4pm.", "Mo 08:00-18:00; Tu-Th 08:00-19:00; Fr 08:00-16:00", ""),
    ("M 8am-6pm, T-F 8am-4pm Closed every day 12-pm1.", "", ""),
    ("M&W 8am-5pm; 1st and 3rd W - 8:00-6:30 p.m.", "Mo,We 08:00-17:00; We[1,3] 08:00-18:30", ""),
    ("M, R, F: 8:30am-4:30pm T&W 9:00am-5:00pm, 2nd Sat.: 8:00am-4:00pm", "Mo,Th,Fr 08:30-16:30; Tu,We 09:00-17:00; Sa[2] 08:00-16:00", ""),
    ("M, T, R, F: 8:30am-5pm *W: 10:00am-5:00pm *1st Wed. of Month 10:00am-6:00pm", "Mo,Tu,Th,Fr 08:30-17:00; We 10:00-17:00; We[1] 10:00-18:00", ""),
    ("M, T, Th, F - 8:30AM-5:30PM, W- 9AM-6PM", "Mo,Tu,Th,Fr 08:30-17:30; We 09:00-18:00", ""),
    ("M, T, Th, F 8:30AM-5:30PM W-9AM-6PM., 1st & 3rd T: 10AM-5:30PM, Sat-9AM-1PM", "Mo,Tu,Th,Fr 08:30-17:30; We 09:00-18:00; Sa 09:00-13:00; Tu[1,3] 10:00-17:30", ""),
    ("M, T, Th, F 8:30AM-5:30PM, W 9AM-6PM, 3rd Sat. 9:00AM-1PM", "Mo,Tu,Th,Fr 08:30-17:30; We 09:00-18:00; Sa[3] 09:00-13:00", ""),
    ("M, T, Th, F: 8:30AM-5:30PM, W-9AM-6PM, 1st & 3rd T: 10AM-5:30 PM, 2nd Sat-9AM-1PM", "Mo,Tu,Th,Fr 08:30-17:30; We 09:00-18:00; Tu[1,3] 10:00-17:30; Sa[2] 09:00-13:00", ""),
    ("M, T, Th., F 8:30am-5pm and W: 10:00 a.m.-5:00 p.m.", "Mo,Tu,Th,Fr 08:30-17:00; We 10:00-17:00", ""),
    ("M, T, W & F 8:30am-4:30pm, Th 11:00am-7 pm.", "Mo-We,Fr 08:30-16:30; Th 11:00-19:00", ""),
    ("M, T, W - 8:30-4:30", "Mo-We 08:30-16:30", ""),
    ("M, T, W, F 8:30am-4:30pm, Th. 11:00am-7pm. 1st and 2nd Saturday of the month 8:00am-4:00pm.", "Mo-We,Fr 08:30-16:30; Th 11:00-19:00; Sa[1,2] 08:00-16:00", ""),
    ("M, T, W, F: 8:00am-4:00pm Thurs. 10:00am-6:00 pm 2nd and 4th Sat. 8:00am-4:00pm", "Mo-We,Fr 08:00-16:00; Th 10:00-18:00; Sa[2,4] 08:00-16:00", ""),
    ("M, Tu 8:30am-4:30pm", "Mo,Tu 08:30-16:30", ""),
    ("M, W 10AM-6PM Tu,Th,F 8AM-4PM, 2nd & 4th Sa 8AM-4PM", "Mo,We 10:00-18:00; Tu,Th,Fr 08:00-16:00; Sa[2,4] 08:00-16:00", ""),
    ("M, W, R, F: 8AM – 4PM T: 8AM - 6PM", "Mo,We-Fr 08:00-16:00; Tu 08:00-18:00", ""),
    ("M, W, Th., F - 8:00-4:30 p.m. T - 8:00-7:00 p.m.", "Mo,We-Fr 08:00-16:30; Tu 08:00-19:00", ""),
    ("M,T, F: 8:30am-4:30pm, W, R: 8:30am-6:00pm, 2nd and 4th Sat.: 8:00am-4:00pm", "Mo,Tu,Fr 08:30-16:30; We,Th 08:30-18:00; Sa[2,4] 08:00-16:00", ""),
    ("M,T, Th & F 8am-4:30pm & W 10:30am-7pm 4th Sat. of Month 8:00 am-12:00pm", "Mo,Tu,Th,Fr 08:00-16:30; We 10:30-19:00; Sa[4] 08:00-12:00", ""),
    ("M,T,Th 8-4:30 Translator available M-Th", "Mo,Tu,Th 08:00-16:30", "Translator available M-Th"),
    ("M,T,Th 8am-7pm, W & F 8am-4pm & Saturday 8am-12 Noon (Well Child Center)", "Mo,Tu,Th 08:00-19:00; We,Fr 08:00-16:00; Sa 08:00-12:00", "(Well Child Center)"),
    ("M,T,Th,*F 8:30am-4:15pm. W 10:30am-6:15pm *Please note office closed 3rd Friday of each Month.", "Mo,Tu,Th,Fr 08:30-16:15; We 10:30-18:15; Fr[3] off", ""),
    ("M,T,Th,*Fri 8:30am-4:15pm, W 10:30am-6:15pm *Please note office is closed 3rd Friday of each Month.", "Mo,Tu,Th,Fr 08:30-16:15; We 10:30-18:15; Fr[3] off", ""),
    ("M,T,Th,F 8:30-4:30 Closed on Wednesday", "Mo,Tu,Th,Fr 08:30-16:30", ""),
    ("M,T,W,F 8:30am-4:30pm, Th 11am-7pm, 2nd Saturday of the month 8:00am-4:00pm.", "Mo-We,Fr 08:30-16:30; Th 11:00-19:00; Sa[2] 08:00-16:00", ""),
    ("M,T,W,F 8:30am-4:30pm, Th 11am-7pm.", "Mo-We,Fr 08:30-16:30; Th 11:00-19:00", ""),
    ("M,T,W,F 8am - 4:30 pm & Th 8 am - 6:30 pm", "Mo-We,Fr 08:00-16:30; Th 08:00-18:30", ""),
    ("M,T,W,F 8am-4:30pm & Th 8am-7pm", "Mo-We,Fr 08:00-16:30; Th 08:00-19:00", ""),
    ("M,T,W,F 8am-4:30pm & Th 8am-7pm.", "Mo-We,Fr 08:00-16:30; Th 08:00-19:00", ""),
    ("M,W,F 8-5 & T,Th 8-8", "Mo,We,Fr 08:00-17:00; Tu,Th 08:00-20:00", ""),
    ("M,W,F 8am-4pm & T,Th 9am-5pm Additional Phone #s: (312) 744-1364, (312) 744-1353", "Mo,We,Fr 08:00-16:00; Tu,Th 09:00-17:00", "Additional Phone #s: (312) 744-1364, (312) 744-1353"),
    ("M,W,Th,F 8am-4:30 pm, T 8am-7pm.", "Mo,We-Fr 08:00-16:30; Tu 08:00-19:00", ""),
    ("M,W,Th,F 9am-5pm T 11am-7pm", "Mo,We-Fr 09:00-17:00; Tu 11:00-19:00", ""),
    ("M,W-F 8am-4pm & T,Th 9am-5pm Additional Phone #s: (312) 747-4815, (312) 747-1241", "", ""),
    ("M-F 7:30am-4:30pm Closed every day 11:15am-12:15pm", "Mo-Fr 07:30-11:15,12:15-16:30", ""),
    ("M-F 8 am - 4pm", "Mo-Fr 08:00-16:00", ""),
    ("M-F 8 am-4 pm", "Mo-Fr 08:00-16:00", ""),
    ("M-F 8-4", "Mo-Fr 08:00-16:00", ""),
    ("M-F 8-4:30", "Mo-Fr 08:00-16:30", ""),
    ("M-F 8-5", "Mo-Fr 08:00-17:00", ""),
    ("M-F 8-5:30", "Mo-Fr 08:00-17:30", ""),
    ("M-F 8:00am - 4:30 pm", "Mo-Fr 08:00-16:30", ""),
    ("M-F 8:00am - 4:30pm", "Mo-Fr 08:00-16:30", ""),
    ("M-F 8:00am – 4:30 pm", "Mo-Fr 08:00-16:30", ""),
    ("M-F 8:30 - 3:30", "Mo-Fr 08:30-15:30", ""),
    ("M-F 8:30 - 4:30", "Mo-Fr 08:30-16:30", ""),
    ("M-F 8:30-4:30", "Mo-Fr 08:30-16:30", ""),
    ("M-F 8:30am - 4:30pm", "Mo-Fr 08:30-16:30", ""),
    ("M-F 8:30am-4:30pm.", "Mo-Fr 08:30-16:30", ""),
    ("M-F 8am - 4:30pm", "Mo-Fr 08:00-16:30", ""),
    ("M-F 8am - 4:30pm Some Saturdays", "Mo-Fr 08:00-16:30", "Some Saturdays"),
    ("M-F 8am - 4pm", "Mo-Fr 08:00-16:00", ""),
    ("M-F 8am - 4pm Closed 12-1", "Mo-Fr 08:00-12:00,13:00-16:00", ""),
    ("M-F 8am-4:30 pm.", "Mo-Fr 08:00-16:30", ""),
    ("M-F 8am-4:30pm, 4th Wednesday of the month 8am-6pm", "Mo-Fr 08:00-16:30; We[4] 08:00-18:00", ""),
    ("M-F 8am-4pm", "Mo-Fr 08:00-16:00", ""),
    ("M-F 8am-4pm Additional Phone #s: (312)747-5416, (312)747-0062, (312)747-0064, (312)747-0065, (312)747-1422", "Mo-Fr 08:00-16:00", "Additional Phone #s: (312)747-5416, (312)747-0062, (312)747-0064, (312)747-0065, (312)747-1422"),
    ("M-F 8am-4pm Additional Phone #s: (773) 542-0289, (773) 542-0311", "Mo-Fr 08:00-16:00", "Additional Phone #s: (773) 542-0289, (773) 542-0311"),
    ("M-F 8am-4pm Additional Phone #s: (773) 702-4734", "Mo-Fr 08:00-16:00", "Additional Phone #s: (773) 702-4734"),
    ("M-F 8am-4pm Additional phone #: (312) 746-4797", "Mo-Fr 08:00-16:00", "Additional phone #: (312) 746-4797"),
    ("M-F 8am-4pm and every other T 8-7", "", ""),
    ("M-F 8am-5pm", "Mo-Fr 08:00-17:00", ""),
    ("M-F 8am-5pm,", "Mo-Fr 08:00-17:00", ""),
    ("M-F 9:00am-4:30pm & Sat 9am-4pm", "Mo-Fr 09:00-16:30; Sa 09:00-16:00", ""),
    ("M-F- 9:00am-5:00pm", "Mo-Fr 09:00-17:00", ""),
    ("M-F: 8:30am - 4:30 pm Closed 12-1.", "Mo-Fr 08:30-12:00,13:00-16:30", ""),
    ("M-F: 8:30am - 4:30 pm; 2nd Th: 10am - 6pm", "Mo-Fr 08:30-16:30; Th[2] 10:00-18:00", ""),
    ("M-S 8:00am - 4:30 pm", "", ""),
    ("M-Sa 8am - 4:30pm", "Mo-Sa 08:00-16:30", ""),
    ("M-Sa. 8am - 4:30pm.", "Mo-Sa 08:00-16:30", ""),
    ("M-Sat 8am - 4:30pm", "Mo-Sa 08:00-16:30", ""),
    ("M-Sat 8am - 4:30pm Within Maryville Campus", "Mo-Sa 08:00-16:30", "Within Maryville Campus"),
    ("M-Sat, 8am - 4:30pm", "Mo-Sa 08:00-16:30", ""),
    ("M-Sat. 8am - 4:30pm", "Mo-Sa 08:00-16:30", ""),
    ("M-Th 7-5", "Mo-Th 07:00-17:00", ""),
    ("M-Th 8-4", "Mo-Th 08:00-16:00", ""),
    ("M-Th 8-5:30", "Mo-Th 08:00-17:30", ""),
    ("M-Th 8:00 - 4:00", "Mo-Th 08:00-16:00", ""),
    ("M-Th 8:30am-5pm; Tuesday walk-in 8:45am-10:45am and 1pm-3pm; Two late clinics per month by appointment only. Pike County Health Dept. is closed to the public on Fridays.", "", ""),
    ("M-Th 8am - 5pm", "Mo-Th 08:00-17:00", ""),
    ("M-Th 8am-7pm, F 8am-4pm & Saturday 8am-4pm. (Well Child Center)", "Mo-Th 08:00-19:00; Fr 08:00-16:00; Sa 08:00-16:00", "(Well Child Center)"),
    ("M-Th.: 8:00am-4:30pm. F-8:30-12:30 p.m. 1st and 3rd Mon. of month 8:30am-6:30pm.", "Mo-Th 08:00-16:30; Fr 08:30-12:30; Mo[1,3] 08:30-18:30", ""),
    ("M-W 7-5 & Th 7-6", "Mo-We 07:00-17:00; Th 07:00-18:00", ""),
    ("M-W 7:45am-6:45 pm, Th 7:45am-4pm & F 8am-12 Noon.", "Mo-We 07:45-18:45; Th 07:45-16:00; Fr 08:00-12:00", ""),
    ("M. T, Th & F, 8:30am-4:30pm & W 10:30am-7:00pm Benefits redeemed at WIC Food and Nutrition Center. (Orange Food Instruments)", "Mo,Tu,Th,Fr 08:30-16:30; We 10:30-19:00", "Benefits redeemed at WIC Food and Nutrition Center. (Orange Food Instruments)"),
    ("M: 8:00am-6:00pm,T,W & Th: 7:30am-5:30pm.", "Mo 08:00-18:00; Tu-Th 07:30-17:30", ""),
    ("Mon - Fri 8:30 a.m. to 4:30 p.m.", "Mo-Fr 08:30-16:30", ""),
    ("Mon - Fri 8:30 a.m. to 5:00 p.m.", "Mo-Fr 08:30-17:00", ""),
    ("Mon - Fri 9:00 a.m. to 5:00 p.m.", "Mo-Fr 09:00-17:00", ""),
    ("Mon - Fri: 8:00 a.m. - 4:00 p.m.", "Mo-Fr 08:00-16:00", ""),
    ("Mon - Fri: 9:00 a.m. - 5:00 p.m.; Sat: 9:00 a.m. - 4:00 p.m.", "Mo-Fr 09:00-17:00; Sa 09:00-16:00", ""),
    ("Mon and Wed: 8:00 a.m. - 4:00 p.m.; Tues: 9:00 a.m. - 5:00 p.m.", "Mo,We 08:00-16:00; Tu 09:00-17:00", ""),
    ("Mon, Wed & Fri: 8:00 a.m. - 4:00 p.m.; Tues & Thurs: 10:00 a.m. - 6:00 p.m.", "Mo,We,Fr 08:00-16:00; Tu,Th 10:00-18:00", ""),
    ("Mon, Wed & Fri: 8:00 a.m. - 4:00 p.m.; Tues & Thurs: 9:00 a.m. - 5:00 p.m.", "Mo,We,Fr 08:00-16:00; Tu,Th 09:00-17:00", ""),
    ("Mon-Fri 09:00-16:00", "Mo-Fr 09:00-16:00", ""),
    ("Mon-Fri 8:30-16:30", "Mo-Fr 08:30-16:30", ""),
    ("Mon-Fri 8:30-16:30; Sat 9:00-16:00", "Mo-Fr 08:30-16:30; Sa 09:00-16:00", ""),
    ("Mon-Fri 8:30-16:30; Sat-Sun 9:00-16:00", "Mo-Fr 08:30-16:30; Sa,Su 09:00-16:00", ""),
    ("Mon-Fri 8:30-17:00 by appointment (2021)", "Mo-Fr 08:30-17:00", "by appointment (2021)"),
    ("Mon-Fri 9:00-17:00", "Mo-Fr 09:00-17:00", ""),
    ("Mon-Th 8:30am-5:00pm, F,S Closed", "Mo-Th 08:30-17:00", ""),
    ("Mon.- Fri. 8:30am-4:30pm.", "Mo-Fr 08:30-16:30", ""),
    ("Mon.-Fri. 8am-4pm", "Mo-Fr 08:00-16:00", ""),
    ("Mon: 8:00 a.m. - 4:00 p.m.; Thurs: 9:00 a.m. - 5:00 p.m.", "Mo 08:00-16:00; Th 09:00-17:00", ""),
    ("R 9:00 - 4:00 p.m.", "Th 09:00-16:00", ""),
    ("R-F 8:30 - 4:30", "Th,Fr 08:30-16:30", ""),
    ("T & W 8-4", "Tu,We 08:00-16:00", ""),
    ("T 8am-7pm & F 8am-4pm (Well Child Center/VNA)", "Tu 08:00-19:00; Fr 08:00-16:00", "(Well Child Center/VNA)"),
    ("T, Th 8:30-5PM", "Tu,Th 08:30-17:00", ""),
    ("T, W: 8:00-4:30 p.m.", "Tu,We 08:00-16:30", ""),
    ("T,W,F 8:30-3:30", "Tu,We,Fr 08:30-15:30", ""),
    ("Thurs: 9:00 a.m. - 5:00 p.m.; Fri: 8:00 a.m. - 4:00 p.m.", "Th 09:00-17:00; Fr 08:00-16:00", ""),
    ("Thursday 8:30am - 4:00 pm", "Th 08:30-16:00", ""),
    ("Tuesday: 8:30-4:15 p.m. Please call for appt's on Mon.(8:30-4:15pm) or Wed. (10:30-6:15pm) *Please note office closed 3rd Friday of each Month.", "", ""),
    ("W & F 8:00 - 4:00", "We,Fr 08:00-16:00", ""),
    ("W 9:15 - 3:30", "We 09:15-15:30", ""),
    ("W-F 9AM-5PM Additional Phone: (312) 864-6100", "We-Fr 09:00-17:00", "Additional Phone: (312) 864-6100"),
    ("Wednesday 8:30-4:30", "We 08:30-16:30", ""),
];

#[test]
fn every_spelling_in_the_list_is_read_right_or_kept() {
    let mut wrong = Vec::new();
    for &(text, hours, beside) in SPELLINGS {
        let reading = read_hours(text);
        let found = (
            reading.hours.as_ref().map_or("", Hours::as_str),
            reading.text.as_deref().unwrap_or(""),
        );
        let expected = (hours, if hours.is_empty() { text } else { beside });
        if found != expected {
            wrong.push(format!("{text:?}\n  found    {found:?}\n  expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_holds_every_spelling_in_the_list() {
    let mut reader = csv::Reader::from_reader(&include_bytes!("../../../data/offices.csv")[..]);
    let column = reader.headers().unwrap().iter().position(|name| name == "hours").unwrap();
    let shipped: BTreeSet<String> = reader
        .records()
        .map(|record| record.unwrap()[column].to_owned())
        .filter(|text| !text.is_empty())
        .collect();
    let known: BTreeSet<String> = SPELLINGS.iter().map(|(text, _, _)| (*text).to_owned()).collect();
    assert_eq!(shipped, known);
}
