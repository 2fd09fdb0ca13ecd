// Where things are: the addresses and the handles on a page that the tests hold on to.
// Roles, names of fields and data attributes are stable; classes and words are not.
import { readFileSync } from 'node:fs';

const data = new URL('../../data/', import.meta.url);

/** What stands in one column of a CSV file in data/; for columns before any quoted one. */
function column(file, name) {
    const [head, ...rows] = readFileSync(new URL(file, data), 'utf8').trim().split(/\r?\n/);
    const at = head.split(',').indexOf(name);
    if (at < 0) throw new Error(`data/${file} has no column ${name}: ${head}`);
    return rows.map((row) => row.split(',')[at]);
}

export const OPEN_OFFICE = 'idhs-fcrc-jackson';
export const CLOSED_OFFICE = 'idhs-fcrc-former-boone';
export const CASE = column('cases.csv', 'case').find((slug) => slug.includes('boone'));

/** Every page a visitor can open, with the status it answers. */
export const PAGES = [
    ['/', 200],
    ['/?q=62901', 200],
    ['/?q=Cairo', 200],
    ['/?q=Pope+County', 200],
    ['/?q=60623', 200],
    ['/?q=Back+of+the+Yards', 200],
    ['/offices', 200],
    [`/offices/${OPEN_OFFICE}`, 200],
    [`/offices/${CLOSED_OFFICE}`, 200],
    ['/areas?q=62901', 200],
    ['/areas/county/boone', 200],
    ['/closures', 200],
    [`/closures/${CASE}`, 200],
    ['/closures/100-north-western-2004', 200],
    [`/closures/${CASE}/sources/1`, 200],
    [`/closures/${CASE}/history`, 200],
    ['/closures/tip', 200],
    ['/closures/tip/sent', 200],
    ['/report', 200],
    [`/report/${OPEN_OFFICE}`, 200],
    ['/receipt', 200],
    ['/report/worker', 200],
    ['/calendar', 200],
    ['/calendar?month=2012-04', 200],
    ['/follow', 200],
    [`/follow?topic=closure:${CASE}`, 200],
    ['/follow/asked', 200],
    [`/closures/${CASE}/poster`, 200],
    [`/offices/${CLOSED_OFFICE}/poster?languages=both`, 200],
    ['/data', 200],
    ['/impact?service=fcrc&close=idhs-fcrc-jackson&or_close=idhs-fcrc-union', 200],
    ['/about', 200],
    ['/about/method', 200],
    ['/privacy', 200],
    ['/sign-in', 200],
    ['/sign-in/sent', 200],
    ['/no-such-page', 404],
];

export const LANGUAGES = ['en', 'es'];

/** The address of a page in a language. */
export function inLanguage(path, language) {
    const url = new URL(path, 'http://host');
    url.searchParams.set('lang', language);
    return url.pathname + url.search;
}

export const questionBox = (page) => page.getByRole('search').locator('[name="q"]').first();
export const cards = (page) => page.locator('.card[data-slug]');
export const phoneLinks = (card) => card.locator('a[href^="tel:"]');
export const nearButton = (page) => page.locator('button[data-near]');
export const nearSays = (page) => page.locator('[data-near-says]');
export const languageLink = (page, language) => page.locator(`a[hreflang="${language}"]`).first();

export const map = (page) => page.locator('[data-map]');
export const liveMap = (page) => page.locator('[data-map][data-live] .live');
export const pins = (page) => liveMap(page).locator('button.pin');
export const stillPins = (page) => page.locator('[data-map] > svg a[href]');
export const mapMoves = (page) => page.locator('a[data-move]');

export const reportForm = (page) => page.locator('form:has([type="radio"][name="problem"])');
export const previewForm = (page) => page.locator('form:has(button[name="sure"])');
export const receiptForm = (page) => page.locator('form:has([name="code"])').first();
export const receiptCode = /\b[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){2,}\b/g;
/** Bits in one character of a receipt code (32 letters and digits). */
export const BITS_PER_CHARACTER = 5;

/** Waits for what scripts do to a page on their own: the map that takes over the picture. */
export async function settled(page) {
    await page.waitForLoadState('load');
    for (const box of await map(page).all()) {
        if (!(await box.isVisible())) continue;
        await box.scrollIntoViewIfNeeded();
        await liveMap(page).first().waitFor();
    }
}
