/** A document model → PDF bytes: its copies one after the other, marks, page numbers. Runs in document-worker.ts. */
import type { Content } from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Language } from '../../../shared/text.ts';
import { BARE, drawBlock, type Place } from './draw-blocks.ts';
import { FONT_FAMILY, pdfMake } from './fonts.ts';
import type { DocumentModel, Words } from './model.ts';
import { contentWidth, mm, type PaperShape, shapeOf } from './paper.ts';
import { say } from './words.ts';

export async function drawDocument(model: DocumentModel): Promise<Buffer> {
  return pdfMake().createPdf(definitionOf(model)).getBuffer();
}

function definitionOf(model: DocumentModel): TDocumentDefinitions {
  const shape = shapeOf(model.paper);
  const language = model.language ?? 'zh';
  const place: Place = { shape, width: contentWidth(shape), language };
  const marks: (Words | undefined)[] = model.copies?.length ? model.copies.map(({ mark }) => mark) : [undefined];
  return {
    pageSize: { width: shape.width, height: shape.height },
    pageMargins: [...shape.margins],
    defaultStyle: { font: FONT_FAMILY, fontSize: shape.text },
    language: language === 'zh' ? 'zh-CN' : 'en',
    info: { title: say(model.title, language), subject: model.kind, creator: 'Zhishou', producer: 'Zhishou' },
    content: marks.map(
      (mark, i): Content => ({
        stack: [drawTop(model, mark, place), ...model.blocks.map((block) => drawBlock(block, place))],
        ...(i > 0 ? { pageBreak: 'before' } : {}),
      }),
    ),
    header: (page, pages) => drawContinued(model, copyPage(page, pages, marks), place),
    footer: (page, pages) => drawPageNumber(copyPage(page, pages, marks), shape, language),
  };
}

interface CopyPage {
  readonly page: number;
  readonly pages: number;
  readonly mark: Words | undefined;
}

/** Copies differ only in their mark, which takes the same room in each, so each has the same number of pages. */
function copyPage(page: number, pages: number, marks: readonly (Words | undefined)[]): CopyPage {
  const each = Math.max(1, Math.floor(pages / marks.length));
  return { page: ((page - 1) % each) + 1, pages: each, mark: marks[Math.floor((page - 1) / each)] };
}

function drawTop({ title, issuer, copyMark }: DocumentModel, mark: Words | undefined, place: Place): Content {
  const { shape, width, language } = place;
  const heading: Content[] = [];
  if (issuer) heading.push({ text: say(issuer, language), alignment: 'center', fontSize: shape.text });
  heading.push({ text: say(title, language), alignment: 'center', bold: true, fontSize: shape.title });
  if (!shape.ruled) {
    const marks = [mark, copyMark].filter((words) => words !== undefined).map((words) => say(words, language));
    if (marks.length > 0) heading.push({ text: marks.join('　'), alignment: 'center', bold: true });
    return { stack: heading, margin: [0, 0, 0, 4] };
  }
  const side = Math.min(mm(42), width * 0.22);
  const down = shape.title * 0.45 + (issuer ? shape.text : 0);
  return {
    layout: BARE,
    table: {
      widths: [side, width - side * 2, side],
      body: [
        [
          { text: copyMark ? say(copyMark, language) : '', bold: true, margin: [0, down, 0, 0] },
          { stack: heading },
          { text: mark ? say(mark, language) : '', alignment: 'right', margin: [0, down, 0, 0] },
        ],
      ],
    },
    margin: [0, 0, 0, 3],
  };
}

/** From a copy's second page on: which document this is. */
function drawContinued(
  { title, copyMark }: DocumentModel,
  { page, mark }: CopyPage,
  { shape, width, language }: Place,
): Content {
  if (page === 1 || !shape.ruled) return '';
  const parts = [title, mark, copyMark].filter((words) => words !== undefined).map((words) => say(words, language));
  const size = shape.small - 1;
  return {
    table: { widths: [width], body: [[{ text: parts.join('　'), fontSize: size, noWrap: true }]] },
    layout: BARE,
    margin: [shape.margins[0], Math.max(0, shape.margins[1] - size * 1.9), shape.margins[2], 0],
  };
}

/** A4 always says its page; a slip only when it did not fit on one. */
function drawPageNumber({ page, pages }: CopyPage, shape: PaperShape, language: Language): Content {
  if (!shape.ruled || (shape.height !== mm(297) && pages === 1)) return '';
  const text = language === 'zh' ? `第 ${page} / ${pages} 页` : `Page ${page} of ${pages}`;
  const size = shape.small - 1;
  return { text, alignment: 'center', fontSize: size, margin: [0, Math.max(0, shape.margins[3] - size * 2.6), 0, 0] };
}
