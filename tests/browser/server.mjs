// One Still Open for one test file: a new folder, an empty database, a free port.
import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

// The program ends when the pipe closes, so nothing outlives the tests, even when they are killed.
const KEEPER = `
trap '' INT
"$1" serve --listen 127.0.0.1:0 </dev/null &
exec >/dev/null 2>&1
read -r _
kill $! 2>/dev/null
wait $!
cd / && rm -rf "$2"`;

/**
 * Starts the program named by STILLOPEN_BIN, with settings of its own. `STILLOPEN_URL` names a running one instead.
 * `said` is all that it has written to its log so far.
 * @returns {Promise<{url: string, database: string | undefined, mail: string | undefined, said: () => string,
 *     stop: () => Promise<void>}>}
 */
export async function startServer(settings = {}) {
    if (process.env.STILLOPEN_URL) {
        return { url: new URL(process.env.STILLOPEN_URL).origin, stop: async () => {} };
    }
    const program = process.env.STILLOPEN_BIN;
    if (!program) {
        throw new Error('STILLOPEN_BIN has to name the stillopen program (./check browser sets it)');
    }
    const folder = await mkdtemp(join(tmpdir(), 'stillopen-browser-'));
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith('STILLOPEN_'));
    const keeper = spawn('sh', ['-c', KEEPER, 'sh', resolve(program), folder], {
        cwd: folder,
        env: { ...Object.fromEntries(own), ...settings },
        stdio: ['pipe', 'pipe', 'pipe'],
    });
    let said = '';
    keeper.stderr.on('data', (chunk) => (said += chunk));
    keeper.stdout.on('data', (chunk) => (said += chunk));
    const ended = new Promise((end) => keeper.once('close', end));
    const stop = async () => {
        keeper.stdin.end();
        await ended;
    };
    const address = await new Promise((found) => {
        const lines = createInterface({ input: keeper.stdout });
        lines.on('line', (line) => {
            const match = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(line);
            if (match) found(match[1]);
        });
        lines.once('close', () => found(undefined));
    });
    if (address) {
        const kept = join(folder, 'var');
        return { url: address, database: join(kept, 'stillopen.gpkg'), mail: join(kept, 'mail'), said: () => said, stop };
    }
    await stop();
    throw new Error(`${program} stopped before it listened:\n${said}`);
}
