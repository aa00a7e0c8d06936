/**
 * From a recipe to digits, by whoever holds the keys. A credit token is read back before it is given out: it must say
 * exactly what was sold, or nothing is issued.
 */
import { fromDigits, packBlock, toDigits, unpackBlock } from '../../../shared/tokens/sts/block.ts';
import { contentOf, creditBlock, registerBlock, testBlock } from '../../../shared/tokens/sts/payload.ts';
import { assert } from '../../platform/operations/refuse.ts';
import type { KeyAnswer, VendingKeys } from './keys/vending-keys.ts';
import type { Recipe } from './rules/recipe.ts';

const done = (value: readonly string[]): KeyAnswer<readonly string[]> => ({ result: 'done', value });

/** One string of digits, or one for each section of a key change. */
export async function makeDigits(keys: VendingKeys, recipe: Recipe): Promise<KeyAnswer<readonly string[]>> {
  switch (recipe.make) {
    case 'credit':
      return encrypted(keys, recipe, 0, packBlock(creditBlock(recipe)));
    case 'register':
      return encrypted(keys, recipe, 2, packBlock(registerBlock(recipe)));
    case 'test': {
      const control = BigInt(`0x${recipe.control}`);
      return done([toDigits(1, packBlock(testBlock({ ...recipe, control })))]);
    }
    case 'key-change': {
      const blocks = await keys.changeKey(recipe.from, recipe.to, recipe.rollOver);
      return blocks.result === 'done' ? done(blocks.value.map((block) => toDigits(2, block))) : blocks;
    }
    case 'paygo': {
      const { serial, value, ...wanted } = recipe;
      const token = await keys.paygo(serial, { ...wanted, value: value ?? undefined });
      return token.result === 'done' ? done([token.value.digits]) : token;
    }
  }
}

type Encrypted = Extract<Recipe, { make: 'credit' | 'register' }>;

async function encrypted(
  keys: VendingKeys,
  recipe: Encrypted,
  tokenClass: 0 | 2,
  block: bigint,
): Promise<KeyAnswer<readonly string[]>> {
  const made = await keys.encrypt(recipe.key, block);
  if (made.result !== 'done') return made;
  const digits = toDigits(tokenClass, made.value);
  const read = fromDigits(digits);
  assert(read !== null && read.tokenClass === tokenClass, 'a token does not come back from its digits');
  const back = await keys.decrypt(recipe.key, read.block);
  if (back.result !== 'done') return back;
  const found = unpackBlock(tokenClass, back.value);
  const content = found === null ? null : contentOf(found);
  assert(content !== null && 'tokenId' in content && content.tokenId === recipe.tokenId, 'a token says another number');
  if (recipe.make === 'credit')
    assert(content.kind === 'credit' && content.tenths === recipe.tenths, 'a token carries another amount');
  return done([digits]);
}
