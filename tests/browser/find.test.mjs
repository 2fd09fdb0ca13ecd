// Finding an office: without script, by keyboard, by position, on the map, in both languages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NARROW, openPage, startBrowser, WIDE } from './browser.mjs';
import { startServer } from './server.mjs';
import {
    cards,
    languageLink,
    liveMap,
    mapMoves,
    nearButton,
    nearSays,
    phoneLinks,
    pins,
    questionBox,
    settled,
    stillPins,
} from './surface.mjs';

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

/** A test with a page of its own. */
const visit = (name, options, body) =>
    test(name, async () => {
        const page = await openPage(browser, server, options);
        try {
            await body(page);
            assert.deepEqual(page.log.strangers, [], 'requests to other hosts');
            assert.deepEqual(page.log.errors, [], 'errors on the console');
        } finally {
            await page.context().close();
        }
    });

const slugs = (page) => cards(page).evaluateAll((all) => all.map((card) => card.dataset.slug));

visit('a ZIP code and Enter are enough, without script', { size: NARROW, script: 'off' }, async (page) => {
    await page.goto('/');
    await questionBox(page).fill('62901');
    await questionBox(page).press('Enter');
    await page.waitForURL((url) => url.searchParams.get('q') === '62901');
    assert.equal((await slugs(page))[0], 'idhs-fcrc-jackson');
    assert.equal(await questionBox(page).inputValue(), '62901');
    const phone = phoneLinks(cards(page).first()).first();
    assert.equal(await phone.getAttribute('href'), 'tel:+16186871705');
    const box = await cards(page).first().boundingBox();
    assert.ok(box.y < NARROW.height, `the first office starts below the first screen, at ${box.y} px`);
});

for (const [question, expected] of [
    ['Cairo', 'idhs-fcrc-pulaski'],
    ['Pope County', 'idhs-fcrc-saline'],
]) {
    visit(`${question} shows the office that serves it`, { script: 'off' }, async (page) => {
        await page.goto(`/?q=${encodeURIComponent(question)}`);
        const found = await slugs(page);
        assert.ok(found.includes(expected), `${expected} is not among ${found}`);
    });
}

const PLACE = { latitude: 41.8781136, longitude: -87.6297982 };

visit(
    'near me sends three decimals, and only after the press',
    { geolocation: PLACE, permissions: ['geolocation'] },
    async (page) => {
        await page.goto('/');
        await settled(page);
        const sent = () =>
            page.log.requests.map((request) => [request.url(), request.postData() ?? '', JSON.stringify(request.headers())].join(' '));
        const before = sent();
        assert.ok(!before.some((text) => /41\.8(7|8)\d*,|near=|87\.6(29|30)/.test(text)), 'a position went out before the press');
        await nearButton(page).first().click();
        await page.waitForURL(/[?&]near=/);
        const near = new URL(page.url()).searchParams.get('near');
        assert.match(near, /^-?\d+(\.\d{1,3})?,-?\d+(\.\d{1,3})?$/);
        assert.equal(near, '41.878,-87.63');
        await settled(page);
        const leaked = sent().filter((text) => /41\.8781|87\.629[78]/.test(text));
        assert.deepEqual(leaked, []);
        assert.ok((await cards(page).count()) > 0, 'no office is listed');
    },
);

visit('when the position is refused the page says so and stays', { permissions: [] }, async (page) => {
    await page.goto('/');
    await nearButton(page).first().click();
    await page.waitForFunction(
        () => document.querySelector('[data-near]:not([aria-disabled])') && document.querySelector('[data-near-says]').textContent.trim() !== '',
    );
    assert.ok((await nearSays(page).first().innerText()).length > 10);
    assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, '/');
});

visit('with script the map has a role, a name, and pins that are buttons', { size: WIDE }, async (page) => {
    await page.goto('/?q=62901');
    await settled(page);
    assert.equal(await liveMap(page).getAttribute('role'), 'region');
    assert.ok((await liveMap(page).getAttribute('aria-label')).length > 3);
    const count = await pins(page).count();
    assert.ok(count > 0, 'no pin on the map');
    const names = await pins(page).evaluateAll((all) => all.map((pin) => pin.getAttribute('aria-label')));
    assert.ok(names.every((name) => name?.trim()), `a pin has no name: ${names}`);
    for (const pin of (await pins(page).all()).slice(0, 5)) {
        await pin.focus();
        assert.ok(await pin.evaluate((element) => element === document.activeElement));
    }
});

visit('a pin leads to its card, and a card lights its pin', { size: WIDE }, async (page) => {
    await page.goto('/?q=62901');
    await settled(page);
    const slug = (await slugs(page))[0];
    const pin = pins(page).and(page.locator(`[data-slug="${slug}"]`));
    await pin.focus();
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.dataset.slug), slug);
    await page.keyboard.press('Tab');
    await pin.and(page.locator('.on')).waitFor();
});

visit('without script the map is a picture of links that pans and zooms', { size: WIDE, script: 'off' }, async (page) => {
    await page.goto('/?q=62901');
    assert.ok((await stillPins(page).count()) > 0, 'no pin in the picture');
    const names = await stillPins(page).evaluateAll((all) =>
        all.map((a) => a.getAttribute('aria-label') || a.querySelector('title')?.textContent || a.textContent),
    );
    assert.ok(names.every((name) => name?.trim()), 'a pin in the picture has no name');
    const before = await page.locator('[data-map]').getAttribute('data-bbox');
    await mapMoves(page).and(page.locator('[data-move="in"]')).first().click();
    await page.waitForLoadState('load');
    assert.notEqual(await page.locator('[data-map]').getAttribute('data-bbox'), before);
    assert.equal(new URL(page.url()).searchParams.get('q'), '62901');
    assert.equal(await questionBox(page).inputValue(), '62901');
});

visit('changing the language keeps the question', { size: NARROW, script: 'off' }, async (page) => {
    await page.goto('/?q=62901');
    const english = await page.locator('main').innerText();
    await languageLink(page, 'es').click();
    await page.waitForURL((url) => url.searchParams.get('q') === '62901');
    assert.equal(await page.locator('html').getAttribute('lang'), 'es');
    assert.equal(await questionBox(page).inputValue(), '62901');
    assert.equal((await slugs(page))[0], 'idhs-fcrc-jackson');
    assert.notEqual(await page.locator('main').innerText(), english);
    await languageLink(page, 'en').click();
    await page.waitForURL((url) => url.searchParams.get('q') === '62901');
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
});

/** Presses Tab until the focused element fits; fails after `limit` presses. */
async function tabTo(page, fits, limit, what) {
    for (let presses = 1; presses <= limit; presses += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(fits)) return presses;
    }
    return assert.fail(`${limit} presses of Tab did not reach ${what}`);
}

for (const script of ['on', 'off']) {
    visit(`keyboard alone reaches the first office's phone, script ${script}`, { size: WIDE, script }, async (page) => {
        await page.goto('/');
        await page.keyboard.press('Tab');
        const skip = await page.evaluate(() => document.activeElement.getAttribute('href'));
        assert.match(skip, /^#./, 'the first stop is the link past the header');
        await tabTo(page, () => document.activeElement.matches('[role=search] [name=q], search [name=q]'), 15, 'the question');
        await page.keyboard.type('62901');
        await page.keyboard.press('Enter');
        await page.waitForURL(/q=62901/);
        await tabTo(
            page,
            () =>
                document.activeElement.matches('a[href^="tel:"]') &&
                document.activeElement.closest('.card[data-slug]') === document.querySelector('.card[data-slug]'),
            60,
            'the phone of the first office',
        );
    });
}
