// Asking who is hurt: on a phone without script, by keyboard, and live.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeViolations, NARROW, openPage, sidewaysAt, startBrowser } from './browser.mjs';
import { startServer } from './server.mjs';
import { OPEN_OFFICE } from './surface.mjs';

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

const form = (page) => page.locator('form[action="/impact"]');
const tick = (page, slug) => form(page).locator(`input[type="checkbox"][value="${slug}"]`).first();
const answer = (page) => page.locator('#answer');
const said = (page) => answer(page).getAttribute('data-said');

/** Opens every part of the list in which an office can stand. */
async function openParts(page) {
    for (const part of await form(page).locator('details').all()) {
        if ((await part.getAttribute('open')) === null) await part.locator('summary').first().click();
    }
}

test('on a phone without script an office is ticked, and the sentence comes first, tables before maps', async () => {
    const page = await openPage(browser, server, { size: NARROW, script: 'blocked' });
    await page.goto(`${server.url}/impact`);
    await openParts(page);
    await tick(page, OPEN_OFFICE).check();
    await Promise.all([page.waitForNavigation(), form(page).locator('.bar button').click()]);
    assert.equal(new URL(page.url()).searchParams.get('close'), OPEN_OFFICE);
    const sentence = await said(page);
    assert.match(sentence, /Murphysboro/);
    // What ships has no people: nobody is counted as one.
    assert.match(sentence, /ZIP code areas?/);
    assert.doesNotMatch(sentence, /\d people/);
    const first = await answer(page).evaluate((root) => {
        const table = root.querySelector('table');
        const map = root.querySelector('figure svg, .map svg');
        return {
            hasBoth: Boolean(table && map),
            isTableFirst: Boolean(table && map && table.compareDocumentPosition(map) & Node.DOCUMENT_POSITION_FOLLOWING),
        };
    });
    assert.deepEqual(first, { hasBoth: true, isTableFirst: true });
    for (const width of [320, 360]) assert.deepEqual(await sidewaysAt(page, width), [], `${width} px`);
    await page.context().close();
});

test('by keyboard alone an office is chosen and the answer is reached', async () => {
    const page = await openPage(browser, server, { size: NARROW, script: 'blocked' });
    await page.goto(`${server.url}/impact?q=62966`);
    const box = tick(page, OPEN_OFFICE);
    await openParts(page);
    await page.locator('body').press('Tab');
    for (let steps = 0; steps < 200; steps += 1) {
        if (await box.evaluate((node) => node === document.activeElement)) break;
        await page.keyboard.press('Tab');
    }
    assert.ok(await box.evaluate((node) => node === document.activeElement), 'the box can be reached');
    await page.keyboard.press('Space');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.match(await said(page), /Murphysboro/);
    await page.context().close();
});

test('with script a tick brings the answer, the address and the words for those who listen', async () => {
    const page = await openPage(browser, server, { size: NARROW });
    const faults = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.goto(`${server.url}/impact`);
    await openParts(page);
    await tick(page, OPEN_OFFICE).check();
    await page.waitForFunction((slug) => location.search.includes(slug), OPEN_OFFICE);
    const sentence = await said(page);
    assert.match(sentence, /Murphysboro/);
    assert.equal(await form(page).locator('[data-status]').textContent(), sentence);
    assert.deepEqual(await axeViolations(page), []);
    await page.goBack();
    await page.waitForFunction(() => !document.querySelector('#answer')?.dataset.said);
    assert.deepEqual(faults, []);
    await page.context().close();
});

test('a question that cannot be answered keeps what was ticked and says why, in both languages', async () => {
    const page = await openPage(browser, server, { size: NARROW, script: 'blocked' });
    for (const [language, words] of [['en', /not open/i], ['es', /no está abierta/i]]) {
        const response = await page.goto(`${server.url}/impact?close=idhs-fcrc-former-boone&lang=${language}`);
        assert.equal(response.status(), 422);
        const alert = page.getByRole('alert');
        assert.match(await alert.textContent(), words);
        await openParts(page);
        assert.ok(await tick(page, 'idhs-fcrc-former-boone').isChecked());
    }
    await page.context().close();
});
