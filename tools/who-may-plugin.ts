/**
 * `virtual:who-may`: the post × contract matrix, drawn from shared/contracts when the web client is built or tested.
 * The shell knows who may open which page without carrying every contract with its schemas.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const contractsFolder = join(import.meta.dirname, '..', 'shared', 'contracts');

interface Declared {
  readonly kind: 'operation' | 'query';
  readonly module: string;
  readonly name: string;
  readonly posts: unknown;
}

const isContract = (value: unknown): value is Declared =>
  typeof value === 'object' && value !== null && 'kind' in value && 'posts' in value && 'module' in value;

async function whoMay(): Promise<Record<string, unknown>> {
  const matrix: Record<string, unknown> = {};
  for (const entry of readdirSync(contractsFolder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts') || /\.(?:test|gen)\.ts$/.test(entry.name)) continue;
    const exported: Record<string, unknown> = await import(pathToFileURL(join(entry.parentPath, entry.name)).href);
    for (const value of Object.values(exported)) {
      if (isContract(value)) matrix[`${value.module}.${value.name}`] = value.posts;
    }
  }
  return matrix;
}

export function whoMayPlugin(): Plugin {
  const id = '\0virtual:who-may';
  return {
    name: 'who-may',
    resolveId: (source) => (source === 'virtual:who-may' ? id : undefined),
    load: async (loaded) => (loaded === id ? `export const WHO_MAY = ${JSON.stringify(await whoMay())};` : undefined),
  };
}
