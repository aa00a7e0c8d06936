/**
 * The browser of the end-to-end tests: CHROMIUM_PATH if set, otherwise the build that ships inside the npm package
 * @sparticuz/chromium, unpacked once per version into node_modules/.cache (about 2 s; nothing is downloaded).
 *
 * The package's own launch arguments are not used: they switch off web security and site isolation, which would hide
 * real faults of cookies, origins and content security policy.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium as playwright } from 'playwright-core';

const root = dirname(dirname(import.meta.dirname));
const cache = join(root, 'node_modules', '.cache');
const LAUNCH_ARGS = ['--no-sandbox', '--font-render-hinting=none', '--disable-dev-shm-usage'];

interface BrowserFiles {
  readonly executablePath: string;
  readonly env: Record<string, string>;
}

const environment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((e): e is [string, string] => e[1] !== undefined));

function packageFolder(resolved: string): string {
  for (let folder = dirname(resolved); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  throw new Error(`no package.json above ${resolved}`);
}

/** Unpacks into a private folder and renames it into place, so two processes at once never see a half-written one. */
async function unpack(entry: string, folder: string, target: string): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const scratch = mkdtempSync(join(cache, 'unpack-'));
  const script = [
    `import chromium, { inflate } from ${JSON.stringify(entry)};`,
    `await chromium.executablePath(${JSON.stringify(join(folder, 'bin'))});`,
    `await inflate(${JSON.stringify(join(folder, 'bin', 'al2023.tar.br'))});`,
  ].join('\n');
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TMPDIR: scratch },
  });
  try {
    renameSync(scratch, target);
  } catch (error) {
    rmSync(scratch, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

/** A bare machine has no Chinese face; the tests use the same family as the slips. */
function fontConfiguration(target: string): string {
  const family = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans-sc/package.json')));
  const folders = [join(target, 'fonts'), join(family, '400Regular'), join(family, '700Bold'), '/usr/share/fonts'];
  const xml = [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    ...folders.map((folder) => `<dir>${folder}</dir>`),
    `<cachedir>${join(cache, 'font-cache')}</cachedir></fontconfig>`,
  ].join('\n');
  const file = join(cache, 'fonts.conf');
  if (!existsSync(file) || readFileSync(file, 'utf8') !== xml) writeFileSync(file, xml);
  return file;
}

export async function browserFiles(): Promise<BrowserFiles> {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return { executablePath: chosen, env: environment() };
  const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
  const folder = packageFolder(entry);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const target = join(cache, `chromium-${version}`);
  if (!existsSync(target)) await unpack(entry, folder, target);
  return {
    executablePath: join(target, 'chromium'),
    env: {
      ...environment(),
      LD_LIBRARY_PATH: join(target, 'al2023', 'lib'), // libnss3, libnspr4, libexpat: absent on a bare machine
      FONTCONFIG_FILE: fontConfiguration(target),
    },
  };
}

/** Launches a headless browser. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await browserFiles();
  return playwright.launch({ executablePath, env, args: LAUNCH_ARGS, headless: true });
}
