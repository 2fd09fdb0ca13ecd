// Pictures of the pages: node screenshots.mjs FOLDER [--docs] [--full] [NAME...]
//
// Without names: every page. --docs: the few that the README shows, first screen, light.
// --full: the whole page and not the first screen. STILLOPEN_BIN names the program,
// STILLOPEN_URL a running one instead.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NARROW, openPage, startBrowser, WIDE } from './browser.mjs';
import { startServer } from './server.mjs';
import { CASE, CLOSED_OFFICE, inLanguage, LANGUAGES, OPEN_OFFICE, settled } from './surface.mjs';

const NAMED = {
    home: '/',
    find: '/?q=62914',
    'find-chicago': '/?q=Back+of+the+Yards',
    offices: '/offices',
    office: `/offices/${OPEN_OFFICE}`,
    'office-closed': `/offices/${CLOSED_OFFICE}`,
    closures: '/closures',
    closure: `/closures/${CASE}`,
    report: `/report/${OPEN_OFFICE}`,
    'report-choose': '/report',
    receipt: '/receipt',
    worker: '/report/worker',
    impact: '/impact?service=fcrc&close=idhs-fcrc-jackson',
    calendar: '/calendar',
    'calendar-month': '/calendar?month=2012-04',
    follow: `/follow?topic=closure:${CASE}`,
    poster: `/closures/${CASE}/poster`,
    'poster-office': `/offices/${CLOSED_OFFICE}/poster?languages=both`,
    data: '/data',
    about: '/about',
    privacy: '/privacy',
    'not-found': '/no-such-page',
};
const IN_DOCS = ['find', 'office', 'closures', 'report'];

const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { docs: { type: 'boolean' }, full: { type: 'boolean' } },
});
const [folder, ...chosen] = positionals;
const unknown = chosen.filter((name) => !(name in NAMED));
if (!folder || unknown.length > 0) {
    console.error(`usage: node screenshots.mjs FOLDER [--docs] [--full] [NAME...]\nnames: ${Object.keys(NAMED).join(' ')}`);
    process.exit(2);
}
const names = chosen.length > 0 ? chosen : values.docs ? IN_DOCS : Object.keys(NAMED);
const scripts = values.docs ? ['on'] : ['on', 'off'];
const schemes = values.docs ? [false] : [false, true];

await mkdir(folder, { recursive: true });
const server = await startServer();
const browser = await startBrowser();
try {
    for (const size of [NARROW, WIDE]) {
        for (const language of LANGUAGES) {
            for (const script of scripts) {
                for (const dark of schemes) {
                    const page = await openPage(browser, server, { size, script, dark });
                    for (const name of names) {
                        await page.goto(inLanguage(NAMED[name], language));
                        if (script === 'on') {
                            await settled(page);
                            await page.evaluate(() => scrollTo(0, 0));
                        }
                        const how = values.docs ? [] : [`script-${script}`, dark ? 'dark' : 'light'];
                        const path = join(folder, `${[name, size.width, language, ...how].join('-')}.png`);
                        await page.screenshot({ path, fullPage: values.full ?? false });
                        console.log(path);
                    }
                    await page.context().close();
                }
            }
        }
    }
} finally {
    await browser.close();
    await server.stop();
}
