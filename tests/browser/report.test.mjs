// Reporting a problem on a phone without script, and coming back with the receipt code.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { axeViolations, NARROW, openPage, sidewaysAt, startBrowser } from './browser.mjs';
import { startServer } from './server.mjs';
import { BITS_PER_CHARACTER, OPEN_OFFICE, previewForm, receiptCode, receiptForm, reportForm } from './surface.mjs';

let server;
let browser;
before(async () => {
    server = await startServer();
    browser = await startBrowser();
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

const PHONE = { size: NARROW, script: 'off' };
const CONSENTS = ['consent_words', 'consent_quote', 'consent_name', 'consent_contact'];
const TOLD = 'We waited four hours — nobody called us. Línea larga, <b>no chairs</b> & cold.';

const day = (before) => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10);

/** How many reports the database holds, read from outside. */
function storedReports() {
    const count = `
import sqlite3, sys
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
[table] = [n for (n,) in db.execute("select name from sqlite_master where name in ('report', 'reports')")]
print(db.execute(f"select count(*) from {table}").fetchone()[0])`;
    return Number(execFileSync('python3', ['-c', count, server.database], { encoding: 'utf8' }));
}

/** Chooses a problem, whether it is asked with a list or with buttons. */
async function chooseProblem(form, code) {
    const list = form.locator('select[name="problem"]');
    if (await list.count()) await list.selectOption(code);
    else await form.locator(`input[name="problem"][value="${code}"]`).check();
}

async function chosenProblem(form) {
    const list = form.locator('select[name="problem"]');
    if (await list.count()) return list.inputValue();
    return form.locator('input[name="problem"]:checked').getAttribute('value');
}

async function fillIn(form, { problem, happened, text }) {
    await chooseProblem(form, problem);
    await form.locator('[name="happened_on"]').fill(happened);
    await form.locator('[name="text"]').fill(text);
    for (const name of CONSENTS) await form.locator(`[type="checkbox"][name="${name}"]`).check();
    await form.locator('[name="first_name"]').fill('Rosa');
    await form.locator('[name="contact"]').fill('618-555-0142');
}

async function send(page, form) {
    const [answer] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === 'POST'),
        page.waitForEvent('load'),
        form.locator('button:not([type]), [type="submit"]').last().click(),
    ]);
    return answer;
}

/** Sends the form, and what the page before sending shows. */
async function sendAll(page, form) {
    const shown = await send(page, form);
    assert.equal(shown.status(), 200);
    const [answer] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === 'POST'),
        page.waitForEvent('load'),
        previewForm(page).locator('button[name="sure"][value="yes"]').click(),
    ]);
    return answer;
}

const codesOn = async (page) => new Set((await page.locator('main').innerText()).match(receiptCode));

test('a report from choosing the office to the receipt, and back to it', async () => {
    const page = await openPage(browser, server, PHONE);
    try {
        // Choose the office.
        await page.goto('/report');
        const question = page.locator('main form [name="q"]').first();
        await question.fill('Murphysboro');
        await question.press('Enter');
        await page.locator(`main a[href^="/report/${OPEN_OFFICE}"]`).first().click();
        await page.waitForURL(new RegExp(`/report/${OPEN_OFFICE}`));

        // Nothing is agreed to beforehand.
        const form = reportForm(page);
        for (const name of CONSENTS) {
            assert.equal(await form.locator(`[name="${name}"]`).isChecked(), false, `${name} is on from the start`);
        }

        // A day that is not yet: an error that keeps all that was typed.
        const before = storedReports();
        await fillIn(form, { problem: 'long_wait', happened: '2099-01-01', text: TOLD });
        // As in a browser that does not check dates by itself.
        await form.evaluate((element) => (element.noValidate = true));
        const refused = await send(page, form);
        assert.ok([400, 422].includes(refused.status()), `a day to come answered ${refused.status()}`);
        assert.equal(storedReports(), before);
        const again = reportForm(page);
        const wrong = again.locator('[name="happened_on"]');
        assert.equal(await wrong.getAttribute('aria-invalid'), 'true');
        const described = (await wrong.getAttribute('aria-describedby')).split(/\s+/);
        assert.ok(described.length > 0);
        for (const id of described) assert.equal(await page.locator(`[id="${id}"]`).count(), 1, `#${id}`);
        assert.equal(await chosenProblem(again), 'long_wait');
        assert.equal(await wrong.inputValue(), '2099-01-01');
        assert.equal(await again.locator('[name="text"]').inputValue(), TOLD);
        assert.equal(await again.locator('[name="first_name"]').inputValue(), 'Rosa');
        assert.equal(await again.locator('[name="contact"]').inputValue(), '618-555-0142');
        for (const name of CONSENTS) {
            assert.equal(await again.locator(`[name="${name}"]`).isChecked(), true, `${name} was lost`);
        }

        // Corrected: a receipt.
        await wrong.fill(day(3));
        const looked = await send(page, again);
        assert.equal(looked.status(), 200);
        assert.equal(storedReports(), before, 'stored before the writer has looked it over');
        const overview = await page.locator('main').innerText();
        for (const kept of [TOLD, 'Rosa', '(618) 555-0142']) {
            assert.ok(overview.includes(kept), `${kept} is not shown before sending:\n${overview}`);
        }
        // A way back that keeps everything.
        await Promise.all([page.waitForEvent('load'), page.locator('button[name="change"]').click()]);
        assert.equal(await reportForm(page).locator('[name="text"]').inputValue(), TOLD);
        const accepted = await sendAll(page, reportForm(page));
        assert.equal(accepted.status(), 303);
        const codes = await codesOn(page);
        assert.equal(codes.size, 1, `expected one receipt code, found ${[...codes]}`);
        const [code] = codes;
        const bits = code.replaceAll('-', '').length * BITS_PER_CHARACTER;
        assert.ok(bits >= 80, `${code} has ${bits} bits`);
        assert.ok(!page.url().includes(code), 'the code stands in the address, and so in the history');
        assert.equal(storedReports(), before + 1);

        // The code opens the report; typed as people type it.
        await page.goto('/receipt');
        const receipt = receiptForm(page);
        await receipt.locator('[name="code"]').fill(code.toLowerCase().replaceAll('-', ' '));
        await send(page, receipt);
        const shown = await page.locator('main').innerText();
        const value = await page.locator('main textarea').evaluateAll((all) => all.map((area) => area.value).join('\n'));
        assert.ok(`${shown}\n${value}`.includes('nobody called us'), `the report is not shown:\n${shown}`);
        assert.ok(!page.url().includes(code), 'the code stands in the address');

        // A wrong code is told apart, in a sentence.
        await page.goto('/receipt');
        await receiptForm(page).locator('[name="code"]').fill('00000-00000-00000-00000');
        const unknown = await send(page, receiptForm(page));
        assert.ok(unknown.status() >= 400 && unknown.status() < 500, `answered ${unknown.status()}`);
        assert.ok(!(await page.locator('main').innerText()).includes('nobody called us'));

        assert.deepEqual(page.log.strangers, []);
    } finally {
        await page.context().close();
    }
});

test('a form sent twice is stored once', async () => {
    const page = await openPage(browser, server, PHONE);
    try {
        await page.goto(`/report/${OPEN_OFFICE}`);
        const before = storedReports();
        await fillIn(reportForm(page), { problem: 'turned_away', happened: day(1), text: 'Sent away at the door.' });
        const first = await sendAll(page, reportForm(page));
        assert.equal(first.status(), 303);
        const codes = await codesOn(page);
        assert.equal(codes.size, 1);

        // Pressing twice: the same bytes arrive again.
        const request = first.request();
        const headers = { ...(await request.allHeaders()), 'sec-fetch-site': 'same-origin', origin: server.url };
        for (const name of Object.keys(headers)) if (name.startsWith(':') || name === 'content-length') delete headers[name];
        const replay = () =>
            page.context().request.post(request.url(), { headers, data: request.postDataBuffer(), maxRedirects: 0 });
        const answers = await Promise.all([replay(), replay(), replay()]);
        for (const answer of answers) assert.ok(answer.status() < 500, `answered ${answer.status()}`);
        assert.equal(storedReports(), before + 1);
    } finally {
        await page.context().close();
    }
});

test('what could hurt the writer is shown before it is kept', async () => {
    const page = await openPage(browser, server, PHONE);
    try {
        await page.goto(`/report/${OPEN_OFFICE}`);
        await fillIn(reportForm(page), {
            problem: 'papers_lost',
            happened: day(2),
            text: 'They lost my papers, my number is 123-45-6789.',
        });
        const before = storedReports();
        const answer = await send(page, reportForm(page));
        assert.equal(answer.status(), 200);
        assert.equal(storedReports(), before, 'stored before the writer agreed to the masking');
        assert.equal(await page.locator('main mark').count(), 1, 'what is covered is not marked');
        assert.ok(!(await page.content()).includes('123-45-6789'));
        const files = [server.database, `${server.database}-wal`].filter(existsSync);
        for (const file of files) {
            assert.ok(!readFileSync(file).includes('123-45-6789'), `the number stands in ${file}`);
        }
    } finally {
        await page.context().close();
    }
});

test('each problem shows its own questions without script, and a photo is seen before it is sent', async () => {
    const page = await openPage(browser, server, PHONE);
    try {
        await page.goto(`/report/${OPEN_OFFICE}`);
        const form = reportForm(page);
        const minutes = form.locator('[name="q-wait_minutes"]');
        assert.equal(await minutes.isVisible(), false);
        await chooseProblem(form, 'long_wait');
        assert.equal(await minutes.isVisible(), true);
        assert.equal(await form.locator('[name="q-papers_times"]').isVisible(), false);
        assert.equal(await minutes.getAttribute('inputmode'), 'numeric');
        await minutes.fill('four hours');
        await form.locator('[name="happened_on"]').fill(day(1));
        const icon = await page.context().request.get('/assets/-/img/icon.svg');
        await form.locator('[type="file"]').setInputFiles([
            { name: 'door.png', mimeType: 'image/png', buffer: await page.screenshot() },
            { name: 'drawing.png', mimeType: 'image/png', buffer: await icon.body() },
        ]);
        const refused = await send(page, form);
        assert.equal(refused.status(), 422);
        const told = await page.locator('.error').allInnerTexts();
        assert.ok(told.some((text) => text.includes('four hours')), told.join('\n'));
        assert.ok(told.some((text) => text.includes('drawing.png')), told.join('\n'));
        await reportForm(page).locator('[name="q-wait_minutes"]').fill('240');
        assert.equal((await send(page, reportForm(page))).status(), 200);
        const picture = page.locator('main img[src^="data:image/jpeg"]');
        assert.equal(await picture.count(), 1);
        assert.ok((await picture.boundingBox()).width > 50, 'the photo is not drawn');
        assert.ok((await page.locator('main').innerText()).includes('240 minutes'));
    } finally {
        await page.context().close();
    }
});

test('with the keyboard alone the form is completed and sent', async () => {
    const page = await openPage(browser, server);
    try {
        await page.goto(`/report/${OPEN_OFFICE}`);
        const press = async (key, times = 1) => {
            for (let n = 0; n < times; n += 1) await page.keyboard.press(key);
        };
        const here = () => page.evaluate(() => {
            const { name, value, type } = document.activeElement;
            return { name, value, type };
        });
        /** Goes on with the tab key to a field; every stop on the way must be seen. */
        const goTo = async (wanted) => {
            for (let n = 0; n < 60; n += 1) {
                await press('Tab');
                const at = await here();
                if (Object.entries(wanted).every(([key, value]) => at[key] === value)) {
                    const box = await page.locator(':focus').boundingBox();
                    assert.ok(box && box.width > 0, `${JSON.stringify(wanted)} has the focus and is not seen`);
                    return;
                }
            }
            assert.fail(`the tab key never came to ${JSON.stringify(wanted)}`);
        };
        await goTo({ name: 'problem' });
        await press('ArrowDown');
        while ((await here()).value !== 'long_wait') await press('ArrowDown');
        await goTo({ name: 'q-wait_minutes' });
        await page.keyboard.type('90');
        await goTo({ name: 'q-was_seen' });
        await press('Space');
        await goTo({ name: 'happened_on' });
        const [year, month, date] = day(1).split('-');
        await page.keyboard.type(month + date + year);
        await goTo({ name: 'text' });
        await page.keyboard.type('Nobody called my number.');
        await goTo({ name: 'photos' });
        await goTo({ name: 'consent_words' });
        await press('Space');
        await goTo({ type: 'submit' });
        await Promise.all([page.waitForEvent('load'), press('Enter')]);
        assert.deepEqual(await axeViolations(page), []);
        const shown = await page.locator('main').innerText();
        for (const kept of ['90 minutes', 'Yes', 'Nobody called my number.']) assert.ok(shown.includes(kept), shown);
        await goTo({ name: 'sure', value: 'yes' });
        await Promise.all([page.waitForEvent('load'), press('Enter')]);
        assert.equal((await codesOn(page)).size, 1);
        assert.deepEqual(page.log.errors, []);
    } finally {
        await page.context().close();
    }
});

test('the pages before and after sending need no sideways scroll at 320 pixels', async () => {
    const page = await openPage(browser, server, { size: NARROW, script: 'blocked' });
    try {
        for (const language of ['en', 'es']) {
            await page.goto(`/report/${OPEN_OFFICE}?lang=${language}`);
            await fillIn(reportForm(page), { problem: 'no_interpreter', happened: day(2), text: `${'w'.repeat(90)} 618-555-0142` });
            await send(page, reportForm(page));
            assert.equal(await previewForm(page).count(), 1);
            assert.deepEqual(await sidewaysAt(page, 320), [], language);
            assert.deepEqual(await axeViolations(page), [], language);
        }
    } finally {
        await page.context().close();
    }
});

test('without a connection the form opens, keeps what is typed on the device, and can be made to forget it', async () => {
    const page = await openPage(browser, server);
    try {
        const context = page.context();
        await page.goto(`/report/${OPEN_OFFICE}`);
        const kept = () => page.evaluate(() => ({ ...localStorage }));
        await page.waitForFunction(async () => {
            const pages = await (await caches.open('report-pages')).keys();
            const files = await (await caches.open('report-files')).keys();
            return pages.length === 1 && files.length >= 3;
        });
        await page.locator('[name="text"]').fill('Online.');
        assert.deepEqual(await kept(), {}, 'a draft is kept although there is a connection');
        const token = await page.evaluate(async () => {
            const [key] = await (await caches.open('report-pages')).keys();
            const kept = await (await caches.match(key)).text();
            return /name="token" value="([^"]*)"/.exec(kept)[1];
        });
        assert.equal(token, '', 'the token of a form is kept on the device');

        await context.setOffline(true);
        await page.goto(`/report/${OPEN_OFFICE}`);
        await page.locator('[data-offline]').waitFor({ state: 'visible' });
        await chooseProblem(reportForm(page), 'turned_away');
        await page.locator('[name="happened_on"]').fill(day(1));
        await page.locator('[name="text"]').fill('Sent away at the door.');
        await page.locator('[name="consent_contact"]').check();
        await page.locator('[name="contact"]').fill('618-555-0142');
        await reportForm(page).locator('[type="submit"]').last().click();
        assert.match(page.url(), new RegExp(`/report/${OPEN_OFFICE}$`));
        const [draft] = Object.values(await kept());
        assert.ok(draft.includes('Sent away at the door.'));
        assert.ok(!draft.includes('555-0142') && !draft.includes('token'), draft);

        // Back with a connection: it is there again, goes out, and is gone from the device.
        await context.setOffline(false);
        await page.goto(`/report/${OPEN_OFFICE}`);
        await page.locator('[data-draft-erase]').waitFor({ state: 'visible' });
        assert.equal(await page.locator('[name="text"]').inputValue(), 'Sent away at the door.');
        assert.equal(await chosenProblem(reportForm(page)), 'turned_away');
        await sendAll(page, reportForm(page));
        assert.equal((await codesOn(page)).size, 1);
        assert.deepEqual(await kept(), {});

        // The next one is erased with the button.
        await page.goto(`/report/${OPEN_OFFICE}`);
        await context.setOffline(true);
        await page.locator('[name="text"]').fill('Not for others.');
        await page.locator('[data-draft-erase]').click();
        assert.deepEqual(await kept(), {});
        assert.equal(await page.locator('[name="text"]').inputValue(), '');
        assert.deepEqual(page.log.strangers, []);
    } finally {
        await page.context().close();
    }
});
