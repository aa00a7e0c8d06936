/**
 * Blocks of a document → content of pdfmake. Column widths are always given in points: then text that does not fit
 * is wrapped or broken inside its cell, and nothing runs over the edge of the paper.
 */
import type { Content, CustomTableLayout, TableCell } from 'pdfmake';
import type { CanvasElement } from 'pdfmake/interfaces.js';
import QRCode from 'qrcode';
import type { Language } from '../../../shared/text.ts';
import { formatMoneyGrouped, moneyInCapitals } from '../../../shared/values/money.ts';
import type {
  Align,
  Block,
  FieldPair,
  FieldsBlock,
  QrBlock,
  SideBlock,
  SignatureBox,
  SignaturesBlock,
  TableBlock,
} from './model.ts';
import { mm, type PaperShape } from './paper.ts';
import { estimateWidth, inFours, say, sayLines } from './words.ts';

/** Where a block is drawn: on which paper, how wide, in which language. */
export interface Place {
  readonly shape: PaperShape;
  readonly width: number;
  readonly language: Language;
}

const PADDING = 3;
const LINE = 0.5;
const SMALLEST = 5;

const GRID: CustomTableLayout = {
  hLineWidth: () => LINE,
  vLineWidth: () => LINE,
  paddingLeft: () => PADDING,
  paddingRight: () => PADDING,
  paddingTop: () => 1.5,
  paddingBottom: () => 1.5,
};

export const BARE: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0.5,
  paddingBottom: () => 0.5,
};

/** On the roll: no upright lines, one line under the header and around the totals. */
const rolled = (rows: number, foot: number): CustomTableLayout => ({
  ...BARE,
  hLineWidth: (row) => (row === 0 || row === 1 || row === rows + 1 || (foot > 0 && row === rows + 1 + foot) ? LINE : 0),
  paddingLeft: (column) => (column === 0 ? 0 : PADDING),
  paddingTop: () => 1,
  paddingBottom: () => 1,
});

export function drawBlock(block: Block, place: Place): Content {
  const { shape, language } = place;
  switch (block.kind) {
    case 'heading':
      return { text: say(block.text, language), bold: true, fontSize: shape.text + 1, margin: [0, 4, 0, 2] };
    case 'meta':
      return drawMeta(block, place);
    case 'fields':
      return drawFields(block, place);
    case 'table':
      return drawTable(block, place);
    case 'line':
      return {
        text: sayLines(block.text, language),
        alignment: block.align ?? 'left',
        bold: block.strong ?? false,
        fontSize: block.small ? shape.small : shape.text,
        margin: [0, 1, 0, 1],
      };
    case 'amount':
      return drawAmount(block, place);
    case 'signatures':
      return drawSignatures(block, place);
    case 'qr':
      return drawQr(block, place);
    case 'rule':
      return {
        canvas: [{ type: 'line', x1: 0, y1: 0, x2: place.width, y2: 0, lineWidth: LINE }],
        margin: [0, 3, 0, 3],
      };
    case 'spacer':
      return { text: '', fontSize: 1, lineHeight: 0.1, margin: [0, mm(block.mm), 0, 0] };
    case 'side':
      return drawSide(block, place);
  }
}

function drawMeta(block: Extract<Block, { kind: 'meta' }>, { width, language, shape }: Place): Content {
  const parts: [Align, typeof block.left][] = [
    ['left', block.left],
    ['center', block.center],
    ['right', block.right],
  ];
  const used = parts.filter(([, words]) => words !== undefined);
  if (used.length === 0) return '';
  if (!shape.ruled) {
    const texts = used.map(([, words]) => say(words!, language));
    const fits = texts.length < 3 && estimateWidth(texts.join('  '), shape.text) < width;
    if (!fits) return { stack: texts.map((text) => ({ text })), margin: [0, 0, 0, 2] };
  }
  return {
    layout: BARE,
    table: {
      widths: used.map(() => width / used.length),
      body: [used.map(([alignment, words]) => ({ text: say(words!, language), alignment }))],
    },
    margin: [0, 0, 0, 2],
  };
}

function drawFields(block: FieldsBlock, place: Place): Content {
  const perRow = place.shape.ruled ? (block.perRow ?? place.shape.fieldsPerRow) : 1;
  const rows = fieldRows(block.pairs, perRow);
  const { width, shape, language } = place;
  const gaps = shape.ruled ? perRow * 4 * PADDING + (perRow * 2 + 1) * LINE : 0;
  const pairWidth = (width - gaps) / perRow;
  const labels = Array.from({ length: perRow }, (_, column) => {
    const widest = Math.max(
      ...rows.map((row) =>
        row[column] ? estimateWidth(say(row[column].label, language), shape.text, shape.ruled) : 0,
      ),
    );
    return Math.min(widest + (shape.ruled ? 1.5 : 6), pairWidth * 0.5);
  });
  const values = (width - gaps - labels.reduce((sum, label) => sum + label, 0)) / perRow;
  return {
    layout: shape.ruled ? GRID : BARE,
    table: {
      widths: labels.flatMap((label) => [label, values]),
      body: rows.map((row) => fieldCells(row, perRow, values, place)),
      dontBreakRows: true,
    },
    margin: [0, 1, 0, 2],
  };
}

/** A wide pair ends its row. */
function fieldRows(pairs: readonly FieldPair[], perRow: number): FieldPair[][] {
  const rows: FieldPair[][] = [];
  let row: FieldPair[] = [];
  for (const pair of pairs) {
    row.push(pair);
    if (pair.wide || row.length === perRow) {
      rows.push(row);
      row = [];
    }
  }
  return row.length > 0 ? [...rows, row] : rows;
}

function fieldCells(row: readonly FieldPair[], perRow: number, width: number, { shape, language }: Place): TableCell[] {
  const cells: TableCell[] = [];
  row.forEach((pair, i) => {
    const text = say(pair.value, language);
    const last = i === row.length - 1;
    const span = last ? (perRow - i) * 2 - 1 : 1;
    const alignment = pair.align ?? (shape.ruled ? 'left' : 'right');
    const fontSize = span === 1 ? fitted(text, alignment, width, shape.text) : shape.text;
    cells.push({ text: say(pair.label, language), bold: shape.ruled });
    cells.push({ text, alignment, fontSize, bold: pair.strong ?? false, colSpan: span });
    for (let filler = 1; filler < span; filler += 1) cells.push({});
  });
  return cells;
}

/** A number broken over two lines is read wrong, so it gets smaller letters instead, as long as they can be read. */
function fitted(text: string, align: Align, width: number, size: number): number {
  if (align !== 'right' || !/^[-+]?[¥￥]?[-\d,.]+%?$/.test(text)) return size;
  const smaller = (size * width) / estimateWidth(text, size);
  return smaller >= size || smaller < SMALLEST ? size : smaller;
}

function drawTable(block: TableBlock, { shape, width, language }: Place): Content {
  const { columns, rows, foot = [] } = block;
  const gaps = shape.ruled
    ? columns.length * 2 * PADDING + (columns.length + 1) * LINE
    : (columns.length - 1) * PADDING;
  const shares = columns.reduce((sum, column) => sum + column.width, 0);
  const widths = columns.map((column) => ((width - gaps) * column.width) / shares);
  const size = shape.ruled ? shape.text - 0.5 : shape.small;
  const cells = (texts: readonly string[], bold: boolean): TableCell[] =>
    columns.map((column, i) => {
      const text = say(texts[i] ?? '', language);
      const alignment = column.align ?? 'left';
      return { text, alignment, bold, fontSize: fitted(text, alignment, widths[i]!, size) };
    });
  const header = columns.map(
    (column): TableCell => ({
      text: say(column.title, language),
      alignment: column.align ?? 'left',
      bold: true,
      fontSize: size,
    }),
  );
  const none: TableCell = {
    text: language === 'zh' ? '（无）' : '(none)',
    colSpan: columns.length,
    alignment: 'center',
    fontSize: size,
  };
  const body = rows.length > 0 ? rows.map((row) => cells(row, false)) : [[none, ...columns.slice(1).map(() => ({}))]];
  return {
    layout: shape.ruled ? GRID : rolled(body.length, foot.length),
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths,
      body: [header, ...body, ...foot.map((row) => cells(row, true))],
    },
    margin: [0, 2, 0, 3],
  };
}

function drawAmount({ label, amount }: Extract<Block, { kind: 'amount' }>, { shape, width, language }: Place): Content {
  const digits = `¥${formatMoneyGrouped(amount)}`;
  const capitals = `${language === 'zh' ? '人民币（大写）：' : 'RMB (in capitals): '}${moneyInCapitals(amount)}`;
  const figure: Content = {
    text: [`${say(label, language)}　`, { text: digits, bold: true, fontSize: shape.text + 3 }],
    alignment: 'right',
  };
  if (!shape.ruled)
    return { stack: [figure, { text: capitals, margin: [0, 1, 0, 0] }], unbreakable: true, margin: [0, 3, 0, 3] };
  const figureWidth = Math.min(
    estimateWidth(`${say(label, language)}　`, shape.text) + estimateWidth(digits, shape.text + 3) + 8,
    width / 2,
  );
  return {
    layout: BARE,
    table: {
      widths: [width - figureWidth, figureWidth],
      body: [[{ text: capitals, margin: [0, 2.5, 0, 0] }, figure]],
      dontBreakRows: true,
    },
    margin: [0, 2, 0, 2],
  };
}

function drawSignatures({ boxes }: SignaturesBlock, place: Place): Content {
  const { shape, width } = place;
  const perRow = Math.max(1, Math.min(shape.signaturesPerRow, boxes.length));
  const each = (width - perRow * 2 * PADDING - (perRow + 1) * LINE) / perRow;
  const body: TableCell[][] = [];
  for (let i = 0; i < boxes.length; i += perRow) {
    const row: TableCell[] = boxes.slice(i, i + perRow).map((box) => signatureCell(box, place));
    while (row.length < perRow) row.push({ text: '', border: [true, true, false, false] });
    body.push(row);
  }
  if (body.length === 0) return '';
  return {
    layout: GRID,
    table: { widths: Array(perRow).fill(each), heights: shape.signatureHeight, body, dontBreakRows: true },
    margin: [0, 3, 0, 2],
  };
}

function signatureCell({ role, signed }: SignatureBox, { shape, language }: Place): TableCell {
  const label: Content = { text: say(role, language), bold: true, fontSize: shape.small };
  if (!signed) return { stack: [label] };
  return {
    stack: [
      label,
      { text: `${say(signed.name, language)}　${say(signed.post, language)}`, fontSize: shape.text },
      { text: say(signed.at, language), fontSize: shape.small },
      { text: inFours(signed.digest), fontSize: shape.small },
    ],
  };
}

function drawQr({ data, hex, caption }: QrBlock, { shape, language }: Place): Content {
  const under: Content[] = [{ text: inFours(hex), alignment: 'center', fontSize: shape.small, margin: [0, 2, 0, 0] }];
  if (caption) under.push({ text: say(caption, language), alignment: 'center', fontSize: shape.small });
  return {
    stack: [{ canvas: qrDots(data, shape.qrSide), alignment: 'center' }, ...under],
    unbreakable: true,
    margin: [0, 2, 0, 2],
  };
}

/** Drawn here because pdfmake rounds a dot down to whole points, which on a small slip halves the code. */
function qrDots(data: string, side: number): CanvasElement[] {
  const { modules } = QRCode.create(data, { errorCorrectionLevel: 'M' });
  const dot = side / modules.size;
  const bars: CanvasElement[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      const start = column;
      while (column < modules.size && modules.get(row, column)) column += 1;
      if (column > start)
        bars.push({
          type: 'rect',
          x: start * dot,
          y: row * dot,
          w: (column - start) * dot,
          h: dot,
          lineWidth: 0,
          color: 'black',
        });
    }
  }
  return bars;
}

const SIDE_GAP = mm(4);

function drawSide({ left, right, rightMm }: SideBlock, place: Place): Content {
  if (!place.shape.ruled) return { stack: [...left, ...right].map((block) => drawBlock(block, place)) };
  const rightWidth = mm(rightMm);
  const leftWidth = place.width - rightWidth - SIDE_GAP;
  return {
    layout: BARE,
    table: {
      widths: [leftWidth, SIDE_GAP, rightWidth],
      dontBreakRows: true,
      body: [
        [
          { stack: left.map((block) => drawBlock(block, { ...place, width: leftWidth })) },
          '',
          { stack: right.map((block) => drawBlock(block, { ...place, width: rightWidth })) },
        ],
      ],
    },
  };
}
