/** Rules about words: both languages complete, no text outside of texts, no word that is not about the product. */
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import {
  at,
  child,
  children,
  exists,
  importsOf,
  isGenerated,
  isTest,
  literalText,
  type Node,
  type Rule,
  type SourceFile,
  visit,
} from './tree.ts';

const HAN = /\p{Script=Han}|[，。；：？！（）]/u;

const keyOf = (property: Node): string => {
  const key = child(property, 'key');
  return String(key?.name ?? key?.value ?? '');
};

/** A mark that is the same in every language: A4, kWh, PDF, DL/T 645. */
const isMark = (zh: string, en: string): boolean => zh === en && zh !== '' && zh.length <= 16 && !/\s[a-z]/.test(zh);

/** A template that only sets other texts beside each other holds no word itself. */
const isFrame = (zh: string): boolean => zh.includes('\u0000') && !/\p{L}/u.test(zh);

export const bothLanguages: Rule = (files) =>
  files
    .filter((file) => !isTest(file.path))
    .flatMap((file) => {
      const problems: string[] = [];
      visit(file.program, (node) => {
        if (node.type !== 'ObjectExpression') return;
        const values = new Map(children(node, 'properties').map((one) => [keyOf(one), child(one, 'value')]));
        const [zh, en] = [literalText(values.get('zh')), literalText(values.get('en'))];
        if (zh === null || en === null || isMark(zh, en) || isFrame(zh)) return;
        if (!/\p{Script=Han}/u.test(zh))
          problems.push(`${at(file, node)} zh "${zh}" holds no Chinese: write the text in Chinese`);
        if (en.trim() === '') problems.push(`${at(file, node)} en is empty: write it in English`);
        if (HAN.test(en))
          problems.push(`${at(file, node)} en "${en}" holds Chinese characters or punctuation: write it in English`);
      });
      return problems;
    });

/** Names that are not translated: the product, a language in its own words, keys of the keyboard. */
const OWN_NAME = /^(职守|Zhishou|中文|English|((Ctrl|Shift|Alt)\+)*(F\d+|[A-Z]|Esc|Enter|Tab|Del|Ctrl|Shift|Alt))$/;

const SPOKEN_ATTRIBUTE =
  /^(title|label|placeholder|alt|aria-label|aria-description|okText|cancelText|description|extra|message)$/;

/** Under `zh:`, or first of the two words of a call such as word('保存', 'Save'). */
function underZh(node: Node, above: readonly Node[]): boolean {
  if (above.some((one) => one.type === 'Property' && keyOf(one) === 'zh')) return true;
  const call = above.at(-1);
  if (call?.type !== 'CallExpression') return false;
  const [zh, en] = children(call, 'arguments');
  const spoken = literalText(en);
  return zh?.start === node.start && spoken !== null && spoken !== '' && !HAN.test(spoken);
}

export const textsInPages: Rule = (files) =>
  files
    .filter((file) => file.path.startsWith('web/') && !isTest(file.path))
    .flatMap((file) => {
      const problems: string[] = [];
      visit(file.program, (node, above) => {
        const spoken = node.type === 'JSXText' ? String(node.value) : literalText(node);
        if (spoken === null || OWN_NAME.test(spoken.trim())) return;
        if (HAN.test(spoken) && !underZh(node, above)) {
          problems.push(`${at(file, node)} "${spoken.trim()}": Chinese stands only in a text { zh, en }`);
        }
        const parent = above.at(-1);
        const attribute = parent?.type === 'JSXAttribute' && SPOKEN_ATTRIBUTE.test(String(child(parent, 'name')?.name));
        if ((node.type === 'JSXText' || attribute) && /[a-z]{3,}/.test(spoken)) {
          problems.push(`${at(file, node)} "${spoken.trim()}": words on the screen come from a text { zh, en }`);
        }
      });
      return problems;
    });

/**
 * Words that have no place here, kept as the first 12 hex digits of their SHA-256 so that this file does not hold
 * them either. The tests show the rule at work on a word made for them.
 */
const FOREIGN = new Set<string>([
  '162f56ecc725', // made up for the test of this rule

  '053ea4804ef1',
  '3ea125d0bff3',
  '487b91042c7c',
  '60965168ce76',
  '7d3194f79e64',
  'c5f9d8f01eaa',
  'c70eca6b0f88',
  'c857d09db23e',
  'cf07194ee232',
  'de2187af3fb0',
  'eb7526362ee7',
]);

const digest = (word: string): string => createHash('sha256').update(word).digest('hex').slice(0, 12);

export function foreignWordsIn(text: string, seen = new Map<string, boolean>()): string[] {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  const isForeign = (word: string): boolean => {
    if (!seen.has(word)) seen.set(word, FOREIGN.has(digest(word)));
    return seen.get(word) === true;
  };
  return words.filter((word, index) => isForeign(word) || isForeign(`${words[index - 1]} ${word}`));
}

/** Paths of one machine, and addresses from which packages come. Written so that a pattern does not match itself. */
const MACHINE: readonly RegExp[] = [
  /(?<![\w.])\/work\b\//,
  /(?<![\w.])\/(home|Users)\/[a-z][\w-]+\//,
  /\bregistry\.[a-z0-9-]+\.[a-z]{2,}/,
  /\bbash_job[s]/,
];

export const onlyTheProduct: Rule = (files) => {
  const seen = new Map<string, boolean>();
  return files
    .filter((file) => file.path !== 'package-lock.json')
    .flatMap((file) => [
      ...new Set(
        foreignWordsIn(file.text, seen).map(
          (word) => `${file.path} holds "${word}": the repository speaks only of the product`,
        ),
      ),
      ...MACHINE.filter((pattern) => pattern.test(file.text)).map(
        (pattern) =>
          `${file.path} holds "${pattern.exec(file.text)?.[0]}": no path of one machine and no package host belongs here`,
      ),
    ]);
};

function linksOf(file: SourceFile): string[] {
  return [...file.text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => (match[1] ?? '').split('#')[0] ?? '')
    .filter((link) => link !== '' && !/^[a-z]+:/.test(link));
}

export const deadLinks: Rule = (files) =>
  files
    .filter((file) => file.path.endsWith('.md'))
    .flatMap((file) =>
      linksOf(file).flatMap((link) => {
        const target = posix.join(posix.dirname(file.path), decodeURIComponent(link));
        if (target.startsWith('..')) return [`${file.path} links to ${link}, outside of the repository`];
        return exists(target) ? [] : [`${file.path} links to ${link}, which does not exist`];
      }),
    );

/** Nothing is read or named outside of the repository: neither by import nor by a path in a string. */
export const staysInside: Rule = (files) =>
  files
    .filter((file) => !isGenerated(file.path))
    .flatMap((file) => {
      const problems = importsOf(file)
        .filter((one) => one.target.startsWith('..'))
        .map((one) => `${at(file, one.node)} imports ${one.source}, outside of the repository`);
      if (file.path.endsWith('.md')) {
        for (const [path] of file.text.matchAll(/(?:\.\.\/)+[\w-]+/g)) {
          if (posix.join(posix.dirname(file.path), path).startsWith('..'))
            problems.push(`${file.path} names ${path}, outside of the repository`);
        }
      }
      visit(file.program, (node, above) => {
        const path = node.type === 'Literal' ? literalText(node) : null;
        if (path === null || !/^(\.\.\/)+\w/.test(path) || /^(Import|Export)/.test(above.at(-1)?.type ?? '')) return;
        if (posix.join(posix.dirname(file.path), path).startsWith('..'))
          problems.push(`${at(file, node)} names ${path}, outside of the repository`);
      });
      return problems;
    });
