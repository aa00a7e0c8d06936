/**
 * Who may import whom. The order of the modules is read from ARCHITECTURE.md, so that page and code cannot differ.
 * Modules are discovered; one that the line does not name fails.
 */
import {
  at,
  child,
  type Import,
  importsOf,
  isTest,
  type Node,
  type Rule,
  read,
  type SourceFile,
  visit,
} from './tree.ts';

export function moduleOrder(architecture = read('ARCHITECTURE.md')): string[] {
  const line = architecture.split('\n').find((one) => one.includes('posts → duties'));
  if (line === undefined)
    throw new Error('ARCHITECTURE.md no longer holds the line of the modules (posts → duties → …)');
  return line
    .replaceAll('`', '')
    .split('→')
    .map((name) => name.trim());
}

const MODULE = /^(?:server\/modules|shared\/contracts|web\/features)\/([^/]+)\//;
const SERVER_MODULE = /^server\/modules\/([^/]+)\//;
const CONTRACT_MODULE = /^shared\/contracts\/([^/]+)\//;

/** Top folder → top folders it may import from. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  shared: ['shared'],
  server: ['server', 'shared', 'agent'],
  agent: ['agent', 'shared'],
  web: ['web', 'shared'],
};

const top = (path: string): string => path.split('/')[0] ?? '';

export const topFolders: Rule = (files) =>
  files
    .filter((file) => !isTest(file.path))
    .flatMap((file) => {
      const allowed = MAY_IMPORT[top(file.path)];
      if (allowed === undefined) return [];
      return importsOf(file).flatMap((one) => {
        if (one.source.startsWith('.')) {
          return allowed.includes(top(one.target))
            ? []
            : [
                `${at(file, one.node)} imports ${one.target}: ${top(file.path)}/ imports only from ${allowed.join(', ')}`,
              ];
        }
        const io = /^node:|^(pg|fastify|kysely|pino|ws)$/.test(one.source);
        return top(file.path) === 'shared' && io && !one.typeOnly
          ? [`${at(file, one.node)} imports ${one.source}: shared/ runs in the browser too and does no input or output`]
          : [];
      });
    });

export const platformBelow: Rule = (files) =>
  files
    .filter((file) => file.path.startsWith('server/platform/'))
    .flatMap((file) =>
      importsOf(file)
        .filter((one) => /^server\/(modules\/|app\.ts|main\.ts)/.test(one.target))
        .map(
          (one) =>
            `${at(file, one.node)} imports ${one.target}: the platform knows no business; hand the thing in from app.ts`,
        ),
    );

function moduleImport(file: SourceFile, one: Import, order: readonly string[]): string[] {
  const pattern = SERVER_MODULE.test(file.path) ? SERVER_MODULE : CONTRACT_MODULE;
  const own = pattern.exec(file.path)?.[1] ?? '';
  const other = pattern.exec(one.target)?.[1];
  if (other === undefined || other === own) return [];
  if (pattern === SERVER_MODULE && one.target !== `server/modules/${other}/index.ts`) {
    return [`${at(file, one.node)} reaches into ${one.target}: import from server/modules/${other}/index.ts`];
  }
  if (isTest(file.path) || order.indexOf(other) < order.indexOf(own)) return [];
  return [
    `${at(file, one.node)} imports ${other}, which is to the right of ${own}: turn the call round, or send news through the outbox`,
  ];
}

export const moduleDirection = (files: readonly SourceFile[], order = moduleOrder()): string[] => {
  const named = new Set(files.flatMap((file) => MODULE.exec(file.path)?.[1] ?? []));
  const unknown = [...named]
    .filter((name) => !order.includes(name) && name !== 'shell')
    .map((name) => `module ${name} is not in the line of ARCHITECTURE.md: give it its place there`);
  const wrong = files
    .filter((file) => SERVER_MODULE.test(file.path) || CONTRACT_MODULE.test(file.path))
    .flatMap((file) => importsOf(file).flatMap((one) => moduleImport(file, one, order)));
  return [...unknown, ...wrong];
};

const RULES = /^server\/modules\/[^/]+\/rules\/.*(?<!\.test)\.ts$/;

/** Other rules, what another module shows, and the two ways to say no: `refuse` and `assert`. */
const MAY_DECIDE_WITH = /^server\/(modules\/[^/]+\/(rules\/|index\.ts)|platform\/operations\/refuse\.ts)/;

/** Call or `new` that asks the clock or chance. */
function asksOutside(node: Node): string | null {
  if (node.type === 'NewExpression' && child(node, 'callee')?.name === 'Date') {
    return (node.arguments as unknown[]).length === 0 ? 'new Date()' : null;
  }
  if (node.type !== 'MemberExpression') return null;
  const name = `${child(node, 'object')?.name}.${child(node, 'property')?.name}`;
  return /^(Date\.now|Math\.random|crypto\.(randomUUID|getRandomValues)|process\.env)$/.test(name) ? name : null;
}

export const pureRules: Rule = (files) =>
  files
    .filter((file) => RULES.test(file.path))
    .flatMap((file) => {
      const problems = importsOf(file)
        .filter((one) => !one.typeOnly)
        .filter((one) => !one.target.startsWith('shared/') && !MAY_DECIDE_WITH.test(one.target))
        .map(
          (one) =>
            `${at(file, one.node)} imports ${one.source}: a rule decides from what it is given; fetch in the operation`,
        );
      visit(file.program, (node) => {
        if (node.type === 'AwaitExpression' || node.async === true) {
          problems.push(`${at(file, node)} waits: a rule is pure; fetch before, write after`);
        }
        const asked = asksOutside(node);
        if (asked !== null) problems.push(`${at(file, node)} ${asked}: hand the value in`);
      });
      return problems;
    });
