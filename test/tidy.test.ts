/**
 * The house rules, tried on the repository itself. Each failure says what to do instead. The rules are tried on made-up
 * sources in test/tidy/rules.test.ts, so that none of them can fall asleep.
 */
import { expect, test } from 'vitest';
import { CONTRACTS } from '../shared/contracts/all.gen.ts';
import { REFUSALS } from '../shared/refusals.ts';
import * as contracts from './tidy/contracts.ts';
import * as layers from './tidy/layers.ts';
import * as money from './tidy/money.ts';
import * as packages from './tidy/packages.ts';
import * as shape from './tidy/shape.ts';
import { readTree } from './tidy/tree.ts';
import * as words from './tidy/words.ts';

const files = readTree();

const rules: readonly (readonly [string, () => string[]])[] = [
  ['files are short enough to read', () => shape.fileLength(files)],
  ['functions are short and take few arguments', () => shape.functions(files)],
  ['files are named by business words', () => shape.fileNames(files)],
  ['there are no barrel files, and modules show little', () => shape.barrels(files)],
  ['there is no enum', () => shape.enums(files)],
  ['no test is left out', () => shape.skippedTests(files)],
  ['small things are not written again', () => shape.writtenAgain(files)],
  ['nothing is left open', () => shape.leftOpen(files)],
  ['shared, server, agent and web keep to their side', () => layers.topFolders(files)],
  ['the platform knows no module', () => layers.platformBelow(files)],
  ['modules import to the left, through index.ts', () => layers.moduleDirection(files)],
  ['rules are pure', () => layers.pureRules(files)],
  ['money is calculated in shared/values only', () => money.moneyArithmetic(files)],
  ['SQL binds its values', () => money.boundSql(files)],
  ['texts are complete in both languages', () => words.bothLanguages(files)],
  ['no words on the screen outside of texts', () => words.textsInPages(files)],
  ['the repository speaks only of the product', () => words.onlyTheProduct(files)],
  ['links in documents lead somewhere', () => words.deadLinks(files)],
  ['nothing outside of the repository is read or named', () => words.staysInside(files)],
  ['the line of the modules is the same everywhere', () => contracts.moduleNames(files)],
  ['the registry of contracts is fresh', () => contracts.registryFresh(files)],
  ['contracts are well named and refuse from the catalogue', () => contracts.contractShape(CONTRACTS)],
  ['each contract lies where its name says', () => contracts.contractPlaces(files)],
  ['each contract has its operation or query', () => contracts.bothHalves(files)],
  ['each operation is tried by a test', () => contracts.operationsTested(files)],
  ['each refusal says what happened and what to do next', () => contracts.refusalTexts(REFUSALS)],
  ['each refusal is used', () => contracts.refusalsUsed(files)],
  ['the change log knows each module', () => contracts.changeLog(files)],
  ['dependencies are pinned exactly', () => packages.exactPins(packages.manifest())],
  ['dependencies are few', () => packages.fewDependencies(packages.manifest())],
  ['the lockfile names no host', () => packages.lockWithoutHosts(packages.lockfile())],
  ['the lockfile is complete for every platform', () => packages.lockComplete(packages.lockfile())],
  ['licences allow what we do', () => packages.licences(packages.lockfile())],
];

test.each(rules)('%s', (_, problems) => {
  expect(problems().join('\n')).toBe('');
});
