// The door and the desk, with and without script: in by a link, a look around, and out again.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { axeViolations, NARROW, openPage, sidewaysAt, startBrowser, WIDE } from './browser.mjs';
import { startServer } from './server.mjs';
import { inLanguage, LANGUAGES } from './surface.mjs';

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

/** A new account, as the operator makes it; gives the path of its first link. */
function invitation(address, role) {
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith('STILLOPEN_'));
    const env = { ...Object.fromEntries(own), STILLOPEN_DATABASE: `sqlite:${server.database}` };
    const words = ['user', 'add', address, '--role', role, '--site', server.url];
    const said = execFileSync(process.env.STILLOPEN_BIN, words, { env, encoding: 'utf8' });
    return said.trim().split('\n').pop().slice(server.url.length);
}

const button = (page) => page.locator('main form button[type="submit"]').first();

async function press(page, what) {
    await Promise.all([page.waitForNavigation(), what.click()]);
}

async function enter(page, link, name) {
    await page.goto(link);
    await page.fill('[name="name"]', name);
    await press(page, button(page));
    assert.equal(new URL(page.url()).pathname, '/desk');
}

test('an invited admin comes in without script, invites someone, and goes', async (t) => {
    const page = await openPage(browser, server, { size: NARROW, script: 'off' });
    t.after(() => page.context().close());
    const answer = await page.goto('/desk/people');
    assert.equal(answer.status(), 200);
    assert.equal(new URL(page.url()).pathname, '/sign-in');
    const link = invitation('admin@example.org', 'admin');
    await enter(page, link, 'Ada');
    await page.goto('/desk/people');
    await page.fill('[name="email"]', 'rosa@example.org');
    await page.check('[name="role"][value="advocate"]');
    await press(page, page.locator('form:has([name="email"]) button'));
    assert.equal(await page.getByText('rosa@example.org').count(), 1);
    await press(page, page.locator('form[action^="/sign-out"] button'));
    await page.goto('/desk');
    assert.equal(new URL(page.url()).pathname, '/sign-in');
    // The link has done its work.
    assert.equal((await page.goto(link)).status(), 410);
});

test('the pages of the door and the desk are open to everyone and fit every screen', async (t) => {
    for (const [number, language] of LANGUAGES.entries()) {
        const page = await openPage(browser, server, { size: WIDE, script: 'blocked' });
        t.after(() => page.context().close());
        const link = invitation(`member${number}@example.org`, 'admin');
        const look = async (path) => {
            if (path) await page.goto(inLanguage(path, language));
            const where = `${path ?? page.url()} ${language}`;
            assert.deepEqual(await axeViolations(page), [], where);
            assert.deepEqual(await sidewaysAt(page, 320), [], where);
            await page.setViewportSize(WIDE);
        };
        for (const path of ['/sign-in?next=/desk', '/sign-in/sent', '/sign-in/link?token=x', link]) await look(path);
        await enter(page, link, 'Rosa Gómez');
        for (const path of ['/desk', '/desk/account', '/desk/people']) await look(path);
        await page.locator('main .due a').first().click();
        await look();
        await press(page, page.locator('form:has([value="remove"]) button'));
        await look();
        assert.deepEqual(page.log.strangers, []);
        assert.deepEqual(page.log.errors, []);
    }
});
