import { expect, it } from 'vitest';
import { maskCard, maskName, maskPhone } from './masking.ts';

it.each([
  ['13800001234', '138****1234'],
  [' 13800001234 ', '138****1234'],
  ['057100001234', '057*****1234'],
  ['80001234', '******34'],
  ['12', '**'],
  ['', ''],
])('phone %s is shown as %s', (phone, shown) => expect(maskPhone(phone)).toBe(shown));

it.each([
  ['张三', '张*'],
  ['欧阳小明', '欧***'],
  ['𠮷田', '𠮷*'],
  ['王', '王'],
  ['', ''],
])('name %s is shown as %s', (name, shown) => expect(maskName(name)).toBe(shown));

it.each([
  ['6222 0000 0000 1234', '************1234'],
  ['20260001', '******01'],
  ['7', '*'],
  ['', ''],
])('card %s is shown as %s', (card, shown) => expect(maskCard(card)).toBe(shown));
