/** Reads back a PDF for the tests: its text as a person sees it, and a picture of a page. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const base = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

const open = (pdf: Buffer) =>
  getDocument({
    data: new Uint8Array(pdf),
    standardFontDataUrl: join(base, 'standard_fonts/'),
    cMapUrl: join(base, 'cmaps/'),
    cMapPacked: true,
    verbosity: 0,
  }).promise;

export interface PageText {
  /** Points. */
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly items: readonly { readonly text: string; readonly x: number; readonly right: number; readonly y: number }[];
}

/** One entry per page; x and right from the left edge, y from the bottom, in points. */
export async function pdfPages(pdf: Buffer): Promise<PageText[]> {
  const document = await open(pdf);
  const pages: PageText[] = [];
  for (let n = 1; n <= document.numPages; n += 1) {
    const page = await document.getPage(n);
    const content = await page.getTextContent();
    const items = content.items.flatMap((item) =>
      'str' in item && item.str.trim() !== ''
        ? [{ text: item.str, x: item.transform[4], right: item.transform[4] + item.width, y: item.transform[5] }]
        : [],
    );
    const [, , width = 0, height = 0] = page.view;
    pages.push({ width, height, text: items.map(({ text }) => text).join(' '), items });
  }
  await document.loadingTask.destroy();
  return pages;
}

/** The text of all pages, without any white space, since letters may be placed one by one. */
export async function pdfText(pdf: Buffer): Promise<string> {
  return (await pdfPages(pdf)).map((page) => page.text.replace(/\s+/g, '')).join('\n');
}

/** @param page from 1 */
export async function pdfToPng(pdf: Buffer, page: number, scale = 1.5): Promise<Buffer> {
  const document = await open(pdf);
  const opened = await document.getPage(page);
  const viewport = opened.getViewport({ scale });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  // The canvas of this library draws like the browser's; only the types differ.
  await opened.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise;
  await document.loadingTask.destroy();
  return canvas.toBuffer('image/png');
}
