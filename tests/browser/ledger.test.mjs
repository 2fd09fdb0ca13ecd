// From a tip to a letter: a resident tells, an advocate writes the case with its source and a hearing, a follower is
// told; the hearing moves, and letter, feed and calendar move with it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axeViolations, NARROW, openPage, sidewaysAt, startBrowser } from './browser.mjs';
import { startServer } from './server.mjs';

const NOTICE = `<!doctype html><html lang="en"><title>Office to close</title>
<script>document.body.innerHTML = 'changed'</script><p>The Jackson County office is to close next year.</p>`;
const LIMIT = 30_000;

let server;
let browser;
let publisher;
before(async () => {
    publisher = createServer((request, answer) => {
        answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
        answer.end(NOTICE);
    });
    await new Promise((listening) => publisher.listen(0, '127.0.0.1', listening));
    const at = `127.0.0.1:${publisher.address().port}`;
    publisher.page = `http://${at}/notice`;
    server = await startServer({ STILLOPEN_OUTBOUND_ALLOW: at });
    mkdirSync(server.mail, { recursive: true });
    browser = await startBrowser();
});
after(async () => {
    await browser?.close();
    await server?.stop();
    publisher?.close();
});

/** Runs the program on the server's database. */
function stillopen(...words) {
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith('STILLOPEN_'));
    const env = { ...Object.fromEntries(own), STILLOPEN_DATABASE: `sqlite:${server.database}` };
    return execFileSync(process.env.STILLOPEN_BIN, words, { env, encoding: 'utf8' });
}

/** Asks until the answer is there; the service works on its own pace. */
async function until(what, ask) {
    const end = performance.now() + LIMIT;
    for (;;) {
        const found = await ask();
        if (found) return found;
        if (performance.now() > end) throw new Error(`not there in time: ${what}`);
    }
}

/** The text of a letter, its lines joined again. */
const readable = (letter) =>
    Buffer.from(letter.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString();

/** The first letter that holds a text and was not there before; the folder is watched. */
async function letter(holding, known = new Set()) {
    const find = () => {
        for (const name of readdirSync(server.mail).filter((n) => n.endsWith('.eml') && !known.has(n))) {
            const text = readable(readFileSync(join(server.mail, name), 'utf8'));
            if (text.includes(holding)) return { name, text };
        }
        return undefined;
    };
    const news = watch(server.mail, { signal: AbortSignal.timeout(LIMIT) })[Symbol.asyncIterator]();
    let next = news.next();
    for (;;) {
        const found = find();
        if (found) {
            next.catch(() => {});
            return found;
        }
        await next;
        next = news.next();
    }
}

async function press(page, what) {
    await Promise.all([page.waitForNavigation(), what.click()]);
}

const submit = (page, value) => page.locator(`form.case button[name="do"][value="${value}"]:not(.vh)`);
const lastRow = (page, group) => page.locator(`fieldset.row[id^="${group}-"]`).last();
const field = (row, name) => row.locator(`[name$=".${name}"]`);

async function read(path) {
    const answer = await fetch(server.url + path);
    assert.equal(answer.status, 200, path);
    return answer.text();
}

/** The event of a kind in a calendar, its folded lines joined. */
function eventIn(calendar, word) {
    const events = calendar.replace(/\r\n[ \t]/g, '').split('BEGIN:VEVENT').slice(1);
    const event = events.find((text) => text.includes(word));
    assert.ok(event, `no event with ${word}`);
    const value = (name) => new RegExp(`^${name}[^:]*:(.*)$`, 'm').exec(event)?.[1].trim();
    return { uid: value('UID'), start: value('DTSTART'), sequence: Number(value('SEQUENCE') ?? 0) };
}

test('a tip becomes a case with a captured source; a moved hearing reaches letter, feed and calendar', async (t) => {
    // A follower of everything, who confirms by the letter.
    const reader = await openPage(browser, server, { size: NARROW, script: 'off' });
    t.after(() => reader.context().close());
    await reader.goto('/follow');
    await reader.selectOption('[name="topic"]', 'all');
    await reader.fill('[name="email"]', 'reader@example.org');
    await press(reader, reader.locator('form:has([name="email"]) button'));
    const asked = await letter('/follow/confirm/');
    await reader.goto(/\/follow\/confirm\/\S+/.exec(asked.text)[0]);
    await press(reader, reader.locator('main form button[type="submit"]').first());

    // A resident's tip, without an account.
    const resident = await openPage(browser, server, { size: NARROW });
    t.after(() => resident.context().close());
    await resident.goto('/closures/tip');
    await resident.fill('[name="place"]', 'Murphysboro office');
    await resident.fill('[name="words"]', 'A worker said that the office closes in spring.');
    assert.deepEqual(await axeViolations(resident), []);
    await press(resident, resident.locator('form:has([name="place"]) button.go'));
    assert.equal(new URL(resident.url()).pathname, '/closures/tip/sent');

    // The advocate comes in, takes the tip and writes the case.
    const page = await openPage(browser, server, { size: NARROW });
    t.after(() => page.context().close());
    const said = stillopen('user', 'add', 'ana@example.org', '--role', 'advocate', '--site', server.url);
    await page.goto(said.trim().split('\n').pop());
    await press(page, page.locator('main form button[type="submit"]').first());
    await page.goto('/desk/tips');
    await press(page, page.locator('main a[href^="/desk/tips/"]').first());
    assert.match(await page.textContent('main'), /A worker said/);
    await press(page, page.locator('form[action$="/take"] button'));
    assert.match(new URL(page.url()).pathname, /^\/desk\/closures\/drafts\//);
    await page.fill('[name="title"]', 'Murphysboro aid office to close');
    await page.selectOption('[name="kind"]', 'closure');
    await page.fill('[name="find"]', 'Jackson County');
    await press(page, submit(page, 'find'));
    await page.check('[name="pick"][value="idhs-fcrc-jackson"]');
    await press(page, submit(page, 'pick-losing'));
    await field(lastRow(page, 'source'), 'title').fill('Office to close');
    await field(lastRow(page, 'source'), 'publisher').fill('A newspaper');
    await field(lastRow(page, 'source'), 'url').fill(publisher.page);
    await press(page, submit(page, 'add-step'));
    await field(lastRow(page, 'step'), 'kind').selectOption('hearing');
    await field(lastRow(page, 'step'), 'on').fill('2027-02-10');
    await field(lastRow(page, 'step'), 'time').fill('10:00');
    await field(lastRow(page, 'step'), 'place').fill('Murphysboro, courthouse');
    assert.deepEqual(await axeViolations(page), []);
    assert.deepEqual(await sidewaysAt(page, 320), []);
    await press(page, submit(page, 'preview'));
    assert.deepEqual(await axeViolations(page), []);
    await press(page, page.locator('form[action$="/publish"] button.go'));
    const slug = new URL(page.url()).pathname.split('/').pop();

    // The source is captured as it was sent, and its hash can be checked.
    const hash = createHash('sha256').update(NOTICE).digest('hex');
    await until('the copy of the source', async () =>
        (await read(`/closures/${slug}/sources/1`)).includes(hash));
    stillopen('evidence', 'verify');
    stillopen('audit', 'verify');

    // Letter, feed and calendar tell of it.
    const first = await letter('Murphysboro aid office to close');
    assert.match(first.text, /List-Unsubscribe-Post: List-Unsubscribe=One-Click/);
    assert.match(first.text, /February 10, 2027/);
    const feed = await until('the feed', async () => {
        const text = await read('/feeds/closures.atom');
        return text.includes('Murphysboro aid office to close') ? text : undefined;
    });
    assert.match(feed, /February 10, 2027/);
    const before = eventIn(await read(`/closures/${slug}.ics`), 'earing');
    assert.match(before.start, /20270210/);

    // The hearing moves.
    await page.goto(`/desk/closures/${slug}`);
    await press(page, page.locator('form[action$="/edit"] button'));
    const hearing = page.locator('fieldset.row[id^="step-"]:has(option[value="hearing"]:checked)');
    await field(hearing, 'on').fill('2027-02-17');
    await press(page, submit(page, 'preview'));
    await press(page, page.locator('form[action$="/publish"] button.go'));
    const moved = await letter('February 17, 2027', new Set([first.name]));
    assert.match(moved.text, /February 10, 2027/);
    const later = await until('the moved event', async () => {
        const event = eventIn(await read('/calendar.ics'), 'earing');
        return event.sequence > before.sequence ? event : undefined;
    });
    assert.equal(later.uid, before.uid);
    assert.match(later.start, /20270217/);
    assert.match(await read(`/feeds/closures/${slug}.atom`), /February 17, 2027/);

    // Everybody sees the case; nobody sees who wrote it.
    await reader.goto(`/closures/${slug}`);
    assert.match(await reader.textContent('main'), /February 17, 2027/);
    await reader.goto(`/closures/${slug}/history`);
    assert.match(await reader.textContent('main'), /Step changed/);
    assert.doesNotMatch(await reader.content(), /ana@example|account:/);
    assert.deepEqual(resident.log.strangers.concat(page.log.strangers), []);
    assert.deepEqual(resident.log.errors.concat(page.log.errors), []);
});
