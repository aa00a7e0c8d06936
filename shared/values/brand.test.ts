import { expectTypeOf, it } from 'vitest';
import type { Brand } from './brand.ts';
import type { Money } from './money.ts';
import type { UnitPrice } from './price.ts';
import type { Milli } from './quantity.ts';

// Fails in the type check, not at run time: a brand exists only for the compiler.
it('keeps values of different brands apart, while each is still a number', () => {
  expectTypeOf<Money>().toExtend<number>();
  expectTypeOf<number>().not.toExtend<Money>();
  expectTypeOf<Milli>().not.toExtend<Money>();
  expectTypeOf<UnitPrice>().not.toExtend<Milli>();
  expectTypeOf<Brand<string, 'a'>>().not.toExtend<Brand<string, 'b'>>();
});
