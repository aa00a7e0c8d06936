/**
 * Colours and measures of the screen, in one place: our own style sheet reads them as CSS variables, Ant Design gets
 * the same as tokens. Every pair of text and ground keeps a contrast of 4.5:1 (theme.test.ts).
 */

import type { ThemeConfig } from 'antd';
import { theme } from 'antd';

export interface Palette {
  readonly page: string;
  readonly surface: string;
  readonly sunken: string;
  readonly line: string;
  readonly control: string;
  readonly text: string;
  readonly muted: string;
  readonly accent: string;
  readonly accentGround: string;
  readonly onAccent: string;
  readonly wrong: string;
  readonly wrongGround: string;
  readonly soon: string;
  readonly soonGround: string;
  readonly right: string;
  readonly rightGround: string;
}

export const LIGHT: Palette = {
  page: '#f3f5f6',
  surface: '#ffffff',
  sunken: '#eaeef0',
  line: '#d6dce0',
  control: '#7d8a94',
  text: '#1a2127',
  muted: '#52606b',
  accent: '#0b615b',
  accentGround: '#e0efed',
  onAccent: '#ffffff',
  wrong: '#a8201a',
  wrongGround: '#fbeae8',
  soon: '#7a4a00',
  soonGround: '#fdf1dc',
  right: '#1c6234',
  rightGround: '#e4f2e7',
};

export const DARK: Palette = {
  page: '#12171a',
  surface: '#1a2125',
  sunken: '#232c31',
  line: '#36424a',
  control: '#7f8f9a',
  text: '#e4eaed',
  muted: '#a5b3bd',
  accent: '#63c7bb',
  accentGround: '#16393a',
  onAccent: '#06211f',
  wrong: '#ff9d94',
  wrongGround: '#44201e',
  soon: '#f2bf6b',
  soonGround: '#40300f',
  right: '#86d39c',
  rightGround: '#17381f',
};

export interface Look {
  readonly dark: boolean;
  readonly largeFont: boolean;
}

export const paletteOf = (look: Look): Palette => (look.dark ? DARK : LIGHT);

const FAMILY =
  '"Microsoft YaHei", "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif';

/** Base letters and main targets: 14 px and 44 px, in large letters 18 px and 60 px (MIIT 适老化). */
export const measuresOf = (largeFont: boolean) =>
  largeFont ? { font: 18, target: 60, small: 44 } : { font: 14, target: 44, small: 32 };

/** The CSS variables of the root element. Set through the object model, which the security policy allows. */
export function variablesOf(look: Look): Record<string, string> {
  const measures = measuresOf(look.largeFont);
  const colours = Object.entries(paletteOf(look)).map(([name, colour]) => [
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    colour,
  ]);
  return {
    ...(Object.fromEntries(colours) as Record<string, string>),
    '--font-size': `${measures.font}px`,
    '--target': `${measures.target}px`,
    '--target-small': `${measures.small}px`,
    '--family': FAMILY,
  };
}

export function antdTheme(look: Look): ThemeConfig {
  const palette = paletteOf(look);
  const measures = measuresOf(look.largeFont);
  return {
    algorithm: look.dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    hashed: false,
    token: {
      fontFamily: FAMILY,
      fontSize: measures.font,
      lineHeight: 22 / 14,
      controlHeight: measures.target,
      controlHeightSM: measures.small,
      controlHeightLG: measures.target + 8,
      borderRadius: 4,
      colorPrimary: palette.accent,
      colorTextLightSolid: palette.onAccent,
      colorInfo: palette.accent,
      colorLink: palette.accent,
      colorError: palette.wrong,
      colorWarning: palette.soon,
      colorSuccess: palette.right,
      colorText: palette.text,
      colorTextSecondary: palette.muted,
      colorTextTertiary: palette.muted,
      colorTextPlaceholder: palette.muted,
      colorTextDisabled: palette.muted,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.surface,
      colorBgLayout: palette.page,
      colorBorder: palette.control,
      colorBorderSecondary: palette.line,
      motion: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    },
  };
}
