/** Rules on money and SQL: no arithmetic of money outside shared/values, no SQL put together from strings. */
import { againstAllowance, LIMITS } from './limits.ts';
import { at, child, children, isTest, literalText, type Node, type SourceFile, visit } from './tree.ts';

const MONEY_PATH = /^(server\/modules|shared\/contracts|web\/features|agent)\//;
/** Modules that hold neither money nor quantity: their arithmetic is of times and counts. */
const WITHOUT_MONEY = /\/(posts|duties|cases|devices|people|library)\//;
const ROUNDING = /^(Math\.(round|floor|ceil|trunc)|Number\.parseFloat)$/;
const MONEY_WORD = /fen|amount|price|money|cost|total|sum|quantity|milli|energy|balance|credit|cash|tax/i;

const sourceOf = (file: SourceFile, node: Node | undefined): string =>
  node === undefined ? '' : file.text.slice(node.start, node.end);

function arithmetic(file: SourceFile, node: Node): string | null {
  if (node.type === 'CallExpression') {
    const callee = sourceOf(file, child(node, 'callee'));
    if (ROUNDING.test(callee) || callee === 'parseFloat' || callee.endsWith('.toFixed')) return callee;
  }
  if ((node.type === 'BinaryExpression' && node.operator === '/') || node.operator === '/=') {
    const [left, right] = [sourceOf(file, child(node, 'left')), sourceOf(file, child(node, 'right'))];
    if (/^(100|10_?000)$/.test(right) || MONEY_WORD.test(left) || MONEY_WORD.test(right) || /\bNumber\(/.test(left))
      return `${left} / ${right}`;
  }
  return null;
}

export const moneyArithmetic = (files: readonly SourceFile[], allowed = LIMITS.arithmeticByHand): string[] => {
  const found = new Map<string, string[]>();
  for (const file of files) {
    if (!MONEY_PATH.test(file.path) || WITHOUT_MONEY.test(file.path) || isTest(file.path)) continue;
    visit(file.program, (node) => {
      const what = arithmetic(file, node);
      if (what === null) return;
      const places = found.get(file.path) ?? [];
      places.push(
        `${at(file, node)} ${what}: money, prices and quantities are divided and rounded only in shared/values`,
      );
      found.set(file.path, places);
    });
  }
  return againstAllowance(found, allowed, 'arithmeticByHand');
};

const SQL =
  /^\s*(select\s|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s|with\s+\w+\s+as\s|alter\s|drop\s|create\s+(table|role|user|index|database|schema)|grant\s|revoke\s|lock\s+table)/i;

/**
 * Constants in capitals hold column lists and the like, written in the same file: no outside value comes in. A name
 * that cannot be bound goes through `quoteIdentifier`.
 */
const isConstant = (node: Node): boolean =>
  (node.type === 'Identifier' && /^[A-Z][A-Z0-9_]*$/.test(String(node.name))) ||
  (node.type === 'CallExpression' && child(node, 'callee')?.name === 'quoteIdentifier');

function gluedSql(node: Node, above: readonly Node[]): boolean {
  const parent = above.at(-1);
  if (node.type === 'TemplateLiteral' && parent?.type !== 'TaggedTemplateExpression') {
    const gaps = children(node, 'expressions').filter((gap) => !isConstant(gap));
    return gaps.length > 0 && SQL.test(literalText(node) ?? '');
  }
  if (node.type === 'BinaryExpression' && node.operator === '+' && parent?.type !== 'BinaryExpression') {
    let first: Node | undefined = node;
    while (first?.type === 'BinaryExpression') first = child(first, 'left');
    return SQL.test(literalText(first) ?? '');
  }
  if (node.type === 'CallExpression') {
    const callee = child(node, 'callee');
    const raw =
      callee?.type === 'MemberExpression' &&
      child(callee, 'object')?.name === 'sql' &&
      /^(raw|lit)$/.test(String(child(callee, 'property')?.name));
    const given = children(node, 'arguments')[0];
    return raw && given !== undefined && given.type !== 'Literal' && !isConstant(given);
  }
  return false;
}

export const boundSql = (files: readonly SourceFile[], allowed = LIMITS.sqlByHand): string[] => {
  const found = new Map<string, string[]>();
  for (const file of files) {
    if (isTest(file.path) || !/^(server|agent)\//.test(file.path)) continue;
    visit(file.program, (node, above) => {
      if (!gluedSql(node, above)) return;
      const places = found.get(file.path) ?? [];
      places.push(`${at(file, node)} puts SQL together from strings: bind the value, or choose from a list of names`);
      found.set(file.path, places);
    });
  }
  return againstAllowance(found, allowed, 'sqlByHand');
};
