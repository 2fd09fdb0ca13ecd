// Every page, in both languages, at the widths of a phone and of a desk, with and without script.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeViolations, NARROW, openPage, sidewaysAt, startBrowser, WIDE } from './browser.mjs';
import { htmlErrors } from './html-rules.mjs';
import { startServer } from './server.mjs';
import { inLanguage, LANGUAGES, PAGES, settled } from './surface.mjs';

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

/** Collects what is wrong, so that one run tells everything about a page. */
class Faults {
    #found = [];
    add(what, list) {
        this.#found.push(...list.map((each) => `${what}: ${each}`));
    }
    expect(what, held) {
        if (!held) this.#found.push(what);
    }
    report() {
        if (this.#found.length > 0) assert.fail(`\n${this.#found.join('\n')}`);
    }
}

// Between them these four cover each width, script on and off, light and dark; each language has both widths.
const VIEWS = {
    en: [
        { size: NARROW, script: 'blocked', dark: false },
        { size: WIDE, script: 'on', dark: false },
    ],
    es: [
        { size: NARROW, script: 'on', dark: true },
        { size: WIDE, script: 'blocked', dark: true },
    ],
};

const INLINE_SCRIPT = /<script(?![^>]*\bsrc=)(?![^>]*type="application\/(ld\+)?json")[^>]*>/g;

const headline = (page) => page.locator('main h1').allInnerTexts();
const links = (page) =>
    page.locator('main a[href]:not([data-map] *)').evaluateAll((all) => all.map((a) => a.getAttribute('href')));

for (const [path, status] of PAGES) {
    for (const language of LANGUAGES) {
        const address = inLanguage(path, language);

        test(`${address} is sound HTML under a strict policy`, async () => {
            const faults = new Faults();
            const answer = await fetch(server.url + address);
            const html = await answer.text();
            const header = (name) => answer.headers.get(name) ?? '';
            const policy = header('content-security-policy');
            faults.expect(`status ${answer.status}, expected ${status}`, answer.status === status);
            faults.expect(`type ${header('content-type')}`, /^text\/html; *charset=utf-8$/i.test(header('content-type')));
            faults.expect('no X-Content-Type-Options: nosniff', header('x-content-type-options') === 'nosniff');
            faults.expect('no Referrer-Policy', header('referrer-policy'));
            faults.expect(`policy without default-src: ${policy}`, /default-src '(self|none)'/.test(policy));
            faults.expect(`policy too wide: ${policy}`, !/unsafe-|\*|https?:/.test(policy));
            faults.expect(`html is not lang=${language}`, new RegExp(`<html[^>]* lang="?${language}["\\s>]`).test(html));
            faults.add('inline script', html.match(INLINE_SCRIPT) ?? []);
            faults.add('html', await htmlErrors(html, address));
            faults.report();
        });

        for (const view of VIEWS[language]) {
            const { size, script, dark } = view;
            test(`${address} at ${size.width} px, script ${script}, ${dark ? 'dark' : 'light'}`, async () => {
                const faults = new Faults();
                const page = await openPage(browser, server, view);
                try {
                    await page.goto(address);
                    if (script === 'on') await settled(page);
                    faults.expect('not one h1 in main', (await headline(page)).length === 1);
                    faults.add('axe', await axeViolations(page));
                    if (size === NARROW) {
                        faults.add('sideways at 360 px', await sidewaysAt(page, 360));
                        faults.add('sideways at 320 px', await sidewaysAt(page, 320));
                    }
                    faults.add('request to another host', page.log.strangers);
                    faults.add('console', page.log.errors);
                } finally {
                    await page.context().close();
                }
                faults.report();
            });
        }

        test(`${address} says the same with script switched off`, async () => {
            const faults = new Faults();
            const still = await openPage(browser, server, { size: NARROW, script: 'off' });
            const live = await openPage(browser, server, { size: NARROW });
            try {
                await Promise.all([still.goto(address), live.goto(address)]);
                assert.deepEqual(await headline(still), await headline(live));
                const withoutScript = new Set(await links(still));
                faults.add('link that needs script', (await links(live)).filter((href) => !withoutScript.has(href)));
                faults.add('console', still.log.errors);
            } finally {
                await still.context().close();
                await live.context().close();
            }
            faults.report();
        });
    }
}

test('no link on any page is dead', async () => {
    const broken = [];
    const seen = new Map();
    for (const [path] of PAGES) {
        for (const language of LANGUAGES) {
            const from = inLanguage(path, language);
            const html = await (await fetch(server.url + from)).text();
            for (const [, raw] of html.matchAll(/<(?:a|link|area)\b[^>]*?\bhref="([^"]+)"/g)) {
                const url = new URL(raw.replaceAll('&amp;', '&'), server.url + from);
                if (url.origin !== server.url) continue;
                // The missing page offers itself in the other language; that is missing too.
                if (url.pathname === '/no-such-page') continue;
                if (url.pathname + url.search === from && url.hash) {
                    const id = decodeURIComponent(url.hash.slice(1));
                    if (!html.includes(`id="${id}"`)) broken.push(`${from}: no element #${id}`);
                }
                url.hash = '';
                if (!seen.has(url.href)) seen.set(url.href, from);
            }
        }
    }
    for (const [href, from] of seen) {
        const answer = await fetch(href);
        await answer.arrayBuffer();
        if (answer.status >= 400) broken.push(`${from}: ${href} answers ${answer.status}`);
    }
    assert.ok(seen.size > 100, `only ${seen.size} links found`);
    if (broken.length > 0) assert.fail(`\n${broken.join('\n')}`);
});
