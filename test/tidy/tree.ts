/**
 * The repository as the house rules see it: every text file with its path, text and, for code, its syntax tree.
 * Folders are discovered, never listed; only what git ignores is left out.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'vite';

/** A node of the ESTree that the parser answers with; rules look at `type` and narrow by hand. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Top node; null for what is not code. */
  readonly program: Node | null;
}

export type Rule = (files: readonly SourceFile[]) => string[];

const root = join(import.meta.dirname, '..', '..');
const IGNORED = new Set(['.git', 'node_modules', 'data', 'dist', 'coverage', 'test-results']);
const TEXT = /\.(ts|tsx|mjs|js|json|md|sql|css|html|svg|yml|yaml|sh|txt)$|(^|\/)(LICENSE|run|\.npmrc|\.gitignore)$/;

export function fileOf(path: string, text: string): SourceFile {
  if (!/\.tsx?$/.test(path)) return { path, text, program: null };
  const parsed = parseSync(path, text);
  if (parsed.errors.length > 0) throw new Error(`${path} does not parse: ${parsed.errors[0]?.message}`);
  return { path, text, program: parsed.program as unknown as Node };
}

export function readTree(): SourceFile[] {
  const found: SourceFile[] = [];
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!IGNORED.has(entry.name)) walk(path);
      } else if (entry.isFile() && TEXT.test(path)) found.push(fileOf(path, readFileSync(join(root, path), 'utf8')));
    }
  };
  walk('');
  return found;
}

export const exists = (path: string): boolean => existsSync(join(root, path));
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Every node with its ancestors, nearest last. */
export function visit(program: Node | null, see: (node: Node, above: readonly Node[]) => void): void {
  const above: Node[] = [];
  const walk = (node: Node) => {
    see(node, above);
    above.push(node);
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) for (const one of value) isNode(one) && walk(one);
      else if (isNode(value)) walk(value);
    }
    above.pop();
  };
  if (program !== null) walk(program);
}

export const child = (node: Node, key: string): Node | undefined => {
  const value = node[key];
  return isNode(value) ? value : undefined;
};
export const children = (node: Node, key: string): Node[] => {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
};

export const lineOf = (file: SourceFile, offset: number): number => file.text.slice(0, offset).split('\n').length;
export const at = (file: SourceFile, node: Node): string => `${file.path}:${lineOf(file, node.start)}`;

export const isTest = (path: string): boolean => /\.(test|fixture)\.tsx?$/.test(path) || path.startsWith('test/');
export const isCode = (file: SourceFile): boolean => file.program !== null;
export const isGenerated = (path: string): boolean =>
  path.endsWith('.gen.ts') || ['package-lock.json', 'db/schema.sql', 'docs/openapi.json'].includes(path);

/** The words of a string literal or of a template without gaps filled; null for anything else. */
export function literalText(node: Node | undefined): string | null {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node?.type === 'TemplateLiteral') {
    return children(node, 'quasis')
      .map((part) => (part.value as { cooked?: string }).cooked ?? '')
      .join('\u0000');
  }
  return null;
}

export interface Import {
  readonly node: Node;
  /** As written. */
  readonly source: string;
  /** Path from the root for a relative import, otherwise the name of the package. */
  readonly target: string;
  readonly typeOnly: boolean;
}

export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  visit(file.program, (node) => {
    const written = /^(Import|ExportNamed|ExportAll)Declaration$/.test(node.type) || node.type === 'ImportExpression';
    const source = written ? literalText(child(node, 'source')) : null;
    if (source === null) return;
    const target = source.startsWith('.') ? posix.join(posix.dirname(file.path), source) : source;
    const typeOnly = node.importKind === 'type' || node.exportKind === 'type';
    found.push({ node, source, target, typeOnly });
  });
  return found;
}
