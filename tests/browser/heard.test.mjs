// A resident is heard, and safe: from a phone without script to a published account, and to the moment at which it is
// gone everywhere. Nothing that could lead to the writer is in the database, in the log, or in anything that is given
// out.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { axeViolations, NARROW, openPage, sidewaysAt, startBrowser } from './browser.mjs';
import { startServer } from './server.mjs';
import { OPEN_OFFICE, previewForm, receiptCode, receiptForm, reportForm } from './surface.mjs';

/** The writer's, and nobody else's. */
const HOME = '203.0.113.77';
const AGENT = 'ResidentPhone/7.31 (Quetzal)';
const PLACE = 'GPS-37.7645N-89.3351W';
const SSN = '321-54-9876';
const CALL = '618-555-0142';
const CASE_NUMBER = '08-123-00-A45678';
const NAME = 'Xiomara';

const TOLD = 'We waited by the blue radiator until the doors were locked.';
const ANSWER = 'It was the window with the torn poster.';
const LIMIT = 30_000;

let server;
let browser;
before(async () => {
    server = await startServer({ STILLOPEN_PROXIES: '1', RUST_LOG: 'info,stillopen=trace,tower_http=trace' });
    browser = await startBrowser();
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

/** Runs the program on the server's database. */
function stillopen(...words) {
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith('STILLOPEN_'));
    const env = { ...Object.fromEntries(own), STILLOPEN_DATABASE: `sqlite:${server.database}` };
    return execFileSync(process.env.STILLOPEN_BIN, words, { env, encoding: 'utf8', maxBuffer: 1 << 26 });
}

async function press(page, what) {
    const [answer] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === 'POST'),
        page.waitForEvent('load'),
        what.click(),
    ]);
    return answer;
}

/** A photo as a phone makes it, with the place in it; drawn by the browser. */
async function photo(page) {
    const drawn = await page.evaluate(() => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
        const pen = canvas.getContext('2d');
        pen.fillStyle = '#246';
        pen.fillRect(0, 0, 640, 480);
        pen.fillStyle = '#fff';
        pen.fillText('CLOSED', 300, 240);
        return canvas.toDataURL('image/jpeg').split(',')[1];
    });
    const bytes = Buffer.from(drawn, 'base64');
    // Exif with one text (0x010E, ImageDescription) that holds the place, behind the mark that begins the file.
    const text = Buffer.from(`${PLACE}\0`);
    const entry = Buffer.alloc(12);
    entry.writeUInt16LE(0x010e, 0);
    entry.writeUInt16LE(2, 2);
    entry.writeUInt32LE(text.length, 4);
    entry.writeUInt32LE(26, 8);
    const tiff = Buffer.concat([Buffer.from('49492a0008000000' + '0100', 'hex'), entry, Buffer.alloc(4), text]);
    const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff]);
    const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]);
    return Buffer.concat([bytes.subarray(0, 2), head, body, bytes.subarray(2)]);
}

const day = (before) => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10);

/** Asks until the answer is there; the pages follow the database on their own pace. */
async function until(what, ask) {
    const end = performance.now() + LIMIT;
    for (;;) {
        const found = await ask();
        if (found) return found;
        if (performance.now() > end) throw new Error(`not there in time: ${what}`);
    }
}

const read = async (path) => (await fetch(server.url + path)).text();

/** Where words with consent are shown; every other address must not hold them. */
const SHOWN = [
    `/offices/${OPEN_OFFICE}`,
    `/offices/${OPEN_OFFICE}?lang=es`,
    `/feeds/offices/${OPEN_OFFICE}.atom`,
    '/open311/v2/requests.json',
    '/open311/v2/requests.xml',
];
const ELSEWHERE = [
    '/',
    '/?q=62901',
    '/offices',
    '/areas/county/jackson',
    '/closures',
    '/calendar',
    '/data',
    `/report/${OPEN_OFFICE}`,
    '/api/offices',
    `/api/offices/${OPEN_OFFICE}`,
    '/api/closures',
    '/api/search?q=radiator',
    '/feeds/closures.atom',
    '/feeds/areas/county/jackson.atom',
    '/open311/v2/services.json',
    '/calendar.ics',
];
const exported = () => ({
    reports: stillopen('export', 'reports', '--format', 'csv', '-o', '-') + stillopen('export', 'reports', '--format', 'json', '-o', '-'),
    others: ['offices', 'closures', 'counts'].map((what) => stillopen('export', what, '--format', 'csv', '-o', '-')).join(''),
});

/** Every byte beside the key, in which what is sealed cannot be read. */
function kept() {
    const folder = dirname(server.database);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    return files.map((file) => readFileSync(join(file.parentPath ?? file.path, file.name), 'latin1')).join('\n');
}

test('a resident is heard, and can take it back everywhere', async (t) => {
    const open = async (options) => {
        const page = await openPage(browser, server, options);
        t.after(() => page.context().close());
        return page;
    };
    const artist = await open({});
    await artist.goto('/about');
    const picture = await photo(artist);
    assert.ok(picture.includes(PLACE), 'the photo does not tell where it was taken');

    // On a phone, without script: an account with a photo.
    const phone = { size: NARROW, script: 'off', userAgent: AGENT, extraHTTPHeaders: { 'x-forwarded-for': HOME } };
    const resident = await open(phone);
    await resident.goto(`/report/${OPEN_OFFICE}`);
    const form = reportForm(resident);
    await form.locator('[name="problem"][value="long_wait"]').check();
    await form.locator('[name="q-wait_minutes"]').fill('95');
    await form.locator('[name="happened_on"]').fill(day(3));
    await form.locator('[name="text"]').fill(`${TOLD} My number is ${SSN}, case number ${CASE_NUMBER}, call ${CALL}.`);
    await form.locator('[name="photos"]').setInputFiles({ name: 'door.jpg', mimeType: 'image/jpeg', buffer: picture });
    for (const consent of ['words', 'photos', 'contact']) await form.locator(`[type="checkbox"][name="consent_${consent}"]`).check();
    // A name, and then no consent to it after all.
    await form.locator('[type="checkbox"][name="consent_name"]').check();
    await form.locator('[name="first_name"]').fill(NAME);
    await form.locator('[type="checkbox"][name="consent_name"]').uncheck();
    await form.locator('[name="contact"]').fill(CALL);
    const looked = await press(resident, form.locator('[type="submit"], button:not([type])').last());
    assert.equal(looked.status(), 200);
    assert.match(await resident.locator('main').innerText(), /▇▇▇/);
    assert.deepEqual(await sidewaysAt(resident, 360), []);
    assert.equal((await press(resident, previewForm(resident).locator('button[name="sure"][value="yes"]'))).status(), 303);
    const [code] = (await resident.locator('main').innerText()).match(receiptCode);

    // Nobody sees anything yet.
    const everywhere = async () => Promise.all([...SHOWN, ...ELSEWHERE].map(read));
    for (const page of await everywhere()) assert.ok(!page.includes('blue radiator'), 'seen before anybody has looked at it');
    assert.ok(!exported().reports.includes('blue radiator'));

    // A moderator asks.
    const desk = await open({ size: NARROW });
    const link = stillopen('user', 'add', 'mo@example.org', '--role', 'moderator', '--site', server.url);
    await desk.goto(link.trim().split('\n').pop());
    await press(desk, desk.locator('main form button[type="submit"]').first());
    await desk.goto('/desk/reports');
    assert.deepEqual(await axeViolations(desk), []);
    await Promise.all([desk.waitForEvent('load'), desk.locator('main a[href^="/desk/reports/"]').filter({ hasText: /./ }).first().click()]);
    const address = new URL(desk.url()).pathname;
    assert.match(address, /^\/desk\/reports\/[0-9a-f-]{36}$/);
    assert.deepEqual(await axeViolations(desk), []);
    const before = await desk.locator('main').innerText();
    for (const hidden of [CALL, '(618) 555-0142', SSN, NAME]) assert.ok(!before.includes(hidden), `${hidden} stands open at the desk`);
    await desk.fill('[name="question"]', 'Which window was it?');
    await press(desk, desk.locator('form[action$="/ask"] button'));

    // The resident answers with the code alone.
    const again = await open(phone);
    await again.goto('/receipt');
    await receiptForm(again).locator('[name="code"]').fill(code.toLowerCase().replaceAll('-', ' '));
    await press(again, receiptForm(again).locator('button'));
    assert.match(await again.locator('main').innerText(), /Which window was it\?/);
    const answer = again.locator('form[action$="/receipt/answer"]');
    await answer.locator('[name="text"]').fill(ANSWER);
    await press(again, answer.locator('button').last());

    // The moderator reads the answer and publishes.
    await desk.goto(address);
    assert.match(await desk.locator('main').innerText(), /torn poster/);
    await press(desk, desk.locator('button[name="to"][value="publish"]'));
    await until('the words on the page of the office', async () => (await read(SHOWN[0])).includes('blue radiator'));
    for (const path of SHOWN) assert.ok((await read(path)).includes('blue radiator'), `${path} lacks the words`);
    for (const path of ELSEWHERE) assert.ok(!(await read(path)).includes('blue radiator'), `${path} holds the words`);
    const given = exported();
    assert.ok(given.reports.includes('blue radiator') && !given.others.includes('blue radiator'));

    // The photo is shown, drawn anew.
    const shown = /\/reports\/[0-9a-f-]{36}\/photos\/1/.exec(await read(SHOWN[0]));
    assert.ok(shown, 'the page of the office shows no photo');
    const answered = await fetch(server.url + shown[0]);
    assert.equal(answered.headers.get('content-type'), 'image/jpeg');
    const drawn = Buffer.from(await answered.arrayBuffer());
    assert.ok(!drawn.includes(PLACE) && !drawn.includes('Exif'));

    // What leads to the writer is nowhere: not in the files, not in the log, not in anything that is given out.
    const secrets = [HOME, AGENT, 'ResidentPhone', PLACE, SSN, '321549876', CALL, '(618) 555-0142', CASE_NUMBER, NAME, code, ANSWER];
    const places = {
        files: kept(),
        log: server.said(),
        exports: given.reports + given.others,
        pages: (await everywhere()).join('\n'),
    };
    assert.match(places.files, /blue radiator/, 'nothing can be found in the files at all');
    assert.match(places.log, /listening|POST|request/, 'nothing can be found in the log at all');
    for (const [place, text] of Object.entries(places)) {
        for (const secret of secrets) assert.ok(!text.includes(secret), `${secret} is in the ${place}`);
    }

    // The resident takes it back: the text goes everywhere, for good.
    await again.goto('/receipt');
    await receiptForm(again).locator('[name="code"]').fill(code);
    await press(again, receiptForm(again).locator('button'));
    await press(again, again.locator('form[action$="/receipt/withdraw"] button').first());
    await press(again, again.locator('form[action$="/receipt/withdraw"] button').first());
    await until('the words off the page of the office', async () => !(await read(SHOWN[0])).includes('blue radiator'));
    for (const page of await everywhere()) assert.ok(!page.includes('blue radiator'));
    assert.ok(!exported().reports.includes('blue radiator'));
    assert.equal((await fetch(server.url + shown[0])).status, 404, 'the photo is still there');
    await until('the words out of the files', async () => !kept().includes('blue radiator'));
});
