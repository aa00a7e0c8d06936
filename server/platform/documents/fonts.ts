/**
 * pdfmake with the one family it may use. The font files are read once and kept; pdfmake itself may open no file
 * and no address, so nothing in a document can make it read or fetch anything.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as pdfmakeModule from 'pdfmake';

type PdfMake = typeof pdfmakeModule;

/** Where pdfmake looks before it looks at the disk; its types leave it out. */
interface WithFiles {
  readonly virtualfs: { writeFileSync(name: string, content: Buffer): void };
}

export const FONT_FAMILY = 'NotoSansSC';

const FONT_FILES = {
  normal: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
} as const;

let prepared: PdfMake | null = null;

export function pdfMake(): PdfMake {
  prepared ??= prepare();
  return prepared;
}

function prepare(): PdfMake {
  const pdfmake = (pdfmakeModule as unknown as { default: PdfMake }).default;
  const files = (pdfmake as unknown as WithFiles).virtualfs;
  const load = (specifier: string): string => {
    const path = fileURLToPath(import.meta.resolve(specifier));
    files.writeFileSync(basename(path), readFileSync(path));
    return basename(path);
  };
  pdfmake.setFonts({ [FONT_FAMILY]: { normal: load(FONT_FILES.normal), bold: load(FONT_FILES.bold) } });
  pdfmake.setLocalAccessPolicy(() => false);
  pdfmake.setUrlAccessPolicy(() => false);
  return pdfmake;
}
