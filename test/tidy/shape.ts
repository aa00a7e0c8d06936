/** Rules of size and shape: files, functions, arguments, names, barrels, enums, skipped tests, small things written again. */
import { LIMITS } from './limits.ts';
import {
  at,
  child,
  children,
  isCode,
  isGenerated,
  isTest,
  lineOf,
  type Node,
  type Rule,
  type SourceFile,
  visit,
} from './tree.ts';

const lines = (text: string): number => text.replace(/\n$/, '').split('\n').length;

export const fileLength: Rule = (files) =>
  files
    .filter((file) => (isCode(file) || file.path.endsWith('.sql')) && !isGenerated(file.path))
    .flatMap((file) => {
      const count = lines(file.text);
      const allowed = LIMITS.longerFiles[file.path];
      if (count > (allowed ?? LIMITS.fileLines)) {
        return [`${file.path} has ${count} lines: split it by business word, limit ${allowed ?? LIMITS.fileLines}`];
      }
      if (allowed !== undefined && count < allowed) {
        return [`${file.path}: lower longerFiles in test/tidy/limits.json from ${allowed} to ${count}`];
      }
      return [];
    });

const FUNCTION = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/;

function nameOf(node: Node, above: readonly Node[]): string {
  const own = child(node, 'id');
  if (own) return String(own.name);
  const parent = above.at(-1);
  if (parent?.type === 'VariableDeclarator') return String(child(parent, 'id')?.name ?? '');
  if (parent && /Property|MethodDefinition/.test(parent.type)) return String(child(parent, 'key')?.name ?? '');
  return '';
}

/** The body handed to `describe` is a list of tests, not a function with a thread to follow. */
function isDescribeBody(above: readonly Node[]): boolean {
  const call = above.at(-1);
  const called = call?.type === 'CallExpression' ? child(call, 'callee') : undefined;
  return (
    called?.name === 'describe' || (called?.type === 'CallExpression' && child(called, 'callee')?.type !== 'Identifier')
  );
}

function functionProblems(file: SourceFile): string[] {
  const problems: string[] = [];
  visit(file.program, (node, above) => {
    if (!FUNCTION.test(node.type)) return;
    const name = nameOf(node, above);
    const count = lineOf(file, node.end) - lineOf(file, node.start) + 1;
    const limit = LIMITS.longerFunctions[`${file.path}#${name}`] ?? LIMITS.functionLines;
    if (count > limit && !isDescribeBody(above)) {
      problems.push(
        `${at(file, node)} ${name || 'function'} has ${count} lines: name its steps and take them out, limit ${limit}`,
      );
    }
    const parameters = children(node, 'params').length;
    // The row of a table of cases arrives as arguments: there it is the table that is read.
    const isCaseRow = isTest(file.path) && name === '';
    if (parameters > LIMITS.arguments && !isCaseRow) {
      problems.push(
        `${at(file, node)} ${name || 'function'} takes ${parameters} arguments: put what belongs together into one object, limit ${LIMITS.arguments}`,
      );
    }
  });
  return problems;
}

export const functions: Rule = (files) => files.filter((file) => !isGenerated(file.path)).flatMap(functionProblems);

const WEAK_NAME = /(^|-)(manager|managers|helper|helpers|util|utils|handler|processor|misc|common|v\d+)(-|\.|$)/;

export const fileNames: Rule = (files) =>
  files.filter(isCode).flatMap((file) => {
    const name = file.path.split('/').at(-1) ?? '';
    if (name !== name.toLowerCase()) return [`${file.path}: file names are kebab-case, in small letters`];
    const operation = isTest(file.path)
      ? undefined
      : /^server\/modules\/[^/]+\/operations\/([^/]+)\.ts$/.exec(file.path)?.[1];
    if (operation !== undefined && !operation.includes('-')) {
      return [`${file.path}: an operation is named verb-noun, as in open-drawer.ts`];
    }
    // A script of tools/ that makes something new is named by what it does.
    if (WEAK_NAME.test(name) && !file.path.startsWith('tools/new-')) {
      return [`${file.path}: name the file by its business word, not by "${WEAK_NAME.exec(name)?.[2]}"`];
    }
    return [];
  });

const MODULE_INDEX = /^server\/modules\/[^/]+\/index\.ts$/;

/** What a module lets others do: functions and values. A type that is shown with them adds no behaviour. */
function exportCount(file: SourceFile): number {
  const isValue = (node: Node): boolean => node.exportKind !== 'type';
  return children(file.program as Node, 'body')
    .filter((node) => node.type === 'ExportNamedDeclaration' && isValue(node))
    .reduce(
      (sum, node) => sum + (child(node, 'declaration') ? 1 : children(node, 'specifiers').filter(isValue).length),
      0,
    );
}

export const barrels: Rule = (files) =>
  files
    .filter((file) => isCode(file) && !isGenerated(file.path))
    .flatMap((file) => {
      const body = children(file.program as Node, 'body');
      const problems = body
        .filter((node) => node.type === 'ExportAllDeclaration')
        .map((node) => `${at(file, node)} exports everything of another file: name what is public`);
      if (MODULE_INDEX.test(file.path)) {
        const count = exportCount(file);
        if (count > LIMITS.indexExports)
          problems.push(`${file.path} exports ${count} names: a module shows at most ${LIMITS.indexExports}`);
        return problems;
      }
      if (/(^|\/)index\.tsx?$/.test(file.path))
        problems.push(`${file.path}: only a module has an index.ts; import the file itself`);
      const reexports = body.filter((node) => node.type === 'ExportNamedDeclaration' && child(node, 'source'));
      if (body.length > 0 && reexports.length === body.length) {
        problems.push(`${file.path} only hands on what others export: delete it and import the file itself`);
      }
      return problems;
    });

export const enums: Rule = (files) =>
  files.flatMap((file) => {
    const problems: string[] = [];
    visit(file.program, (node) => {
      if (node.type === 'TSEnumDeclaration')
        problems.push(`${at(file, node)} enum: use a readonly list or a union of strings`);
    });
    return problems;
  });

/** A test left out is a test that says nothing: only the device tests may skip, and they say so through `skipIf`. */
export const skippedTests: Rule = (files) =>
  files
    .filter((file) => isTest(file.path))
    .flatMap((file) => {
      const problems: string[] = [];
      visit(file.program, (node) => {
        if (node.type !== 'MemberExpression') return;
        const on = child(node, 'object')?.name;
        const what = String(child(node, 'property')?.name);
        if ((on === 'test' || on === 'it' || on === 'describe') && /^(only|skip|todo|fails)$/.test(what)) {
          problems.push(`${at(file, node)} ${on}.${what}: repair the test or delete it`);
        }
      });
      return problems;
    });

/** The scaffold leaves such marks in what it makes, so that nothing half-written passes. */
export const leftOpen: Rule = (files) =>
  files
    .filter((file) => isCode(file) && file.path !== 'tools/new-operation.ts')
    .flatMap((file) =>
      file.text
        .split('\n')
        .flatMap((line, index) =>
          /(\/\/|\/\*\*?|^\s*\*)\s*(TODO|FIXME|XXX)\b/.test(line)
            ? [`${file.path}:${index + 1} is left open: write it, or file it and delete the mark`]
            : [],
        ),
    );

/** Small things that have one home, how a copy of them looks, and where it may stand. */
const HOMES: readonly { readonly copy: RegExp; readonly home: RegExp; readonly instead: string }[] = [
  {
    copy: /\bmayAct\(/,
    home: /^server\/platform\/|\/doors\//,
    instead: 'what a viewer may do is `canOf` or `allowed` of server/platform/operations/can.ts',
  },
  {
    copy: /new Promise(<void>)?\(\(\w+\) => setTimeout\(\w+, /,
    home: /^web\//,
    instead: 'a pause is `setTimeout` of node:timers/promises',
  },
  {
    copy: /Object\.keys\(\w+\) as( unknown as readonly)? \[/,
    home: /^shared\/text\.ts$/,
    instead: 'the keys of a table of words are `keysOf` of shared/text.ts',
  },
];

export const writtenAgain: Rule = (files) =>
  files
    .filter((file) => isCode(file) && !isGenerated(file.path))
    .flatMap((file) =>
      HOMES.filter(({ copy, home }) => copy.test(file.text) && !home.test(file.path)).map(
        ({ instead }) => `${file.path}: ${instead}`,
      ),
    );
