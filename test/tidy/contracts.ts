/** Rules on what is declared: contracts, their refusals, the operations behind them, the change log, generated files. */
import { CONTRACTS } from '../../shared/contracts/all.gen.ts';
import { type Contract, fullName, MODULE_NAMES } from '../../shared/contracts/contract.ts';
import { REFUSALS } from '../../shared/refusals.ts';
import type { Text } from '../../shared/text.ts';
import { camelCase, renderRegistry } from '../../tools/dump-contracts.ts';
import { moduleOrder } from './layers.ts';
import { exists, isGenerated, isTest, type Rule, read, type SourceFile } from './tree.ts';

export const registryFresh: Rule = () =>
  renderRegistry() === read('shared/contracts/all.gen.ts')
    ? []
    : ['shared/contracts/all.gen.ts is stale: run node tools/dump-contracts.ts and commit it'];

export const moduleNames: Rule = () =>
  moduleOrder().join(' ') === MODULE_NAMES.join(' ')
    ? []
    : ['the modules in ARCHITECTURE.md and MODULE_NAMES in shared/contracts/contract.ts differ: make them the same'];

export const contractShape = (contracts: readonly Contract[]): string[] => {
  const seen = new Set<string>();
  return contracts.flatMap((contract) => {
    const name = fullName(contract);
    const problems: string[] = [];
    if (seen.has(name)) problems.push(`${name} is declared twice: give one of them another name`);
    seen.add(name);
    if (contract.kind === 'operation' && !contract.name.includes('-'))
      problems.push(`${name}: an operation is named verb-noun`);
    for (const code of contract.refusals) {
      if (!Object.hasOwn(REFUSALS, code))
        problems.push(`${name} names the refusal ${code}: add it to shared/refusals/${contract.module}.ts`);
    }
    return problems;
  });
};

/** A contract's file bears its name and lies in its module's folder. */
export const contractPlaces: Rule = () =>
  CONTRACTS.flatMap((contract) => {
    const path = `shared/contracts/${contract.module}/${contract.name}.ts`;
    return exists(path) ? [] : [`${fullName(contract)} is not in ${path}: file, folder and name must agree`];
  });

export const bothHalves: Rule = (files) =>
  CONTRACTS.flatMap((contract) => {
    const folder = contract.kind === 'operation' ? 'operations' : 'queries';
    const path = `server/modules/${contract.module}/${folder}/${contract.name}.ts`;
    const lookedUp = `contracts/${contract.module}/${contract.name}.ts`;
    const answered = files.some(
      (file) => file.path.startsWith('server/') && !isTest(file.path) && file.text.includes(lookedUp),
    );
    return answered ? [] : [`${fullName(contract)} has nothing behind it: write ${path}`];
  });

const OPERATION = /^server\/modules\/([^/]+)\/operations\/([^/]+?)(?<!\.test)\.ts$/;

export const operationsTested: Rule = (files) => {
  const tests = files.filter((file) => /^(server\/modules|test\/scenarios)\/.+\.test\.ts$/.test(file.path));
  return files.flatMap((file) => {
    const [, module, name] = OPERATION.exec(file.path) ?? [];
    if (module === undefined || name === undefined) return [];
    const mentioned = new RegExp(`\\b${camelCase(name)}\\b|\\b${module}[./]${name}\\b`);
    const beside = file.path.replace(/\.ts$/, '.test.ts');
    return tests.some((test) => test.path === beside || mentioned.test(test.text))
      ? []
      : [`${file.path} is tried by no test: write ${beside} with its happy, refused and forbidden case`];
  });
};

export const refusalsUsed = (
  files: readonly SourceFile[],
  codes: readonly string[] = Object.keys(REFUSALS),
): string[] => {
  const source = files
    .filter(
      (file) =>
        /^(server|shared|agent)\//.test(file.path) &&
        !file.path.startsWith('shared/refusals') &&
        !isTest(file.path) &&
        !isGenerated(file.path),
    )
    .map((file) => file.text)
    .join('\n');
  return codes
    .filter((code) => !source.includes(`'${code}'`))
    .map((code) => `refusal ${code} is used nowhere: refuse with it or delete it from the catalogue`);
};

const complete = (text: Text): boolean =>
  /\p{Script=Han}/u.test(text.zh) && /[A-Za-z]{2}/.test(text.en) && !/\p{Script=Han}/u.test(text.en);

export const refusalTexts = (catalogue: Readonly<Record<string, { text: Text; next: Text }>>): string[] =>
  Object.entries(catalogue).flatMap(([code, { text, next }]) => [
    ...(/^[a-z][a-z0-9_]*\.[a-z0-9_]+$/.test(code) ? [] : [`refusal ${code}: codes are thing.what_is_wrong`]),
    ...(complete(text) ? [] : [`refusal ${code}: say in both languages what happened`]),
    ...(complete(next) ? [] : [`refusal ${code}: say in both languages what to do next`]),
  ]);

export const changeLog: Rule = (files) => {
  const log = read('CHANGELOG.md');
  const version = (JSON.parse(read('package.json')) as { version: string }).version;
  const modules = new Set(files.flatMap((file) => OPERATION.exec(file.path)?.[1] ?? []));
  return [
    ...(log.includes(`## ${version}`) ? [] : [`CHANGELOG.md has no section "## ${version}"`]),
    ...[...modules]
      .filter((module) => !log.includes(`**${module}**`))
      .map((module) => `CHANGELOG.md does not mention **${module}**: add the line a user of it would look for`),
  ];
};
