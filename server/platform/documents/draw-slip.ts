/**
 * A document model → bytes for a slip printer (ESC/POS). The same content as on the roll's PDF: one column, nothing over
 * the edge, every copy cut off by itself.
 */
import { columnsOf, printable } from '../../../shared/escpos/encoding.ts';
import { type SlipCell, type SlipWriter, writeSlip } from '../../../shared/escpos/writer.ts';
import type { Language } from '../../../shared/text.ts';
import { formatMoneyGrouped, moneyInCapitals } from '../../../shared/values/money.ts';
import type { Block, DocumentModel, SignatureBox, TableBlock, Words } from './model.ts';
import { inFours, say, sayLines } from './words.ts';

/** @param columns characters on a line: 48 on a roll of 80 mm, 32 on one of 58 mm */
export function slipBytes(model: DocumentModel, columns: number): Uint8Array {
  const writer = writeSlip(columns);
  const language = model.language ?? 'zh';
  const copies: readonly (Words | undefined)[] = model.copies?.length
    ? model.copies.map(({ mark }) => mark)
    : [undefined];
  for (const mark of copies) {
    drawTop(writer, model, mark);
    for (const block of model.blocks) draw(writer, block, language);
    writer.cut();
  }
  return writer.bytes();
}

function drawTop(writer: SlipWriter, { title, issuer, copyMark, language = 'zh' }: DocumentModel, mark?: Words): void {
  if (issuer !== undefined) writer.line(say(issuer, language), 'center');
  writer.title(say(title, language));
  const marks = [mark, copyMark].filter((words) => words !== undefined).map((words) => say(words, language));
  if (marks.length > 0) writer.strong(marks.join('　'), 'center');
}

function draw(writer: SlipWriter, block: Block, language: Language): void {
  switch (block.kind) {
    case 'heading':
      writer.strong(say(block.text, language));
      return;
    case 'meta':
      for (const words of [block.left, block.center, block.right])
        if (words !== undefined) writer.line(say(words, language));
      return;
    case 'fields':
      for (const { label, value, strong } of block.pairs)
        writer.pair(say(label, language), say(value, language), strong);
      return;
    case 'table':
      drawTable(writer, block, language);
      return;
    case 'line':
      for (const line of sayLines(block.text, language).split('\n')) {
        if (block.strong === true) writer.strong(line, block.align);
        else writer.line(line, block.align);
      }
      return;
    case 'amount':
      writer.pair(say(block.label, language), `¥${formatMoneyGrouped(block.amount)}`, true);
      writer.pair(language === 'zh' ? '人民币（大写）：' : 'RMB (in capitals):', moneyInCapitals(block.amount));
      return;
    case 'signatures':
      for (const box of block.boxes) drawSignature(writer, box, language);
      return;
    case 'qr':
      writer.qr(block.data).line(inFours(block.hex), 'center');
      if (block.caption !== undefined) writer.line(say(block.caption, language), 'center');
      return;
    case 'rule':
      writer.rule();
      return;
    case 'spacer':
      writer.feed(1);
      return;
    case 'side':
      for (const one of [...block.left, ...block.right]) draw(writer, one, language);
  }
}

/** A table with its title row and totals ruled off; where the paper is too narrow for it, a list. */
function drawTable(writer: SlipWriter, block: TableBlock, language: Language): void {
  const { columns, rows, foot = [] } = block;
  const titles = columns.map(({ title }) => say(title, language));
  const none = (): void => void writer.line(language === 'zh' ? '（无）' : '(none)', 'center');
  const widths = columnWidths(block, writer.columns);
  writer.rule();
  if (widths === null) {
    if (rows.length === 0) none();
    for (const row of [...rows, ...foot]) {
      const [first = '', ...others] = row;
      if (first !== '') writer.strong(first);
      others.forEach((cell, i) => {
        if (cell !== '') writer.pair(`  ${titles[i + 1]}`, cell);
      });
    }
    writer.rule();
    return;
  }
  const cells = (texts: readonly string[]): SlipCell[] =>
    columns.map(({ align = 'left' }, i) => ({ text: texts[i] ?? '', columns: widths[i]!, align }));
  writer.row(cells(titles)).rule();
  if (rows.length === 0) none();
  for (const row of rows) writer.row(cells(row));
  writer.rule();
  for (const row of foot) writer.row(cells(row));
  if (foot.length > 0) writer.rule();
}

const NARROWEST = 4;
const NARROWEST_WORDS = 8;

/**
 * As the model shares them where all cells fit, otherwise as wide as the cells are; words in the first column may go
 * over two lines, figures not. Null when the paper is too narrow even so.
 */
function columnWidths({ columns, rows, foot = [] }: TableBlock, paper: number): number[] | null {
  const room = paper - (columns.length - 1);
  const needed = columns.map((_, i) =>
    Math.max(NARROWEST, ...[...rows, ...foot].map((row) => columnsOf(printable(row[i] ?? '')))),
  );
  const shares = columns.reduce((all, { width }) => all + width, 0);
  const shared = withRest(
    columns.map(({ width }) => Math.trunc((room * width) / shares)),
    room,
  );
  if (shared.every((width, i) => width >= needed[i]!)) return shared;
  const tight = withRest([0, ...needed.slice(1)], room);
  return tight[0]! >= Math.min(needed[0]!, NARROWEST_WORDS) ? tight : null;
}

/** What is left over goes to the first column; less than nothing when the others are too wide. */
function withRest([, ...others]: readonly number[], room: number): number[] {
  return [room - others.reduce((all, width) => all + width, 0), ...others];
}

function drawSignature(writer: SlipWriter, { role, signed }: SignatureBox, language: Language): void {
  if (signed === undefined) {
    writer
      .line()
      .line(`${say(role, language)}：`)
      .line()
      .rule();
    return;
  }
  writer.pair(say(role, language), `${signed.name} ${say(signed.post, language)}`);
  writer.pair(signed.at, inFours(signed.digest));
}
