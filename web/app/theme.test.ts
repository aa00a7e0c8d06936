import { describe, expect, test } from 'vitest';
import { DARK, LIGHT, measuresOf, type Palette, variablesOf } from './theme.ts';

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const TEXT_PAIRS: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ...(['page', 'surface', 'sunken'] as const).flatMap((ground) =>
    (['text', 'muted', 'accent', 'wrong', 'soon'] as const).map((ink) => [ink, ground] as const),
  ),
  ['text', 'wrongGround'],
  ['text', 'soonGround'],
  ['text', 'accentGround'],
  ['accent', 'accentGround'],
  ['wrong', 'wrongGround'],
  ['soon', 'soonGround'],
  ['right', 'rightGround'],
  ['muted', 'accentGround'],
  ['onAccent', 'accent'],
];

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
] as const)('%s', (_name, palette) => {
  test.each(TEXT_PAIRS)('%s on %s reads at 4.5:1', (ink, ground) => {
    expect(contrast(palette[ink], palette[ground])).toBeGreaterThanOrEqual(4.5);
  });

  test('the edge of a control is seen at 3:1', () => {
    expect(contrast(palette.control, palette.surface)).toBeGreaterThanOrEqual(3);
  });
});

test('large letters: 18 px and targets of 60 px', () => {
  expect(measuresOf(true)).toMatchObject({ font: 18, target: 60 });
  expect(measuresOf(false).target).toBe(44);
  expect(variablesOf({ dark: false, largeFont: true })).toMatchObject({
    '--font-size': '18px',
    '--on-accent': '#ffffff',
  });
});
