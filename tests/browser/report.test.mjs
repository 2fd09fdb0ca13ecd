// Reporting a problem on a phone without script, and coming back with the receipt code.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { NARROW, openPage, startBrowser } from './browser.mjs';
import { startServer } from './server.mjs';
import { BITS_PER_CHARACTER, OPEN_OFFICE, questionBox, receiptCode, receiptForm, reportForm } from './surface.mjs';

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
        const accepted = await send(page, again);
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
        const first = await send(page, reportForm(page));
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
        if (answer.status() === 303) {
            // Kept at once: then masked, and the writer sees that.
            const [code] = await codesOn(page);
            await page.goto('/receipt');
            await receiptForm(page).locator('[name="code"]').fill(code);
            await send(page, receiptForm(page));
        } else {
            assert.equal(storedReports(), before, 'stored before the writer agreed to the masking');
            assert.ok((await page.locator('main').innerText()).length > 0);
        }
        const files = [server.database, `${server.database}-wal`].filter(existsSync);
        for (const file of files) {
            assert.ok(!readFileSync(file).includes('123-45-6789'), `the number stands in ${file}`);
        }
    } finally {
        await page.context().close();
    }
});
