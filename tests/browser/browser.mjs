// Chromium, and pages that remember what went wrong on them.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const NARROW = { width: 360, height: 740 };
export const WIDE = { width: 1280, height: 900 };

export async function startBrowser() {
    return chromium.launch({
        executablePath: process.env.STILLOPEN_CHROMIUM ?? '/usr/bin/chromium',
        // Only our own pages are opened, and no other host can be reached.
        chromiumSandbox: false,
        args: ['--disable-gpu', '--disable-quic', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    });
}

/**
 * A page of its own, with a log of requests to other hosts and of errors.
 * `script`: 'on', 'off' (switched off in the browser), or 'blocked' (no script file arrives,
 * but the tests' own tools still run in the page).
 */
export async function openPage(browser, server, { size = WIDE, script = 'on', dark = false, ...more } = {}) {
    const context = await browser.newContext({
        baseURL: server.url,
        viewport: size,
        javaScriptEnabled: script !== 'off',
        colorScheme: dark ? 'dark' : 'light',
        reducedMotion: 'reduce',
        locale: 'en-US',
        timezoneId: 'America/Chicago',
        ...more,
    });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const log = { requests: [], strangers: [], errors: [] };
    page.on('request', (request) => {
        const url = new URL(request.url());
        log.requests.push(request);
        if (url.protocol.startsWith('http') && url.origin !== server.url) log.strangers.push(url.href);
    });
    page.on('pageerror', (error) => log.errors.push(String(error)));
    page.on('console', (message) => {
        if (message.type() !== 'error') return;
        const { url } = message.location();
        // The browser reports a page's own 404 as an error; whether it is one is tested by status.
        if (url === page.url() && /the server responded with a status of 4\d\d/.test(message.text())) return;
        log.errors.push(`${message.text()} (${url})`);
    });
    if (script === 'blocked') {
        await page.route('**/*', (route) =>
            route.request().resourceType() === 'script' ? route.fulfill({ contentType: 'text/javascript', body: '' }) : route.continue(),
        );
    }
    return Object.assign(page, { log, [Symbol.asyncDispose]: () => context.close() });
}

/** What axe calls serious or critical, one line for each element. */
export async function axeViolations(page) {
    await page.evaluate(axeSource);
    const violations = await page.evaluate(async () => {
        const rules = { 'target-size': { enabled: true } };
        const { violations } = await globalThis.axe.run(document, { rules, resultTypes: ['violations'] });
        // Pins stand where the offices are, close or not, and every one is in the list too.
        const isPin = (node) => document.querySelector(node.target.at(-1))?.closest('.map');
        return violations
            .map((each) => (each.id === 'target-size' ? { ...each, nodes: each.nodes.filter((n) => !isPin(n)) } : each))
            .filter(({ nodes }) => nodes.length > 0);
    });
    return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, impact, help, nodes }) =>
            nodes.map(
                ({ target, failureSummary }) =>
                    `${id} (${impact}, ${help}): ${target.join(' ')}\n${failureSummary ?? ''}`,
            ),
        );
}

/** The elements that make a page scroll sideways at this width; none when it does not. */
export async function sidewaysAt(page, width) {
    await page.setViewportSize({ width, height: NARROW.height });
    return page.evaluate((width) => {
        const root = document.documentElement;
        if (root.scrollWidth <= width) return [];
        const isClipped = (element) => {
            for (let up = element.parentElement; up && up !== root; up = up.parentElement) {
                if (getComputedStyle(up).overflowX !== 'visible') return true;
            }
            return false;
        };
        const spills = (element) => {
            const style = getComputedStyle(element);
            const text = style.overflowX === 'visible' && style.display !== 'inline';
            const { left, right } = element.getBoundingClientRect();
            return right > width + 0.5 || (text && left + element.scrollWidth > width + 0.5);
        };
        const wide = [...document.body.querySelectorAll('*')].filter(
            (element) => spills(element) && !isClipped(element) && ![...element.children].some(spills),
        );
        const names = wide.map(
            ({ tagName, id, className }) =>
                `${tagName.toLowerCase()}${id ? `#${id}` : ''}.${className.baseVal ?? className}`,
        );
        return [`${root.scrollWidth} px wide`, ...names.slice(0, 8)];
    }, width);
}
