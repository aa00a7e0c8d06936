/**
 * `npm run screenshots`: the pictures of the README, docs/pictures/*.png. Starts the demo house in a folder of its own
 * on a free port, signs in as each post, and looks at its pages in a browser. `-- --demo <address#token>` takes a demo
 * house that is running already; it must be a fresh one, because the pictures open a drawer and sell.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../test/support/browser.ts';
import { freePort } from '../test/support/free-port.ts';
import { type Desk, openDesk, WIDE_VIEW } from './screenshots/desk.ts';
import { SHOTS } from './screenshots/shots.ts';

const root = join(import.meta.dirname, '..');
const target = join(root, 'docs', 'pictures');
/** What a picture in the README may weigh. */
const LARGEST_BYTES = 200_000;

interface Demo {
  /** With the token of this start behind the #. */
  readonly address: string;
  stop(): Promise<void>;
}

async function startDemo(): Promise<Demo> {
  const folder = mkdtempSync(join(tmpdir(), 'zhishou-pictures-'));
  // As root the database's own account must be able to enter.
  chmodSync(folder, 0o711);
  const env = { ...process.env, DATA: join(folder, 'data'), PORT: String(await freePort()) };
  const child = spawn(process.execPath, ['tools/start.ts', '--demo'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async (): Promise<void> => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /https?:\/\/\S+\/demo#\S+/.exec(line)?.[0];
    if (address === undefined) continue;
    child.stdout.resume();
    return { address, stop };
  }
  await stop();
  throw new Error('the demo house did not start');
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('close', () => resolve());
    child.kill('SIGTERM');
  });
}

function keep(name: string, png: Buffer): void {
  const size = `${Math.round(png.length / 1000)} kB`;
  if (png.length > LARGEST_BYTES) throw new Error(`${name}.png has ${size}: show less of the page`);
  writeFileSync(join(target, `${name}.png`), png);
  console.log(`docs/pictures/${name}.png ${size}`);
}

/** What moves would make every picture another one. */
async function still(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(async () => {
    await document.fonts.ready;
    scrollTo(0, 0);
  });
  await page.addStyleTag({
    content: '*{animation:none!important;transition:none!important;caret-color:transparent!important}',
  });
}

async function take(desk: Desk, only: string | undefined): Promise<void> {
  for (const shot of SHOTS.filter(({ name }) => only === undefined || name === only)) {
    if (shot.png !== undefined) {
      keep(shot.name, await shot.png(desk));
      continue;
    }
    const page = await desk.pageAs(shot.post, shot.language ?? 'zh');
    if (shot.wide === true) await page.setViewportSize(WIDE_VIEW);
    await page.goto(shot.path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await shot.prepare?.(page, desk);
    await still(page);
    keep(shot.name, await page.screenshot({ animations: 'disabled' }));
    await page.context().close();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { demo: { type: 'string' }, only: { type: 'string' } } });
  const demo = values.demo === undefined ? await startDemo() : { address: values.demo, stop: async () => {} };
  let browser: Browser | undefined;
  try {
    browser = await launchBrowser();
    mkdirSync(target, { recursive: true });
    await take(await openDesk(browser, demo.address), values.only);
  } finally {
    await browser?.close();
    await demo.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
