import { expect, it } from 'vitest';
import { idSchema, newId } from './ids.ts';

it('makes ids of version 7, each once, in the order of time', () => {
  const ids = Array.from({ length: 2000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('takes ids only', () => {
  expect(idSchema.safeParse(newId()).success).toBe(true);
  for (const wrong of ['', '7', 'not-an-id', `${newId()}0`]) expect(idSchema.safeParse(wrong).success).toBe(false);
});
