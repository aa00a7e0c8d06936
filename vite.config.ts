/**
 * Builds the web client into dist/web. No script or style is inline and nothing is fetched from another origin, so
 * the server's content security policy holds.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { whoMayPlugin } from './tools/who-may-plugin.ts';

const root = import.meta.dirname;
const outDir = join(root, 'dist', 'web');

/** The server sends a file's .br or .gz where it lies beside it, instead of packing it anew for each visitor. */
function packedPlugin(): Plugin {
  const packable = /\.(?:js|css|html|svg|json)$/;
  let folder = outDir;
  return {
    name: 'packed',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !packable.test(entry.name)) continue;
        const file = join(entry.parentPath, entry.name);
        const content = readFileSync(file);
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
        writeFileSync(`${file}.br`, brotliCompressSync(content));
      }
    },
  };
}

const server = process.env.ZHISHOU_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: join(root, 'web'),
  plugins: [react(), whoMayPlugin(), packedPlugin()],
  build: {
    outDir,
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': server } },
  preview: { proxy: { '/api': server } },
});
